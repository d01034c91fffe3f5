// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.ColorInterpretation;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;

class ReadLayoutsTest {

  static final int WIDTH = 70;
  static final int HEIGHT = 53;

  /** Every byte order, file kind, layout, interleaving and compression of the test writer. */
  static List<TestTiff> layouts() {
    List<TestTiff> layouts = new ArrayList<>();
    for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
      for (int bits = 0; bits < 8; bits++) {
        for (int scheme : new int[] {Codec.NONE, Codec.PACKBITS, Codec.LZW, Codec.DEFLATE}) {
          boolean tiled = (bits & 2) != 0;
          layouts.add(
              new TestTiff(
                  order, (bits & 1) != 0, tiled, (bits & 4) != 0, scheme, 32, tiled ? 16 : 7));
        }
      }
    }
    return layouts;
  }

  @ParameterizedTest
  @EnumSource(PixelType.class)
  void readsEveryLayout(PixelType type) {
    List<PixelBlock> bands = TestRasters.blocks(type, WIDTH, HEIGHT, 3, 1);
    Window inner = new Window(13, 9, 41, 30);
    for (TestTiff layout : layouts()) {
      byte[] file = layout.write(bands, Map.of(TiffTag.GDAL_NODATA, "7"));
      try (GeoTiff tiff = GeoTiff.open(new MemorySource(file))) {
        assertThat(tiff.type()).isEqualTo(type);
        assertThat(tiff.bandCount()).isEqualTo(3);
        assertThat(tiff.bands().get(2).noData()).hasValue(7);
        List<PixelBlock> all = tiff.read(tiff.grid().window());
        for (int band = 0; band < 3; band++) {
          TestRasters.assertSame(all.get(band), bands.get(band));
        }
        List<PixelBlock> some = tiff.read(inner, 3, 1);
        TestRasters.assertSame(some.get(0), TestRasters.crop(bands.get(2), inner));
        TestRasters.assertSame(some.get(1), TestRasters.crop(bands.get(0), inner));
      }
    }
  }

  @Test
  void everyWindowIsTheSamePartOfTheWhole() {
    PixelBlock band = TestRasters.block(PixelType.INT16, WIDTH, HEIGHT, 5);
    TestTiff layout =
        new TestTiff(ByteOrder.LITTLE_ENDIAN, false, true, false, Codec.DEFLATE, 16, 16);
    try (GeoTiff tiff = GeoTiff.open(new MemorySource(layout.write(List.of(band), Map.of())))) {
      assertThat(tiff.blockWidth()).isEqualTo(16);
      for (int size = 1; size < 40; size += 6) {
        for (int at = 0; at + size <= HEIGHT; at += 5) {
          Window window = new Window(at, at, size, size);
          TestRasters.assertSame(tiff.read(window, 1), TestRasters.crop(band, window));
        }
      }
    }
  }

  @Test
  void aWholeImageInOneStripIsReadInParts() {
    List<PixelBlock> bands = TestRasters.blocks(PixelType.FLOAT64, 900, 70, 2, 8);
    for (boolean planar : new boolean[] {true, false}) {
      TestTiff layout = new TestTiff(ByteOrder.BIG_ENDIAN, false, false, planar, Codec.NONE, 0, 70);
      byte[] file = layout.write(bands, Map.of());
      try (GeoTiff tiff = GeoTiff.open(new MemorySource(file))) {
        assertThat(tiff.blockHeight()).isEqualTo(planar ? 18 : 9);
        Window window = new Window(3, 5, 890, 60);
        TestRasters.assertSame(tiff.read(window, 2), TestRasters.crop(bands.get(1), window));
        TestRasters.assertSame(tiff.read(tiff.grid().window(), 1), bands.get(0));
      }
    }
  }

  @Test
  void aFileThatSaysNothingAboutItsPlaceHasPixelCoordinates() {
    TestTiff layout = new TestTiff(ByteOrder.BIG_ENDIAN, false, false, false, Codec.NONE, 0, 8);
    byte[] file = layout.write(TestRasters.blocks(PixelType.UINT8, 5, 9, 1, 3), Map.of());
    try (GeoTiff tiff = GeoTiff.open(new MemorySource(file))) {
      assertThat(tiff.grid().crs()).isSameAs(Crs.UNKNOWN);
      assertThat(tiff.grid().affine().xOf(1, 0)).isEqualTo(1);
      assertThat(tiff.grid().affine().yOf(0, 1)).isEqualTo(1);
      assertThat(tiff.bands())
          .containsExactly(BandInfo.of("", PixelType.UINT8).withColor(ColorInterpretation.GRAY));
      assertThat(tiff.metadata()).isEmpty();
      assertThat(tiff.overviews()).isEmpty();
    }
  }

  @Test
  void textTagsAndGdalItemsAreMetadata() {
    String xml =
        "<GDALMetadata><Item name=\"A\">x &amp;amp; y</Item>"
            + "<Item name=\"B\" domain=\"other\">hidden</Item>"
            + "<Item name=\"DESCRIPTION\" sample=\"1\" role=\"description\">red</Item>"
            + "<Item name=\"SCALE\" sample=\"1\" role=\"scale\">0.5</Item>"
            + "<Item name=\"OFFSET\" sample=\"1\" role=\"offset\">-3</Item></GDALMetadata>";
    TestTiff layout = new TestTiff(ByteOrder.LITTLE_ENDIAN, true, false, true, Codec.NONE, 0, 8);
    byte[] file =
        layout.write(
            TestRasters.blocks(PixelType.INT16, 5, 9, 2, 3),
            Map.of(
                TiffTag.GDAL_METADATA,
                xml,
                306,
                "2021:07:01 10:00:00",
                TiffTag.GDAL_NODATA,
                " -1 "));
    try (GeoTiff tiff = GeoTiff.open(new MemorySource(file))) {
      assertThat(tiff.metadata())
          .containsExactly(
              Map.entry("TIFFTAG_DATETIME", "2021:07:01 10:00:00"), Map.entry("A", "x & y"));
      assertThat(tiff.bands())
          .containsExactly(
              BandInfo.of("", PixelType.INT16, -1).withColor(ColorInterpretation.GRAY),
              BandInfo.of("red", PixelType.INT16, -1).withScale(0.5, -3));
    }
  }

  @Test
  void xmlCannotReachOutsideOrGrow() {
    String entities =
        "<!DOCTYPE x [<!ENTITY f SYSTEM \"file:///etc/passwd\"><!ENTITY a \"aaaaaaaaaa\">"
            + "<!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]><GDALMetadata><Item name=\"A\">&f;&b;</Item>"
            + "</GDALMetadata>";
    assertThat(GdalMetadata.parse(entities).items().getOrDefault("A", "")).isEmpty();
    assertThat(GdalMetadata.parse("<GDALMetadata><Item name=\"A\">1</Item><Item").items())
        .containsEntry("A", "1");
    assertThat(GdalMetadata.parse("no xml").items()).isEmpty();
  }

  @Test
  void refusesWhatLiesOutside() {
    TestTiff layout = new TestTiff(ByteOrder.LITTLE_ENDIAN, false, false, false, Codec.NONE, 0, 8);
    byte[] file = layout.write(TestRasters.blocks(PixelType.UINT8, 5, 9, 1, 3), Map.of());
    try (GeoTiff tiff = GeoTiff.open(new MemorySource(file))) {
      assertThatThrownBy(() -> tiff.read(new Window(-1, 0, 2, 2), 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("is not inside the 5 x 9 pixels");
      assertThatThrownBy(() -> tiff.read(new Window(0, 0, 2, 2), 2))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("band 2 of memory.tif, which has bands 1 to 1");
    }
  }

  @Test
  void noDataTextOfEveryWriter() {
    assertThat(NoData.stored(NoData.parse("-1.#IND"), PixelType.FLOAT32).orElse(0)).isNaN();
    assertThat(NoData.stored(NoData.parse("-3.4028234663852886e+38"), PixelType.FLOAT32))
        .hasValue(-Float.MAX_VALUE);
    assertThat(NoData.stored(NoData.parse("-3.4028235e+38"), PixelType.FLOAT32))
        .hasValue(-Float.MAX_VALUE);
    assertThat(NoData.stored(NoData.parse("-9999"), PixelType.UINT8)).isEmpty();
    assertThat(NoData.stored(NoData.parse("1.5"), PixelType.INT16)).isEmpty();
    assertThat(NoData.stored(NoData.parse("4294967295"), PixelType.UINT32)).hasValue(4294967295.0);
    for (double value : new double[] {-32768, 0, 1.5, -1.7e308, Double.NaN, 1e-7, 123456789012.0}) {
      assertThat(NoData.parse(NoData.format(value))).isEqualTo(Double.valueOf(value));
    }
  }

  @Test
  void aTruncatedFileSaysWhere() {
    TestTiff layout = new TestTiff(ByteOrder.LITTLE_ENDIAN, false, false, false, Codec.NONE, 0, 8);
    byte[] file = layout.write(TestRasters.blocks(PixelType.UINT8, 50, 90, 1, 3), Map.of());
    byte[] half = java.util.Arrays.copyOf(file, file.length / 2);
    assertThatThrownBy(() -> GeoTiff.open(new MemorySource(half)))
        .isInstanceOf(RasterException.class)
        .hasMessageMatching(
            "memory.tif has a directory at byte [0-9]+, which does not fit into its [0-9]+ bytes");
  }
}
