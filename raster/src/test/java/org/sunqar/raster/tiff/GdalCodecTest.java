// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sunqar.raster.Gdal;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.webp.Webp;

/** Codecs of pictures and of limited error against GDAL, which writes the files and reads them. */
@Tag("gdal")
class GdalCodecTest {

  private static final int WIDTH = 150;
  private static final int HEIGHT = 131;

  @TempDir Path folder;

  private Path plain(List<PixelBlock> bands) throws IOException {
    Path file = folder.resolve("plain.tif");
    byte[] bytes =
        new TestTiff(ByteOrder.LITTLE_ENDIAN, false, false, false, Codec.NONE, 0, 16)
            .write(bands, Map.of());
    return Files.write(file, bytes);
  }

  /** GDAL's copy of bands with creation options, or with whole arguments that start with a dash. */
  private Path translate(Path plain, String... options) {
    Path file = folder.resolve("made.tif");
    List<String> command = new ArrayList<>(List.of("gdal_translate", "-q"));
    for (String option : options) {
      command.addAll(option.startsWith("-") ? List.of(option.split(" ")) : List.of("-co", option));
    }
    command.addAll(List.of(plain.toString(), file.toString()));
    Gdal.run("", command.toArray(String[]::new));
    return file;
  }

  private static void assumeCreates(String compression) {
    Assumptions.assumeTrue(
        Gdal.run("", "gdalinfo", "--format", "GTiff").contains("<Value>" + compression + "<"),
        "this GDAL does not write " + compression + ", test skipped");
  }

  /** All bands as GDAL reads them. */
  private List<PixelBlock> readByGdal(Path file, PixelType type, int bands) throws IOException {
    Path raw = folder.resolve("raw.tif");
    Gdal.run("", "gdal_translate", "-q", "-co", "INTERLEAVE=BAND", file.toString(), raw.toString());
    try (GeoTiff tiff = GeoTiff.open(raw)) {
      assertThat(tiff.type()).isEqualTo(type);
      assertThat(tiff.bandCount()).isEqualTo(bands);
      return tiff.read(tiff.grid().window());
    }
  }

  private static List<PixelBlock> readByUs(Path file) {
    try (GeoTiff tiff = GeoTiff.open(file)) {
      return tiff.read(tiff.grid().window());
    }
  }

  private static int largestDifference(List<PixelBlock> a, List<PixelBlock> b) {
    double largest = 0;
    for (int band = 0; band < a.size(); band++) {
      for (int i = 0; i < a.get(band).size(); i++) {
        largest = Math.max(largest, Math.abs(a.get(band).get(i) - b.get(band).get(i)));
      }
    }
    return (int) largest;
  }

  @ParameterizedTest
  @CsvSource({
    "1, PHOTOMETRIC=MINISBLACK INTERLEAVE=PIXEL",
    "3, PHOTOMETRIC=RGB INTERLEAVE=PIXEL",
    "3, PHOTOMETRIC=YCBCR INTERLEAVE=PIXEL",
    "3, PHOTOMETRIC=YCBCR INTERLEAVE=PIXEL TILED=YES BLOCKXSIZE=64 BLOCKYSIZE=48",
    "3, PHOTOMETRIC=YCBCR INTERLEAVE=PIXEL JPEGTABLESMODE=3 JPEG_QUALITY=95",
    "3, PHOTOMETRIC=RGB INTERLEAVE=PIXEL JPEGTABLESMODE=0 ENDIANNESS=BIG",
    "4, PHOTOMETRIC=CMYK INTERLEAVE=PIXEL TILED=YES",
    "5, INTERLEAVE=BAND JPEGTABLESMODE=2"
  })
  void decodesJpegAsGdalDoes(int count, String options) throws IOException {
    assumeCreates("JPEG");
    List<PixelBlock> bands = TestRasters.blocks(PixelType.UINT8, WIDTH, HEIGHT, count, 5);
    Path made = translate(plain(bands), ("COMPRESS=JPEG " + options).split(" "));
    List<PixelBlock> read = readByUs(made);
    // GDAL makes red, green and blue of CMYK unless told not to
    Path source = options.contains("CMYK") ? Path.of("GTIFF_RAW:" + made) : made;
    assertThat(largestDifference(read, readByGdal(source, PixelType.UINT8, count)))
        .isLessThanOrEqualTo(1);
  }

