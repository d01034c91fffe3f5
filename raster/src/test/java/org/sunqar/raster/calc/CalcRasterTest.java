// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.calc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.sunqar.raster.MemoryRaster;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.pixel.Pixels;

class CalcRasterTest {

  private final Grid grid =
      new Grid(Crs.ofEpsg(32632), Affine.northUp(400000, 5300000, 10, 10), 100, 60);

  /** Red 0..99 by column, NIR 3 times that; 7 is no data in red. */
  private MemoryRaster image() {
    return MemoryRaster.of(
        grid,
        List.of(
            BandInfo.of("red", PixelType.UINT16, 7).withScale(0.1, 0),
            BandInfo.of("nir", PixelType.UINT16)),
        (band, col, row) -> band == 1 ? col : 3.0 * col + row);
  }

  @Test
  void indexOfTwoBands() {
    CalcRaster ndvi =
        CalcRaster.of(
            List.of(Expression.parse("(nir - red) / (nir + red)")),
            image(),
            CalcOptions.defaults());
    Pixels pixels = ndvi.pixels(new Window(5, 10, 20, 3));
    assertThat(pixels.values().getFirst().get(0)).isEqualTo((float) (20 / 30.0));
    assertThat(pixels.isValid(0, 0)).isTrue();
    assertThat(pixels.isValid(0, 2)).as("column 7 is no data in red").isFalse();
    assertThat(pixels.values().getFirst().get(2)).isNaN();
    assertThat(pixels.grid()).isEqualTo(grid.crop(new Window(5, 10, 20, 3)));
  }

  @Test
  void holesCanBeFilledAndBandsUnscaled() {
    CalcOptions options =
        CalcOptions.defaults().withUnscaled(true).withType(PixelType.UINT8, OptionalDouble.empty());
    CalcRaster filled =
        CalcRaster.of(
            Expression.parseList("where(isnan(b1), 200, b1 * 10); b1 + nan; 3"), image(), options);
    Pixels pixels = filled.pixels(new Window(0, 0, 10, 1));
    assertThat(pixels.values().getFirst().get(7)).isEqualTo(200);
    assertThat(pixels.values().getFirst().get(8)).isEqualTo(8);
    assertThat(pixels.isValid(0, 7)).isTrue();
    assertThat(pixels.isValid(1, 3)).isFalse();
    assertThat(pixels.values().get(2).get(7)).isEqualTo(3);
    assertThat(filled.hasMask()).isTrue();
    assertThat(filled.readMask(new Window(0, 0, 1, 1)).get(0)).isZero();
    assertThat(filled.pixels(new Window(0, 0, 1, 1), 3).values().getFirst().get(0)).isEqualTo(3);
  }

  @Test
  void severalRasters() {
    Map<String, CalcRaster.Input> inputs = CalcRaster.inputs(Map.of("A", image(), "B", image()));
    CalcRaster sum =
        CalcRaster.of(
            List.of(Expression.parse("A + B.b2 + B.nir")), inputs, CalcOptions.defaults());
    assertThat(sum.read(new Window(10, 2, 1, 1)).getFirst().get(0)).isEqualTo(10 + 32 + 32);
  }

  @Test
  void unknownNamesAndOtherGridsAreRefused() {
    assertThatThrownBy(() ->
            CalcRaster.of(List.of(Expression.parse("b1 + b3")), image(), CalcOptions.defaults()))
        .hasMessageContaining("column 6: there is no band b3; there are [b1, b2, red, nir]");
    MemoryRaster other =
        MemoryRaster.of(
            grid.crop(new Window(1, 0, 100, 60)),
            List.of(BandInfo.of("x", PixelType.UINT8)),
            (band, col, row) -> 1);
    assertThatThrownBy(() ->
            CalcRaster.of(
                List.of(Expression.parse("A + B")),
                CalcRaster.inputs(Map.of("A", image(), "B", other)),
                CalcOptions.defaults()))
        .isInstanceOf(RasterException.class)
        .hasMessageContaining("do not have the same pixels");
  }
}
