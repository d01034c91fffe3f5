// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Rpc;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.Pixels;

/** Masks, overviews and what files beside a file say, in files made tag by tag. */
class SiblingsTest {

  @TempDir Path folder;

  /** A file of 8 x 4 pixels that says nothing about its place. */
  private Path plain(String name) throws IOException {
    TiffBuilder builder = new TiffBuilder(ByteOrder.LITTLE_ENDIAN, false);
    builder.directory().image(8, 4, 1, 8, 1).strips(4, ascending(32));
    Path file = folder.resolve(name);
    Files.write(file, builder.build());
    return file;
  }

  private static byte[] ascending(int count) {
    byte[] values = new byte[count];
    for (int i = 0; i < count; i++) {
      values[i] = (byte) i;
    }
    return values;
  }

  @Test
  void aWorldFileSaysWhereTheCentreOfTheFirstPixelIs() throws IOException {
    Path file = plain("a.tif");
    Files.writeString(folder.resolve("a.tfw"), "2\n0\n0\n-4\n101\n198\n");
    try (GeoTiff tiff = GeoTiff.open(file)) {
      assertThat(tiff.grid().affine()).isEqualTo(new Affine(2, 0, 100, 0, -4, 200));
      assertThat(tiff.grid().crs()).isEqualTo(Crs.UNKNOWN);
    }
    for (String damaged :
        new String[] {"", "1 2 3", "a\nb\nc\nd\ne\nf", "0 0 0 0 0 0", "1e999 0 0 1 1 1"}) {
      Files.writeString(folder.resolve("a.tfw"), damaged);
      try (GeoTiff tiff = GeoTiff.open(file)) {
        assertThat(tiff.grid().affine()).isEqualTo(new Affine(1, 0, 0, 0, 1, 0));
      }
    }
  }

  @Test
  void sourcesThatAreNotLocalFilesHaveNoSiblings() throws IOException {
    Path file = plain("b.tif");
    Files.writeString(folder.resolve("b.tfw"), "2\n0\n0\n-4\n101\n198\n");
    try (GeoTiff tiff = GeoTiff.open(new MemorySource(Files.readAllBytes(file)))) {
      assertThat(tiff.grid().affine()).isEqualTo(new Affine(1, 0, 0, 0, 1, 0));
    }
  }

  @Test
  void metadataBesideTheFileGoesBeforeThatInIt() throws IOException {
    Path file = plain("c.tif");
    Files.writeString(
        folder.resolve("c.tif.aux.xml"),
        """
        <PAMDataset><GeoTransform> 100, 2, 0, 200, 0, -4</GeoTransform>
          <Metadata><MDI key="A">x</MDI></Metadata>
          <Metadata domain="OTHER"><MDI key="B">y</MDI></Metadata>
          <PAMRasterBand band="1"><Description>red</Description><NoDataValue>7</NoDataValue>
            <Scale>0.5</Scale><Offset>-1</Offset><UnitType>K</UnitType>
            <Metadata><MDI key="STATISTICS_MEAN">3.5</MDI></Metadata></PAMRasterBand>
          <PAMRasterBand band="99999999999"><Description>no</Description></PAMRasterBand>
        </PAMDataset>
        """);
    try (GeoTiff tiff = GeoTiff.open(file)) {
      assertThat(tiff.grid().affine()).isEqualTo(new Affine(2, 0, 100, 0, -4, 200));
      assertThat(tiff.metadata()).containsExactly(Map.entry("A", "x"));
      BandInfo band = tiff.bands().getFirst();
      assertThat(band.name()).isEqualTo("red");
      assertThat(band.noData()).hasValue(7);
      assertThat(band.scale()).isEqualTo(0.5);
      assertThat(band.offset()).isEqualTo(-1);
      assertThat(band.unit()).isEqualTo("K");
      assertThat(band.metadata()).containsExactly(Map.entry("STATISTICS_MEAN", "3.5"));
    }
  }

  @Test
  void damagedFilesBesideAreNamed() throws IOException {
    Path file = plain("d.tif");
    Path beside = folder.resolve("d.tif.ovr");
    Files.writeString(beside, "no TIFF at all");
    assertThatThrownBy(() -> GeoTiff.open(file))
        .isInstanceOf(RasterException.class)
        .hasMessage(beside + " is not a TIFF: it does not start with a TIFF header");
    Files.delete(beside);
    Files.writeString(
        folder.resolve("d.tif.aux.xml"), "<PAMDataset><SRS>nonsense[</SRS></PAMDataset>");
    assertThatThrownBy(() -> GeoTiff.open(file))
        .isInstanceOf(RasterException.class)
        .hasMessageStartingWith(folder.resolve("d.tif.aux.xml") + " is not understood: ");
  }

