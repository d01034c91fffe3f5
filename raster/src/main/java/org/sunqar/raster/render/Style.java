// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.render;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** How values become colours. */
public sealed interface Style {

  /**
   * One band in grey, or three in red, green and blue.
   *
   * @param stretches one for all bands, or one for each
   */
  record Composite(List<Stretch> stretches) implements Style {
    public Composite {
      stretches = List.copyOf(stretches);
      if (stretches.isEmpty()) {
        throw new IllegalArgumentException("no stretch");
      }
    }

    Stretch stretch(int band) {
      return stretches.get(Math.min(band, stretches.size() - 1));
    }
  }

  /** One band through a colour map. */
  record Mapped(Stretch stretch, ColorMap colors) implements Style {}

  /**
   * One band in colours for classes of values; what is in no class is transparent.
   *
   * @param intervals in any order; the first of several that hold a value counts
   */
  record Classes(List<Interval> intervals) implements Style {
    public Classes {
      intervals = List.copyOf(intervals);
    }

    /** A colour (0xAARRGGBB) for each of some values, and for no other. */
    public static Classes ofValues(Map<Double, Integer> colors) {
      List<Interval> intervals = new ArrayList<>();
      colors.forEach((value, argb) -> intervals.add(new Interval(value, Math.nextUp(value), argb)));
      intervals.sort(Comparator.comparingDouble(Interval::from));
      return new Classes(intervals);
    }

    /** A colour for each value from 0 on, as palettes of files have them. */
    public static Classes ofPalette(List<Integer> palette) {
      List<Interval> intervals = new ArrayList<>();
      for (int i = 0; i < palette.size(); i++) {
        intervals.add(new Interval(i, i + 1, palette.get(i)));
      }
      return new Classes(intervals);
    }

    /** The colour of a value; 0, transparent, for none. */
    int argb(double value) {
      for (Interval interval : intervals) {
        if (value >= interval.from() && value < interval.to()) {
          return interval.argb();
        }
      }
      return 0;
    }
  }

  /**
   * Values of one colour.
   *
   * @param from the least
   * @param to above all of them
   * @param argb 0xAARRGGBB
   */
  record Interval(double from, double to, int argb) {
    public Interval {
      if (!(from < to)) {
        throw new IllegalArgumentException("interval from " + from + " to " + to);
      }
    }
  }
}
