// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.simulate;

import java.time.LocalDate;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Grid;

/** A base scene made in code: forest, grassland, a town, a lake, and a corner without data. */
final class SampleLand {

  private SampleLand() {}

  private static final float[] FOREST = {0.03f, 0.05f, 0.035f, 0.38f, 0.18f, 0.08f};
  private static final float[] GRASS = {0.06f, 0.09f, 0.10f, 0.26f, 0.27f, 0.18f};
  private static final float[] TOWN = {0.16f, 0.18f, 0.20f, 0.24f, 0.26f, 0.24f};
  private static final float[] LAKE = {0.06f, 0.05f, 0.03f, 0.015f, 0.01f, 0.008f};

  static BaseScene of(int width, int height) {
    float[][] bands = new float[6][width * height];
    Draws grain = Draws.of(1, 99);
    for (int i = 0; i < width * height; i++) {
      double x = (double) (i % width) / width;
      int row = i / width;
      double y = (double) row / height;
      float[] kind = y < 0.45 ? FOREST : x < 0.6 ? GRASS : y < 0.75 ? TOWN : LAKE;
      boolean none = x < 0.05 && y < 0.05;
      for (int b = 0; b < 6; b++) {
        bands[b][i] = none ? Float.NaN : kind[b] * (1 + 0.05f * grain.roughNormal(i));
      }
    }
    Grid grid =
        new Grid(Crs.ofEpsg(32725), Affine.northUp(288_776, 9_120_760, 30, 30), width, height);
    return new BaseScene(grid, LocalDate.of(2001, 8, 4), bands);
  }
}
