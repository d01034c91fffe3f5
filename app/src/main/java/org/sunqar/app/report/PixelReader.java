// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.sunqar.analysis.cube.ChunkReader;
import org.sunqar.analysis.cube.Cube;
import org.sunqar.analysis.cube.CubeScene;
import org.sunqar.app.report.SeriesContent.Observation;
import org.sunqar.raster.geo.Window;

/** Reads all values of pixels of one cube, those that a mask hides too, from the files. */
final class PixelReader implements AutoCloseable {

  private final Cube cube;
  private final ChunkReader masked;
  private final ChunkReader unmasked;
  private final List<LocalDate> days;

  /** A pixel's values. */
  static final class Values {
    private final double[] clear;
    private final List<Observation> observations;

    private Values(double[] clear, List<Observation> observations) {
      this.clear = clear;
      this.observations = List.copyOf(observations);
    }

    /** One a date; NaN where nothing is seen. */
    double[] clear() {
      return clear.clone();
    }

    /** What there is to show; empty without a value on any date. */
    List<Observation> observations() {
      return observations;
    }
  }

  PixelReader(Cube cube) {
    this.cube = cube;
    this.masked = new ChunkReader(cube);
    this.unmasked =
        new ChunkReader(
            new Cube(cube.grid(), cube.scenes().stream().map(SceneImages::unmasked).toList()));
    this.days = cube.scenes().stream().map(CubeScene::day).toList();
  }

  List<LocalDate> days() {
    return days;
  }

  Values read(int col, int row) {
    Window pixel = new Window(col, row, 1, 1);
    double[] values = new double[days.size()];
    List<Observation> observations = new ArrayList<>();
    for (int t = 0; t < values.length; t++) {
      values[t] = masked.readDate(pixel, t)[0];
      boolean clear = !Double.isNaN(values[t]);
      boolean hidden = !clear && cube.scenes().get(t).mask().isPresent();
      double shown = hidden ? unmasked.readDate(pixel, t)[0] : values[t];
      if (Double.isFinite(shown)) {
        observations.add(new Observation(days.get(t), shown, clear));
      }
    }
    return new Values(values, observations);
  }

  @Override
  public void close() {
    masked.close();
    unmasked.close();
  }
}
