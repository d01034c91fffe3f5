// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.jp2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sunqar.raster.Gdal;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.ColorInterpretation;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.source.ByteSource;
import org.sunqar.raster.tiff.GeoTiff;

/** JPEG 2000 files that GDAL writes with OpenJPEG, against GDAL reading them. */
@Tag("gdal")
class Jpeg2000Test {

  @TempDir Path folder;

  @BeforeEach
  void needsOpenJpeg() {
    Assumptions.assumeTrue(
        Gdal.run("", "gdalinfo", "--formats").contains("JP2OpenJPEG"),
        "this GDAL has no JP2OpenJPEG driver, test skipped");
  }

  /** A raw image of a smooth surface with noise, as GDAL's ENVI driver reads it. */
  private Path raw(PixelType type, int width, int height, int bands, int bits) throws IOException {
    Path file = folder.resolve("raw.bin");
    ByteBuffer out =
        ByteBuffer.allocate(width * height * bands * type.bytes()).order(ByteOrder.nativeOrder());
    Random random = new Random(bits);
    double middle = type.isSigned() ? 0 : Math.scalb(0.5, bits);
    double most = Math.scalb(0.5, bits) - 1;
    for (int band = 0; band < bands; band++) {
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          double wave = Math.sin(x * 0.05 + band) * Math.cos(y * 0.03) * 0.8;
          double value = middle + most * (wave + random.nextGaussian() * 0.05);
          value = Math.clamp(Math.rint(value), middle - most, middle + most);
          if (random.nextInt(200) == 0) {
            value = random.nextBoolean() ? middle - most : middle + most;
          }
          if (type.bytes() == 1) {
            out.put((byte) value);
          } else {
            out.putShort((short) value);
          }
        }
      }
    }
    Files.write(file, out.array());
    int code = type.bytes() == 1 ? 1 : type.isSigned() ? 2 : 12;
    Files.writeString(
        folder.resolve("raw.hdr"),
        "ENVI\nsamples = %d\nlines = %d\nbands = %d\ndata type = %d\ninterleave = bsq\nbyte order = 0\n"
            .formatted(width, height, bands, code));
    return file;
  }

  private Path translate(Path from, String name, String... arguments) {
    Path file = folder.resolve(name);
    List<String> command = new ArrayList<>(List.of("gdal_translate", "-q"));
    command.addAll(Arrays.asList(arguments));
    command.addAll(List.of(from.toString(), file.toString()));
    Gdal.run("", command.toArray(String[]::new));
    return file;
  }

  private Path jp2(Path from, String options) {
    List<String> arguments =
        new ArrayList<>(List.of("-of", "JP2OpenJPEG", "-a_srs", "EPSG:32632", "-a_ullr"));
    arguments.addAll(List.of("399960", "5300040", "402960", "5297640"));
    if (options.contains("JP2=")) {
      arguments.addAll(List.of("-colorinterp", "red,green,blue"));
    }
    for (String option : options.split(" ")) {
      arguments.addAll(List.of("-co", option));
    }
    return translate(
        from,
        "made." + (options.contains("CODEC=J2K") ? "j2k" : "jp2"),
        arguments.toArray(String[]::new));
  }

  /** What GDAL reads of a file, or of an overview of it. */
  private List<PixelBlock> readByGdal(Path file, String... arguments) {
    List<String> all = new ArrayList<>(Arrays.asList(arguments));
    if (Gdal.run("", "gdalinfo", file.toString()).contains("UInt16")) {
      all.addAll(List.of("-co", "NBITS=16")); // else as many as the source has
    }
    Path tiff = translate(file, "gdal.tif", all.toArray(String[]::new));
    try (GeoTiff read = GeoTiff.open(tiff)) {
      return read.read(read.grid().window());
    }
  }

  private static double largestDifference(List<PixelBlock> a, List<PixelBlock> b) {
    assertThat(a).hasSameSizeAs(b);
    double largest = 0;
    for (int band = 0; band < a.size(); band++) {
      assertThat(a.get(band).type()).isEqualTo(b.get(band).type());
      assertThat(a.get(band).size()).isEqualTo(b.get(band).size());
      for (int i = 0; i < a.get(band).size(); i++) {
        largest = Math.max(largest, Math.abs(a.get(band).get(i) - b.get(band).get(i)));
      }
    }
    return largest;
  }

  @ParameterizedTest
  @CsvSource({
    "UINT8, 1, 8, ''",
    "UINT8, 3, 8, YCC=YES",
    "UINT8, 4, 8, ALPHA=YES",
    "UINT16, 1, 16, CODEC=J2K",
    "UINT16, 2, 12, NBITS=12 PROGRESSION=RPCL",
    "UINT16, 1, 15, NBITS=15 PROGRESSION=RLCP SOP=YES EPH=YES",
    "INT16, 1, 16, PROGRESSION=PCRL",
    "UINT16, 3, 16, YCC=NO PROGRESSION=CPRL BLOCKXSIZE=96 BLOCKYSIZE=80",
    "UINT8, 1, 8, BLOCKXSIZE=64 BLOCKYSIZE=32 RESOLUTIONS=2",
    "UINT16, 1, 16, PRECINCTS={64,64},{32,32} PROGRESSION=RPCL BLOCKXSIZE=128 BLOCKYSIZE=128",
    "UINT16, 1, 16, CODEBLOCK_WIDTH=4 CODEBLOCK_HEIGHT=64",
    "UINT16, 1, 16, CODEBLOCK_WIDTH=256 CODEBLOCK_HEIGHT=16",
    "UINT8, 1, 8, CODEBLOCK_STYLE=BYPASS",
    "UINT8, 1, 8, CODEBLOCK_STYLE=RESET",
    "UINT8, 1, 8, CODEBLOCK_STYLE=TERMALL",
    "UINT8, 1, 8, CODEBLOCK_STYLE=VSC",
    "UINT8, 1, 8, CODEBLOCK_STYLE=SEGSYM",
    "UINT16, 1, 16, CODEBLOCK_STYLE=63",
    "UINT8, 1, 8, TILEPARTS=RESOLUTIONS",
    "UINT16, 1, 16, PLT=YES TLM=YES"
  })
  void losslessFilesAreReadBitByBit(PixelType type, int bands, int bits, String options)
      throws IOException {
    Path raw = raw(type, 300, 240, bands, bits);
    Path made = jp2(raw, ("REVERSIBLE=YES QUALITY=100 " + options).strip());
    List<PixelBlock> expected = readByGdal(raw);
    try (Jpeg2000 image = Jpeg2000.open(made)) {
      assertThat(largestDifference(image.read(image.grid().window()), expected)).isZero();
      Window window = new Window(37, 51, 160, 101);
      List<PixelBlock> part = image.read(window, bands);
      for (int i = 0; i < part.getFirst().size(); i++) {
        int at = (window.row() + i / window.width()) * 300 + window.col() + i % window.width();
        assertThat(part.getFirst().get(i)).isEqualTo(expected.getLast().get(at));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "UINT8, 1, 8, QUALITY=20",
    "UINT8, 3, 8, QUALITY=30 YCC=YES",
    "UINT16, 1, 12, NBITS=12 QUALITY=25 BLOCKXSIZE=128 BLOCKYSIZE=128",
    "UINT16, 1, 16, QUALITY=10 RESOLUTIONS=4",
    "UINT8, 1, 8, QUALITY=1;5;20",
    "UINT8, 1, 8, REVERSIBLE=YES QUALITY=10"
  })
  void lossyFilesAreReadAsGdalDoes(PixelType type, int bands, int bits, String options)
      throws IOException {
    Path made = jp2(raw(type, 300, 240, bands, bits), options.replace(';', ','));
    try (Jpeg2000 image = Jpeg2000.open(made)) {
      // OpenJPEG scales high-pass samples by 1.625732422 where the standard has 2 / K = 1.625786:
      // 3e-5 of 16 bits. With its number in our wavelet the difference is 1 here too.
      assertThat(largestDifference(image.read(image.grid().window()), readByGdal(made)))
          .isLessThanOrEqualTo(bits == 16 ? 4 : 1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"REVERSIBLE=YES QUALITY=100", "QUALITY=40"})
  void reducedResolutionsAreGdalsOverviews(String options) throws IOException {
    Path made =
        jp2(
            raw(PixelType.UINT16, 301, 243, 1, 12),
            options + " NBITS=12 RESOLUTIONS=4 BLOCKXSIZE=128 BLOCKYSIZE=96");
    try (Jpeg2000 image = Jpeg2000.open(made)) {
      assertThat(image.overviews()).hasSize(3);
      for (int level = 1; level <= 3; level++) {
        Jpeg2000 overview = image.overviews().get(level - 1);
        int factor = 1 << level;
        assertThat(overview.grid().width()).isEqualTo(Math.ceilDiv(301, factor));
        assertThat(overview.grid().height()).isEqualTo(Math.ceilDiv(243, factor));
        if (level < 3) { // GDAL 3.6 offers no overviews that are smaller still
          List<PixelBlock> expected =
              readByGdal(made, "-oo", "OVERVIEW_LEVEL=" + (level - 1), "-ovr", "NONE");
          assertThat(largestDifference(overview.read(overview.grid().window()), expected))
              .isLessThanOrEqualTo(1);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GeoJP2=YES GMLJP2=NO", "GeoJP2=NO GMLJP2=YES"})
  void theirPositionIsUnderstood(String options) throws IOException {
    Path made = jp2(raw(PixelType.UINT8, 300, 240, 3, 8), options);
    try (Jpeg2000 image = Jpeg2000.open(made)) {
      assertThat(image.grid())
          .isEqualTo(
              new Grid(Crs.ofEpsg(32632), Affine.northUp(399960, 5300040, 10, 10), 300, 240));
      assertThat(image.bands().get(1).color()).isEqualTo(ColorInterpretation.GREEN);
      assertThat(image.structure()).containsEntry("COMPRESSION", "JPEG2000");
    }
  }

  @Test
  void aWorldFileSaysWhereTheFileDoesNot() throws IOException {
    Path made = jp2(raw(PixelType.UINT8, 300, 240, 1, 8), "CODEC=J2K");
    Files.writeString(folder.resolve("made.jkw"), "10\n0\n0\n-10\n399965\n5300035\n");
    try (Jpeg2000 image = Jpeg2000.open(made)) {
      assertThat(image.grid().affine()).isEqualTo(Affine.northUp(399960, 5300040, 10, 10));
      assertThat(image.grid().crs()).isEqualTo(Crs.UNKNOWN);
    }
  }

  @Test
  void palettesAreReadAsGdalDoes() throws IOException {
    raw(PixelType.UINT8, 60, 50, 1, 7);
    Path vrt = folder.resolve("palette.vrt");
    StringBuilder entries = new StringBuilder();
    for (int i = 0; i < 128; i++) {
      entries.append(
          "<Entry c1=\"%d\" c2=\"%d\" c3=\"%d\" c4=\"255\"/>".formatted(2 * i, 255 - i, i));
    }
    Files.writeString(
        vrt,
        "<VRTDataset rasterXSize=\"60\" rasterYSize=\"50\"><VRTRasterBand dataType=\"Byte\" band=\"1\">"
            + "<ColorInterp>Palette</ColorInterp><ColorTable>"
            + entries
            + "</ColorTable><SimpleSource><SourceFilename relativeToVRT=\"1\">raw.bin</SourceFilename>"
            + "<SourceBand>1</SourceBand></SimpleSource></VRTRasterBand></VRTDataset>");
    Path made =
        translate(
            vrt,
            "palette.jp2",
            "-of",
            "JP2OpenJPEG",
            "-co",
            "REVERSIBLE=YES",
            "-co",
            "QUALITY=100");
    try (Jpeg2000 image = Jpeg2000.open(made)) {
      assertThat(image.bands()).hasSize(1);
      assertThat(image.bands().getFirst().color()).isEqualTo(ColorInterpretation.PALETTE);
      List<Integer> palette = image.bands().getFirst().palette();
      assertThat(palette).hasSize(128);
      assertThat(palette.get(100)).isEqualTo(0xff000000 | 200 << 16 | 155 << 8 | 100);
      assertThat(largestDifference(image.read(image.grid().window()), readByGdal(made))).isZero();
    }
  }

  @Test
  void windowsOfATileThatIsKeptAreThoseOfTheWholeImage() throws IOException {
    Path made =
        jp2(raw(PixelType.UINT16, 300, 240, 2, 16), "QUALITY=40 BLOCKXSIZE=128 BLOCKYSIZE=96");
    Random random = new Random(3);
    try (Jpeg2000 image = Jpeg2000.open(made)) {
      List<PixelBlock> whole = image.read(image.grid().window());
      for (int i = 0; i < 40; i++) {
        int col = random.nextInt(300);
        int row = random.nextInt(240);
        Window window =
            new Window(col, row, 1 + random.nextInt(300 - col), 1 + random.nextInt(240 - row));
        int[] bands = i % 3 == 0 ? new int[] {2} : i % 3 == 1 ? new int[] {2, 1, 2} : new int[] {1};
        List<PixelBlock> part = image.read(window, bands);
        for (int k = 0; k < bands.length; k++) {
          PixelBlock expected = PixelBlock.of(PixelType.UINT16, window.width(), window.height());
          for (int y = 0; y < window.height(); y++) {
            int from = (window.row() + y) * 300 + window.col();
            expected.copy(whole.get(bands[k] - 1), from, y * window.width(), window.width());
          }
          assertThat(part.get(k).array()).isEqualTo(expected.array());
        }
      }
    }
  }

  @Test
  void damagedFilesGiveTheTypedErrorOrPixels() throws IOException {
    Random random = new Random(5);
    int refused = 0;
    List<String> kinds =
        List.of(
            "REVERSIBLE=YES QUALITY=100 BLOCKXSIZE=32 BLOCKYSIZE=32",
            "QUALITY=30 PROGRESSION=PCRL SOP=YES EPH=YES",
            "CODEBLOCK_STYLE=63 PRECINCTS={32,32},{16,16}");
    for (String kind : kinds) {
      byte[] file = Files.readAllBytes(jp2(raw(PixelType.UINT16, 60, 50, 3, 12), kind));
      for (int round = 0; round < 1500; round++) {
        byte[] damaged = file.clone();
        int reach = round % 2 == 0 ? damaged.length : Math.min(damaged.length, 700);
        for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
          damaged[random.nextInt(reach)] = (byte) random.nextInt(256);
        }
        if (round % 10 == 0) {
          damaged = Arrays.copyOf(damaged, random.nextInt(damaged.length));
        }
        refused += isRefused(damaged) ? 1 : 0;
      }
    }
    assertThat(refused).isBetween(500, 4400);
  }

  private static boolean isRefused(byte[] bytes) {
    try (Jpeg2000 image = Jpeg2000.open(new Bytes(bytes))) {
      int width = Math.min(image.grid().width(), 500);
      int height = Math.min(image.grid().height(), 500);
      image.read(new Window(0, 0, width, height), 1);
      return false;
    } catch (RasterException e) {
      assertThat(e).hasMessageStartingWith("memory.jp2").hasMessageNotContaining("\n");
      return true;
    }
  }

  @Test
  void otherFilesAreRefused() {
    assertThatThrownBy(() -> Jpeg2000.open(new Bytes(new byte[100])))
        .isInstanceOf(RasterException.class)
        .hasMessage("memory.jp2 is neither a JP2 file nor a JPEG 2000 codestream");
  }

  /** A file in memory. */
  private record Bytes(ByteBuffer bytes) implements ByteSource {

    Bytes(byte[] bytes) {
      this(ByteBuffer.wrap(bytes));
    }

    @Override
    public String name() {
      return "memory.jp2";
    }

    @Override
    public long size() {
      return bytes.capacity();
    }

    @Override
    public void read(long position, ByteBuffer target) {
      if (position < 0 || position > size() - target.remaining()) {
        throw new RasterException(RasterException.Key.TRUNCATED, name() + " ends before");
      }
      target.put(bytes.slice((int) position, target.remaining()));
    }

    @Override
    public void close() {}
  }
}