  @Test
  void coefficientsInBothTexts() throws IOException {
    StringBuilder text = new StringBuilder("LINE_OFF: +002199.80 pixels\nSAMP_OFF: 1101\n");
    text.append("LAT_OFF: 45.5 degrees\nLONG_OFF: -7.25\nHEIGHT_OFF: 310\nLINE_SCALE: 2200\n");
    text.append("SAMP_SCALE: 1102\nLAT_SCALE: 0.1\nLONG_SCALE: 0.2\nHEIGHT_SCALE: 500\n");
    StringBuilder rpb = new StringBuilder("satId = \"X\";\nBEGIN_GROUP = IMAGE\n errBias = 1.5;\n");
    rpb.append(
        "lineOffset = 2199.8;\nsampOffset = 1101;\nlatOffset = 45.5;\nlongOffset = -7.25;\n");
    rpb.append("heightOffset = 310;\nlineScale = 2200;\nsampScale = 1102;\nlatScale = 0.1;\n");
    rpb.append("longScale = 0.2;\nheightScale = 500;\n");
    String[] names = {"LINE_NUM", "LINE_DEN", "SAMP_NUM", "SAMP_DEN"};
    String[] rpbNames = {"lineNum", "lineDen", "sampNum", "sampDen"};
    for (int k = 0; k < 4; k++) {
      String[] coefficients = new String[20];
      for (int i = 0; i < 20; i++) {
        coefficients[i] = (k + i / 100.0) + "E-3";
        text.append(names[k]).append("_COEFF_").append(i + 1).append(": ");
        text.append(coefficients[i]).append('\n');
      }
      rpb.append(rpbNames[k]).append("Coef = (\n");
      rpb.append(String.join(",\n", coefficients)).append(");\n");
    }
    Path file = plain("e.tif");
    Files.writeString(folder.resolve("e_RPC.TXT"), text);
    Path other = plain("f.tif");
    Files.writeString(folder.resolve("f.RPB"), rpb);
    try (GeoTiff first = GeoTiff.open(file);
        GeoTiff second = GeoTiff.open(other)) {
      Rpc rpc = first.rpc().orElseThrow();
      assertThat(rpc.rowOffset()).isEqualTo(2199.8);
      assertThat(rpc.lonOffset()).isEqualTo(-7.25);
      assertThat(rpc.errorBias()).isEqualTo(-1);
      assertThat(rpc.colDenominator().get(19)).isEqualTo(3.19e-3);
      assertThat(second.rpc().orElseThrow().errorBias()).isEqualTo(1.5);
      assertThat(second.rpc().orElseThrow().colNumerator()).isEqualTo(rpc.colNumerator());
    }
    assertThat(RpcReader.ofText("LINE_OFF: 1\nLINE_OFF")).isEqualTo(Optional.empty());
    assertThat(RpcReader.ofRpb("lineNumCoef = (1, 2);")).isEqualTo(Optional.empty());
  }

  @Test
  void anOverviewWithoutAMaskTakesThatOfTheImage() {
    TiffBuilder builder = new TiffBuilder(ByteOrder.BIG_ENDIAN, false);
    byte[] values = new byte[64];
    Arrays.fill(values, (byte) 9);
    builder.directory().image(8, 8, 1, 8, 1).strips(8, values);
    builder
        .directory()
        .image(8, 8, 1, 1, 1)
        .integers(TiffTag.NEW_SUBFILE_TYPE, 4)
        .strips(8, new byte[] {-1, -1, -1, -1, 0x0f, 0x0f, 0x0f, 0x0f});
    builder
        .directory()
        .image(2, 2, 1, 8, 1)
        .integers(TiffTag.NEW_SUBFILE_TYPE, 1)
        .strips(2, new byte[4]);
    try (GeoTiff tiff = GeoTiff.open(new MemorySource(builder.build()))) {
      assertThat(tiff.hasMask()).isTrue();
      Pixels pixels = tiff.pixels(new Window(2, 3, 4, 2));
      assertThat(pixels.masks().getFirst().values()).containsExactly(-1, -1, -1, -1, 0, 0, -1, -1);
      GeoTiff overview = tiff.overviews().getFirst();
      assertThat(overview.readMask(new Window(0, 0, 2, 2)).values()).containsExactly(-1, -1, 0, -1);
      assertThat(overview.readMask(new Window(0, 1, 1, 1)).values()).containsExactly(0);
    }
  }

  @Test
  void sparseBlocksOverwriteWhatWasReadBefore() {
    TiffBuilder builder = new TiffBuilder(ByteOrder.LITTLE_ENDIAN, false);
    builder.directory().image(4, 2, 1, 8, 1).strips(1, new byte[] {1, 2, 3, 4}, new byte[0]);
    try (GeoTiff tiff = GeoTiff.open(new MemorySource(builder.build()))) {
      var block = tiff.read(new Window(0, 0, 4, 1), 1);
      tiff.read(new Window(0, 1, 4, 1), List.of(block), 1);
      assertThat(((byte[]) block.array())).containsExactly(0, 0, 0, 0);
    }
  }
}
