// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Geometry;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.TestScenes;
import org.sunqar.analysis.tracking.MadeRuns;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;

class LandMaskTest {

  private static final Grid GRID = TestScenes.utm(6, 4);

  @TempDir Path folder;

  @Test
  void polygons() {
    Geometry land =
        MadeRuns.builder("w", GRID)
            .alert(MadeRuns.groups("AA.... A..... ..AAAA ......", 1, 3).getFirst(), "")
            .outline();
    assertThat(LandMask.inside(new LandMask.Polygons(land), GRID))
        .isEqualTo(bits(0, 1, 6, 14, 15, 16, 17));
  }

  /** A raster of twice the extent and half the pixel size; 255 has no value. */
  @Test
  void rasterOfAnotherGrid() {
    byte[] values = new byte[16 * 12];
    // pixel (col 1, row 1) of the grid is columns 2 and 3, rows 2 and 3 of the raster
    for (int row = 2; row <= 3; row++) {
      for (int col = 2; col <= 3; col++) {
        values[row * 16 + col] = 7;
        values[row * 16 + col + 4] = (byte) 255;
      }
    }
    Grid fine =
        new Grid(
            GRID.crs(),
            org.sunqar.raster.geo.Affine.northUp(
                GRID.affine().xOf(0, 0),
                GRID.affine().yOf(0, 0),
                (GRID.affine().xOf(1, 0) - GRID.affine().xOf(0, 0)) / 2,
                (GRID.affine().yOf(0, 0) - GRID.affine().yOf(0, 1)) / 2),
            16,
            12);
    Path file =
        TestScenes.write(
            folder.resolve("forest.tif"),
            fine,
            BandInfo.of("", PixelType.UINT8, 255),
            16,
            new PixelBlock.Bytes(PixelType.UINT8, 16, 12, values));
    assertThat(LandMask.inside(new LandMask.RasterFile(file.toAbsolutePath()), GRID))
        .isEqualTo(bits(7));
    assertThatThrownBy(() ->
            LandMask.inside(
                new LandMask.Polygons(
                    MadeRuns.builder("w", TestScenes.utm(60, 40))
                        .alert(
                            MadeRuns.groups((".".repeat(59) + "A ").repeat(2), 1, 3).getFirst(), "")
                        .outline()),
                GRID))
        .isInstanceOf(AnalysisException.class)
        .extracting("key")
        .isEqualTo(AnalysisException.Key.AREA);
  }

  private static BitSet bits(int... pixels) {
    BitSet bits = new BitSet();
    for (int pixel : pixels) {
      bits.set(pixel);
    }
    return bits;
  }
}
