// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.tiles;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sunqar.raster.calc.Expression;
import org.sunqar.raster.pixel.Resampling;
import org.sunqar.raster.render.ColorMap;

/**
 * How something is drawn, with nothing left open.
 *
 * @param what what is drawn
 * @param paint how its values become colours
 * @param resampling where pixels of the picture are not those of the file
 * @param light of a shaded relief
 * @param clearOnly whether pixels that are not clear are left out
 * @param title for people
 */
record Look(
    What what,
    Paint paint,
    Resampling resampling,
    Optional<Rendering.Light> light,
    boolean clearOnly,
    String title) {

  /** The same text for what is drawn the same. */
  String key() {
    String colors =
        switch (paint) {
          case Paint.Brightness(List<Range> ranges, double gamma) -> ranges + " " + gamma;
          case Paint.Colors(Range range, double gamma, ColorMap map, Meaning _) ->
              range + " " + gamma + " " + map.name();
          case Paint.Palette(List<Integer> palette) -> "palette " + palette.hashCode();
        };
    return what + "|" + colors + "|" + resampling + "|" + light + "|" + clearOnly;
  }

  /** The same without the shaded relief. */
  Look flat() {
    return new Look(what, paint, resampling, Optional.empty(), clearOnly, title);
  }

  /** What is drawn. */
  sealed interface What {

    /** One band, or three. */
    record Bands(List<String> names) implements What {
      public Bands {
        names = List.copyOf(names);
      }
    }

    /** One value computed of bands, or three. */
    record Formula(List<Expression> expressions) implements What {
      public Formula {
        expressions = List.copyOf(expressions);
      }
    }

    /** The bands that are read. */
    default List<String> read() {
      return switch (this) {
        case Bands(List<String> names) -> names;
        case Formula(List<Expression> expressions) -> {
          Set<String> names = new LinkedHashSet<>();
          expressions.forEach(e -> names.addAll(e.names()));
          yield new ArrayList<>(names);
        }
      };
    }

    /** How many values a pixel has: 1 or 3. */
    default int size() {
      return switch (this) {
        case Bands(List<String> names) -> names.size();
        case Formula(List<Expression> expressions) -> expressions.size();
      };
    }
  }

  /** How physical values become colours. */
  sealed interface Paint {

    /** Grey, or red, green and blue: a range for each. */
    record Brightness(List<Range> ranges, double gamma) implements Paint {
      public Brightness {
        ranges = List.copyOf(ranges);
      }
    }

    /**
     * One value through a colour map.
     *
     * @param meaning what the numbers are
     */
    record Colors(Range range, double gamma, ColorMap map, Meaning meaning) implements Paint {}

    /** Stored values through the colours that the file has. */
    record Palette(List<Integer> colors) implements Paint {
      public Palette {
        colors = List.copyOf(colors);
      }
    }
  }

  /** What numbers are, for legends. */
  enum Meaning {
    NUMBER,
    /** Days since 1970-01-01. */
    DAY
  }
}
