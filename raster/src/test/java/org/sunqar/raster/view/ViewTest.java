// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sunqar.raster.MemoryRaster;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.ColorInterpretation;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.pixel.Raster;

/** Rasters that show others in part or in another form. */
class ViewTest {

  private static final Grid GRID =
      new Grid(Crs.ofEpsg(32633), Affine.northUp(500_000, 5_000_000, 30, 20), 40, 30);

  /** The value of a pixel says where it is: band 2 at column 17, row 5 holds 21705. */
  private static MemoryRaster places(int count, PixelType type) {
    List<BandInfo> bands =
        java.util.stream.IntStream.rangeClosed(1, count)
            .mapToObj(band -> BandInfo.of("b" + band, type))
            .map(band -> band.withMetadata(Map.of("STATISTICS_MINIMUM", "1", "WAVELENGTH", "0.8")))
            .toList();
    MemoryRaster coarse = MemoryRaster.of(GRID.coarsened(2), bands, (band, col, row) -> -band);
    return new MemoryRaster(
        GRID, bands, (band, col, row) -> 10_000 * band + 100 * col + row, List.of(coarse));
  }

  @Test
  void bandsOfAWindow() {
    Raster view = RasterView.of(places(3, PixelType.INT32), new Window(10, 4, 8, 6), 3, 1, 3);
    assertThat(view.grid())
        .isEqualTo(new Grid(GRID.crs(), Affine.northUp(500_300, 4_999_920, 30, 20), 8, 6));
    assertThat(view.bands()).extracting(BandInfo::name).containsExactly("b3", "b1", "b3");
    assertThat(view.bands().getFirst().metadata()).isEqualTo(Map.of("WAVELENGTH", "0.8"));
    List<PixelBlock> all = view.read(new Window(2, 1, 3, 2));
    assertThat(all).extracting(block -> block.get(0)).containsExactly(31205.0, 11205.0, 31205.0);
    assertThat(all.get(0).array()).isNotSameAs(all.get(2).array());
    assertThat(view.read(new Window(7, 5, 1, 1), 2).getFirst().get(0)).isEqualTo(11709);
    assertThat(view.overviews()).isEmpty();
    assertThatThrownBy(() -> view.read(new Window(7, 5, 2, 1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> view.read(new Window(0, 0, 1, 1), 4)).hasMessage("band 4 of 3");
  }

  @Test
  void bandsOfEverythingKeepStatisticsAndOverviews() {
    Raster view = RasterView.ofBands(places(2, PixelType.INT32), 2);
    assertThat(view.grid()).isEqualTo(GRID);
    assertThat(view.bands().getFirst().metadata()).containsEntry("STATISTICS_MINIMUM", "1");
    assertThat(view.overviews())
        .singleElement()
        .satisfies(overview -> {
          assertThat(overview.grid().width()).isEqualTo(20);
          assertThat(overview.read(new Window(0, 0, 1, 1)).getFirst().get(0)).isEqualTo(-2);
        });
  }

  @Test
  void aBandThatIsNotThere() {
    assertThatThrownBy(() -> RasterView.ofBands(places(2, PixelType.INT32), 3))
        .hasMessage("band 3 of memory, which has bands 1 to 2");
    assertThatThrownBy(() -> RasterView.of(places(1, PixelType.INT32), new Window(39, 0, 2, 1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** One pixel, stored as float64 with no-data -1, converted. */
  @ParameterizedTest
  @CsvSource({
    "0, uint8, NaN, 0", // no no-data value in the result: NaN in the table
    "254.5, uint8, NaN, 255",
    "2.5, int16, NaN, 3",
    "-2.5, int16, NaN, -2",
    "1e9, int16, NaN, 32767",
    "NaN, uint8, NaN, 0",
    "-1, int16, NaN, -1",
    "-1, uint8, 0, 0",
    "NaN, uint8, 0, 0",
    "0.4, uint8, 0, 1", // would have become the no-data value
    "1e9, uint16, 65535, 65534",
    "-1, float32, -9999, -9999",
    "-9999, float32, -9999, -9998.999",
  })
  void types(double stored, String type, double noData, double expected) {
    MemoryRaster one =
        MemoryRaster.of(
            GRID, List.of(BandInfo.of("x", PixelType.FLOAT64, -1)), (band, col, row) -> stored);
    OptionalDouble missing =
        Double.isNaN(noData) ? OptionalDouble.empty() : OptionalDouble.of(noData);
    Raster converted =
        ConvertedRaster.of(one, PixelType.ofStacName(type), missing, List.of(Rescaling.NONE));
    assertThat(converted.bands().getFirst().noData()).isEqualTo(missing);
    assertThat(converted.read(new Window(3, 3, 1, 1)).getFirst().get(0))
        .isCloseTo(expected, within(1e-3));
  }

  @Test
  void rescalingKeepsThePhysicalValues() {
    BandInfo reflectance = BandInfo.of("red", PixelType.INT16, -32768).withScale(1e-4, -0.1);
    BandInfo alpha = BandInfo.of("a", PixelType.INT16).withColor(ColorInterpretation.ALPHA);
    MemoryRaster two =
        MemoryRaster.of(
            GRID, List.of(reflectance, alpha), (band, col, row) -> band == 2 ? 255 : 100 * col);
    Rescaling rescaling = Rescaling.of(0, 4000, 0, 250);
    Raster bytes =
        ConvertedRaster.of(two, PixelType.UINT8, OptionalDouble.of(0), List.of(rescaling));
    List<PixelBlock> blocks = bytes.read(new Window(0, 0, 40, 1));
    BandInfo info = bytes.bands().getFirst();
    assertThat(blocks.get(0).get(0)).isEqualTo(1); // 0 would have been no value
    for (int col = 1; col < 40; col++) {
      double physical = blocks.get(0).get(col) * info.scale() + info.offset();
      assertThat(physical).isCloseTo(100 * col * 1e-4 - 0.1, within(0.5001 * 16e-4));
    }
    assertThat(blocks.get(1).get(7)).isEqualTo(255);
  }

  @Test
  void aPaletteLivesAsLongAsValuesAreItsIndexes() {
    BandInfo classes =
        BandInfo.of("c", PixelType.UINT8).withPalette(List.of(0xff00ff00, 0xffff0000));
    MemoryRaster raster = MemoryRaster.of(GRID, List.of(classes), (band, col, row) -> col % 2);
    Raster wide =
        ConvertedRaster.of(
            raster, PixelType.UINT16, OptionalDouble.empty(), List.of(Rescaling.NONE));
    assertThat(wide.bands().getFirst().palette()).hasSize(2);
    Raster stretched =
        ConvertedRaster.of(
            raster, PixelType.UINT8, OptionalDouble.empty(), List.of(Rescaling.of(0, 1, 0, 255)));
    assertThat(stretched.bands().getFirst().palette()).isEmpty();
    assertThat(stretched.bands().getFirst().color()).isEqualTo(ColorInterpretation.GRAY);
  }

  @Test
  void anotherDescription() {
    Grid moved = new Grid(Crs.ofEpsg(32634), Affine.northUp(0, 600, 10, 10), 40, 30);
    MemoryRaster raster = places(1, PixelType.INT32);
    List<BandInfo> bands = List.of(raster.bands().getFirst().withNoData(OptionalDouble.of(5)));
    Raster described = DescribedRaster.of(raster, moved, bands, Map.of("A", "1"));
    assertThat(described.grid()).isEqualTo(moved);
    assertThat(described.bands()).isEqualTo(bands);
    assertThat(described.metadata()).isEqualTo(Map.of("A", "1"));
    assertThat(described.read(new Window(2, 3, 1, 1)).getFirst().get(0)).isEqualTo(10203);
    assertThat(described.overviews().getFirst().grid()).isEqualTo(moved.coarsened(2));
    assertThatThrownBy(() -> DescribedRaster.of(raster, GRID.coarsened(2), bands, Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
