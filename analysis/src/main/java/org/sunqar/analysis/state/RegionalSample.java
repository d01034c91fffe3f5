// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.state;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.sunqar.analysis.cube.Chunk;
import org.sunqar.analysis.detect.online.OnlineDetector;
import org.sunqar.analysis.detect.online.PixelState;
import org.sunqar.analysis.detect.online.SceneTime;
import org.sunqar.analysis.detect.online.StateLayout;
import org.sunqar.raster.geo.Window;

/**
 * What is common to the region on a date, in scatters: the median departure of a fixed sample of
 * pixels. A dry year, haze over a scene or a calibration offset moves all pixels; an event does not
 * (Hamunyela, Verbesselt and Herold 2016 take the regional season off each observation for the same
 * reason).
 *
 * <p>The sample is some pixels of some chunks, so that the blocks of few chunks are decoded twice;
 * it depends on the layout only. What is made of the medians: {@link RegionalCourse}.
 */
final class RegionalSample {

  /** Pixels of the sample, about. */
  private static final int SAMPLE = 4096;

  /** Chunks of the sample in a row and in a column, at most. */
  private static final int CHUNKS = 6;

  /** Fewer observations than this on a date say nothing about a region. */
  private static final int LEAST = 100;

  private RegionalSample() {}

  /** The chunks of the sample, ascending. */
  static List<Integer> chunks(PlaneLayout layout) {
    Set<Integer> chunks = new LinkedHashSet<>();
    for (int row : spread(layout.chunksDown())) {
      for (int col : spread(layout.chunksAcross())) {
        chunks.add(row * layout.chunksAcross() + col);
      }
    }
    return List.copyOf(chunks);
  }

  private static int[] spread(int count) {
    int taken = Math.min(CHUNKS, count);
    int[] places = new int[taken];
    for (int i = 0; i < taken; i++) {
      places[i] = (int) ((2L * i + 1) * count / (2L * taken));
    }
    return places;
  }

  /** The pixels of the sample in a chunk: indices into its planes, none beyond the grid. */
  static int[] pixels(PlaneLayout layout, int chunk) {
    Window window = layout.window(chunk);
    int width = Math.min(window.width(), layout.grid().width() - window.col());
    int height = Math.min(window.height(), layout.grid().height() - window.row());
    int share = SAMPLE / chunks(layout).size();
    int step = (int) Math.max(1, Math.sqrt((double) layout.chunkPixels() / share));
    int[] pixels = new int[Math.ceilDiv(width, step) * Math.ceilDiv(height, step)];
    int count = 0;
    for (int row = step / 2; row < height; row += step) {
      for (int col = step / 2; col < width; col += step) {
        pixels[count++] = row * window.width() + col;
      }
    }
    return Arrays.copyOf(pixels, count);
  }

  /** The departures of the sample's pixels of a chunk. */
  static float[] departures(
      OnlineDetector detector,
      StateLayout layout,
      PixelState chunk,
      int[] pixels,
      Chunk.Plane values,
      SceneTime time) {
    float[][] fixed = new float[layout.fixed().size()][pixels.length];
    for (int plane = 0; plane < fixed.length; plane++) {
      if (detector.needs(plane, time)) {
        for (int i = 0; i < pixels.length; i++) {
          fixed[plane][i] = chunk.fixed(plane)[pixels[i]];
        }
      }
    }
    float[] picked = new float[pixels.length];
    float[] one = new float[1];
    for (int i = 0; i < pixels.length; i++) {
      picked[i] = values.values(pixels[i], 1, one) ? one[0] : Float.NaN;
    }
    PixelState sample =
        new PixelState(fixed, new float[layout.moving().size()][pixels.length], pixels.length);
    float[] out = new float[pixels.length];
    detector.departures(sample, 0, pixels.length, picked, 0, time, out);
    return out;
  }

  /** The lower median of all that are numbers; NaN of too few. */
  static float median(List<float[]> departures) {
    int all = departures.stream().mapToInt(part -> part.length).sum();
    float[] seen = new float[all];
    int count = 0;
    for (float[] part : departures) {
      for (float departure : part) {
        if (!Float.isNaN(departure)) {
          seen[count++] = departure;
        }
      }
    }
    if (count < LEAST) {
      return Float.NaN;
    }
    Arrays.sort(seen, 0, count);
    return seen[(count - 1) / 2];
  }
}