  @Test
  void readsJpegBesideAnInternalMask() throws IOException {
    assumeCreates("JPEG");
    List<PixelBlock> bands = TestRasters.blocks(PixelType.UINT8, WIDTH, HEIGHT, 4, 5);
    Path made =
        translate(
            plain(bands),
            "COMPRESS=JPEG",
            "PHOTOMETRIC=YCBCR",
            "-b 1 -b 2 -b 3 -mask 4 --config GDAL_TIFF_INTERNAL_MASK YES");
    assertThat(largestDifference(readByUs(made), readByGdal(made, PixelType.UINT8, 3)))
        .isLessThanOrEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"INT8", "UINT64", "INT64"})
  void decodesLercAsGdalDoes(PixelType type) throws IOException {
    assumeCreates("LERC_ZSTD");
    for (int count : new int[] {1, 3}) {
      List<PixelBlock> bands = TestRasters.blocks(type, WIDTH, HEIGHT, count, 7);
      Path plain = plain(bands);
      for (String options :
          List.of(
              "COMPRESS=LERC",
              "COMPRESS=LERC INTERLEAVE=BAND TILED=YES",
              type.isFloat() ? "COMPRESS=LERC_DEFLATE" : "COMPRESS=LERC_DEFLATE ENDIANNESS=BIG",
              "COMPRESS=LERC_ZSTD TILED=YES BLOCKXSIZE=64 BLOCKYSIZE=32")) {
        List<PixelBlock> read = readByUs(translate(plain, options.split(" ")));
        for (int band = 0; band < count; band++) {
          TestRasters.assertSame(read.get(band), bands.get(band));
        }
        String error = "MAX_Z_ERROR=" + (type.isFloat() ? "0.75" : "3");
        Path lossy = translate(plain, (options + " " + error).split(" "));
        List<PixelBlock> expected = readByGdal(lossy, type, count);
        List<PixelBlock> actual = readByUs(lossy);
        for (int band = 0; band < count; band++) {
          TestRasters.assertSame(actual.get(band), expected.get(band));
        }
      }
    }
  }

  @Test
  void pixelsThatLercHasNoValueForAreNan() throws IOException {
    assumeCreates("LERC");
    PixelBlock block = TestRasters.block(PixelType.FLOAT32, WIDTH, HEIGHT, 3);
    for (int i = 0; i < block.size(); i++) {
      if (i % 7 == 0 || (i > 3000 && i < 9000)) {
        block.set(i, Double.NaN);
      }
    }
    for (String options : List.of("COMPRESS=LERC", "COMPRESS=LERC_DEFLATE MAX_Z_ERROR=0.01")) {
      Path made = translate(plain(List.of(block)), options.split(" "));
      List<PixelBlock> expected = readByGdal(made, PixelType.FLOAT32, 1);
      TestRasters.assertSame(readByUs(made).getFirst(), expected.getFirst());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"opaque", "holes", "steps"})
  void alphaThatLercKeepsAsAMaskComesBack(String kind) throws IOException {
    assumeCreates("LERC");
    List<PixelBlock> bands = TestRasters.blocks(PixelType.UINT8, WIDTH, HEIGHT, 4, 3);
    for (int i = 0; i < bands.get(3).size(); i++) {
      int hole = i % 11 == 0 ? 0 : 255;
      bands.get(3).set(i, kind.equals("opaque") ? 255 : kind.equals("holes") ? hole : i % 256);
    }
    Path made =
        translate(plain(bands), "COMPRESS=LERC", "PHOTOMETRIC=RGB", "ALPHA=NON-PREMULTIPLIED");
    List<PixelBlock> expected = readByGdal(made, PixelType.UINT8, 4);
    List<PixelBlock> actual = readByUs(made);
    for (int band = 0; band < 4; band++) {
      TestRasters.assertSame(actual.get(band), expected.get(band));
    }
    TestRasters.assertSame(actual.get(3), bands.get(3));
  }

  @ParameterizedTest
  @CsvSource({
    "3, WEBP_LOSSLESS=YES",
    "4, WEBP_LOSSLESS=YES TILED=YES BLOCKXSIZE=64 BLOCKYSIZE=64",
    "3, WEBP_LEVEL=70",
    "4, WEBP_LEVEL=90 TILED=YES"
  })
  void decodesWebpAsGdalDoes(int count, String options) throws IOException {
    assumeCreates("WEBP");
    Assumptions.assumeTrue(Webp.isAvailable(), "no WebP library for this machine, test skipped");
    List<PixelBlock> bands = TestRasters.blocks(PixelType.UINT8, WIDTH, HEIGHT, count, 5);
    Path made = translate(plain(bands), ("COMPRESS=WEBP INTERLEAVE=PIXEL " + options).split(" "));
    List<PixelBlock> read = readByUs(made);
    assertThat(largestDifference(read, readByGdal(made, PixelType.UINT8, count)))
        .isLessThanOrEqualTo(1);
    if (count == 3 && options.contains("LOSSLESS")) { // GDAL 3.6 drops colours below alpha 0
      assertThat(largestDifference(read, bands)).isZero();
    }
  }

  @Test
  void otherCompressionsAreRefusedInOneSentence() throws IOException {
    assumeCreates("LZMA");
    PixelBlock block = TestRasters.block(PixelType.UINT8, WIDTH, HEIGHT, 1);
    Path made = translate(plain(List.of(block)), "COMPRESS=LZMA");
    assertThatThrownBy(() -> readByUs(made))
        .isInstanceOf(RasterException.class)
        .hasMessageContaining("has compression LZMA (34925), which is not read; none, PackBits");
  }

  /** The encoders' blocks in a file of one tile or strip, as GDAL reads it. */
  private List<PixelBlock> gdalReads(EncodedTiff tiff, PixelType type, int samples)
      throws IOException {
    Path file = Files.write(folder.resolve("ours.tif"), tiff.write());
    List<PixelBlock> byGdal = readByGdal(file, type, samples);
    assertThat(largestDifference(readByUs(file), byGdal)).isLessThanOrEqualTo(1);
    return byGdal;
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"INT8", "UINT64", "INT64"})
  void gdalReadsOurLerc(PixelType type) throws IOException {
    assumeCreates("LERC");
    PixelBlock block = TestRasters.block(type, WIDTH, HEIGHT, 21);
    if (type.isFloat()) {
      for (int i = 0; i < block.size(); i += 1 + i / 100) {
        block.set(i, Double.NaN);
      }
    }
    byte[] raw = new byte[block.size() * type.bytes()];
    Samples.pack(block, raw, 0, 1);
    for (double error : new double[] {0, 0.25, 2, 1000}) {
      byte[] blob = new LercEncoder(error).encode(raw, type, WIDTH, HEIGHT);
      EncodedTiff tiff = new EncodedTiff(WIDTH, HEIGHT, type, 1, Codec.LERC, 1, blob);
      PixelBlock read = gdalReads(tiff, type, 1).getFirst();
      double allowed = type.isFloat() ? error : Math.floor(error);
      for (int i = 0; i < block.size(); i++) {
        double expected = block.get(i);
        if (Double.isNaN(expected)) {
          assertThat(read.get(i)).isNaN();
        } else if (!(Math.abs(read.get(i) - expected) <= allowed)) {
          assertThat(read.get(i)).as("sample %d, error %s", i, error).isEqualTo(expected);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void gdalReadsOurJpeg(int samples) throws IOException {
    List<PixelBlock> bands = smooth(samples);
    byte[] raw = interleaved(bands);
    try (JpegEncoder encoder = new JpegEncoder(95)) {
      byte[] packed = encoder.encode(raw, 128, 128, samples);
      assertThat(packed.length).isLessThan(raw.length / 3);
      EncodedTiff tiff =
          new EncodedTiff(
              128, 128, PixelType.UINT8, samples, Codec.JPEG, samples == 3 ? 6 : 1, packed);
      assertThat(largestDifference(gdalReads(tiff, PixelType.UINT8, samples), bands))
          .isLessThanOrEqualTo(12);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4})
  void gdalReadsOurWebp(int samples) throws IOException {
    assumeCreates("WEBP");
    Assumptions.assumeTrue(Webp.isAvailable(), "no WebP library for this machine, test skipped");
    List<PixelBlock> bands = smooth(samples);
    byte[] raw = interleaved(bands);
    byte[] lossless = Webp.encode(raw, 128, 128, samples, true, 70);
    EncodedTiff tiff = new EncodedTiff(128, 128, PixelType.UINT8, samples, Codec.WEBP, 2, lossless);
    assertThat(largestDifference(gdalReads(tiff, PixelType.UINT8, samples), bands)).isZero();
    byte[] lossy = Webp.encode(raw, 128, 128, samples, false, 90);
    assertThat(lossy.length).isLessThan(lossless.length);
    tiff = new EncodedTiff(128, 128, PixelType.UINT8, samples, Codec.WEBP, 2, lossy);
    List<PixelBlock> read = gdalReads(tiff, PixelType.UINT8, samples);
    for (int i = 0; i < read.getFirst().size(); i++) {
      for (int band = 0; band < 3 && (samples == 3 || bands.get(3).get(i) > 0); band++) {
        assertThat(read.get(band).get(i)).isCloseTo(bands.get(band).get(i), Offset.offset(24.0));
      }
    }
  }

  @Test
  void gdalReadsOurLzw() throws IOException {
    PixelBlock block = TestRasters.block(PixelType.UINT16, 700, 300, 4);
    byte[] raw = new byte[block.size() * 2];
    Samples.pack(block, raw, 0, 1);
    byte[] packed = new LzwEncoder().encode(raw, raw.length);
    EncodedTiff tiff = new EncodedTiff(700, 300, PixelType.UINT16, 1, Codec.LZW, 1, packed);
    TestRasters.assertSame(gdalReads(tiff, PixelType.UINT16, 1).getFirst(), block);
  }

  private static List<PixelBlock> smooth(int samples) {
    List<PixelBlock> bands = new ArrayList<>();
    for (int band = 0; band < samples; band++) {
      PixelBlock block = PixelBlock.of(PixelType.UINT8, 128, 128);
      for (int i = 0; i < block.size(); i++) {
        double wave = Math.sin((i % 128) * 0.05 + band) * Math.cos((i >> 7) * 0.04);
        block.set(i, band == 3 ? (i % 128 < 20 ? 0 : 255) : 128 + 90 * wave);
      }
      bands.add(block);
    }
    return bands;
  }

  private static byte[] interleaved(List<PixelBlock> bands) {
    ByteBuffer raw = ByteBuffer.allocate(bands.size() * bands.getFirst().size());
    for (int i = 0; i < bands.getFirst().size(); i++) {
      for (PixelBlock band : bands) {
        raw.put((byte) band.get(i));
      }
    }
    return raw.array();
  }
}
