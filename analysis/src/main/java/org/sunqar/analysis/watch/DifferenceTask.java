// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.watch;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.alert.PixelChange;
import org.sunqar.analysis.alert.PixelChange.Strength;
import org.sunqar.analysis.cube.ChunkReader;
import org.sunqar.analysis.cube.Cube;
import org.sunqar.analysis.detect.Difference;
import org.sunqar.raster.geo.Window;

/**
 * The difference of two dates over the whole grid at once: its scale is that of all pixels. For
 * large grids the two planes and the scores take 16 bytes a pixel.
 */
final class DifferenceTask {

  private static final long MOST_PIXELS = 1 << 28;

  private final Cube cube;
  private final ChunkReader reader;
  private final DetectorSettings.TwoDates settings;
  private final LocalDate monitorFrom;
  private final Optional<AreaMask> area;

  DifferenceTask(
      Cube cube,
      ChunkReader reader,
      DetectorSettings.TwoDates settings,
      LocalDate monitorFrom,
      Optional<AreaMask> area) {
    this.cube = cube;
    this.reader = reader;
    this.settings = settings;
    this.monitorFrom = monitorFrom;
    this.area = area;
  }

  void run(ResultWriter writer, List<PixelChange> changes, WatchRun.Progress progress) {
    Window window = cube.grid().window();
    if (window.pixels() > MOST_PIXELS) {
      throw new AnalysisException(
          AnalysisException.Key.MEMORY,
          "the difference of two dates takes at most "
              + MOST_PIXELS
              + " pixels at once, not "
              + window.pixels()
              + ": give a smaller area");
    }
    int before = beforeDate();
    int after = cube.dates() - 1;
    float[] old = masked(reader.readDate(window, before));
    float[] recent = masked(reader.readDate(window, after));
    Difference difference = Difference.of(old, recent);
    if (difference.validCount() == 0) {
      throw new AnalysisException(
          AnalysisException.Key.NO_SCENES,
          "scenes "
              + cube.scenes().get(before).itemId()
              + " and "
              + cube.scenes().get(after).itemId()
              + " have no pixel in common that is clear on both");
    }
    int[] day = new int[old.length];
    float[] magnitude = new float[old.length];
    short[] count = new short[old.length];
    Arrays.fill(day, ChangeMaps.NO_DAY);
    float[] z = difference.z();
    int afterDay = Math.toIntExact(cube.scenes().get(after).day().toEpochDay());
    for (int i = 0; i < old.length; i++) {
      count[i] = (short) ((Float.isNaN(old[i]) ? 0 : 1) + (Float.isNaN(recent[i]) ? 0 : 1));
      magnitude[i] = recent[i] - old[i];
      Strength strength = strength(z[i]);
      if (strength == Strength.SEED) {
        day[i] = afterDay;
      }
      if (strength != null) {
        changes.add(
            new PixelChange(
                i % window.width(),
                i / window.width(),
                strength,
                after,
                after,
                1,
                1,
                z[i],
                magnitude[i],
                1));
      }
    }
    writer.write(new ChangeMaps(window, day, magnitude, count));
    progress.chunk(1, 1);
  }

  private @org.jspecify.annotations.Nullable Strength strength(float z) {
    double size = Math.abs(z);
    if (size >= settings.threshold()) {
      return Strength.SEED;
    }
    return size >= settings.threshold() * DetectorSettings.TwoDates.WEAK_SHARE
        ? Strength.WEAK
        : null;
  }

  private int beforeDate() {
    return cube.datesBefore(monitorFrom) - 1;
  }

  private float[] masked(float[] plane) {
    if (area.isPresent()) {
      int width = cube.grid().width();
      for (int i = 0; i < plane.length; i++) {
        plane[i] = area.get().contains(i % width, i / width) ? plane[i] : Float.NaN;
      }
    }
    return plane;
  }
}
