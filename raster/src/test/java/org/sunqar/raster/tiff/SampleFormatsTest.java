// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteOrder;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;

/** Sample formats bit by bit, also those that GDAL does not write. */
class SampleFormatsTest {

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  /** The samples of a one-row image. */
  private static PixelBlock row(
      ByteOrder order,
      int width,
      int bits,
      int format,
      byte[] row,
      Consumer<TiffBuilder.Directory> more) {
    TiffBuilder builder = new TiffBuilder(order, false);
    TiffBuilder.Directory directory =
        builder.directory().image(width, 1, 1, bits, format).strips(1, row);
    more.accept(directory);
    try (GeoTiff tiff = GeoTiff.open(new MemorySource(builder.build()))) {
      return tiff.read(new Window(0, 0, width, 1), 1);
    }
  }

  private static PixelBlock row(int width, int bits, int format, byte[] row) {
    return row(ByteOrder.LITTLE_ENDIAN, width, bits, format, row, directory -> {});
  }

  private static double[] values(PixelBlock block) {
    double[] values = new double[block.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = block.get(i);
    }
    return values;
  }

  @Test
  void integersOfAnyNumberOfBitsAreAStream() {
    assertThat(values(row(9, 1, 1, bytes(0b10110000, 0b10000000))))
        .containsExactly(1, 0, 1, 1, 0, 0, 0, 0, 1);
    assertThat(values(row(3, 4, 1, bytes(0x1f, 0xa0)))).containsExactly(1, 15, 10);
    assertThat(values(row(3, 4, 2, bytes(0x1f, 0x80)))).containsExactly(1, -1, -8);
    assertThat(values(row(3, 12, 1, bytes(0xab, 0xc1, 0x23, 0xff, 0xf0))))
        .containsExactly(0xabc, 0x123, 0xfff);
    assertThat(values(row(2, 12, 2, bytes(0x80, 0x07, 0xff)))).containsExactly(-2048, 2047);
    assertThat(values(row(2, 31, 1, bytes(0xff, 0xff, 0xff, 0xfe, 0, 0, 0, 0b100))))
        .containsExactly(0x7fffffff, 1);
    assertThat(row(1, 12, 2, bytes(0, 0)).type()).isEqualTo(PixelType.INT16);
    assertThat(row(1, 17, 1, bytes(0, 0, 0)).type()).isEqualTo(PixelType.UINT32);
  }

  /** Any stream of bits is the same in files of either byte order. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 7, 9, 11, 12, 13, 15, 17, 20, 23, 25, 29, 31})
  void streamsDoNotDependOnTheByteOrder(int bits) {
    Random random = new Random(bits);
    byte[] row = new byte[(13 * bits + 7) / 8];
    random.nextBytes(row);
    double[] expected = new double[13];
    for (int i = 0; i < 13 * bits; i++) {
      int bit = row[i / 8] >> (7 - i % 8) & 1;
      expected[i / bits] = expected[i / bits] * 2 + bit;
    }
    for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
      assertThat(values(row(order, 13, bits, 1, row, directory -> {}))).containsExactly(expected);
    }
  }

  @Test
  void reversedBitsAreTurnedRound() {
    Consumer<TiffBuilder.Directory> reversed = d -> d.integers(TiffTag.FILL_ORDER, 2);
    assertThat(values(row(ByteOrder.LITTLE_ENDIAN, 3, 1, 1, bytes(0b101), reversed)))
        .containsExactly(1, 0, 1);
    assertThat(values(row(ByteOrder.BIG_ENDIAN, 2, 8, 1, bytes(0x80, 0x0f), reversed)))
        .containsExactly(1, 0xf0);
    assertThatThrownBy(() ->
            row(ByteOrder.LITTLE_ENDIAN, 1, 8, 1, bytes(0), d -> d.integers(TiffTag.FILL_ORDER, 3)))
        .isInstanceOf(RasterException.class)
        .hasMessage("memory.tif has fill order 3");
  }

  @ParameterizedTest
  @CsvSource({
    "3f0000, 1",
    "bf0000, -1",
    "3f8000, 1.5",
    "400000, 2",
    "000000, 0",
    "000001, 0x1p-78",
    "00ffff, 0x1.fffep-63",
    "010000, 0x1p-62",
    "7effff, 0x1.ffffp63",
    "7f0000, Infinity",
    "ff0000, -Infinity",
    "7f0001, NaN"
  })
  void floatsOf24Bits(String hex, String value) {
    int word = Integer.parseInt(hex, 16);
    byte[] little = bytes(word, word >> 8, word >> 16);
    byte[] big = bytes(word >> 16, word >> 8, word);
    assertThat(values(row(1, 24, 3, little))).containsExactly(Double.parseDouble(value));
    assertThat(values(row(ByteOrder.BIG_ENDIAN, 1, 24, 3, big, d -> {})))
        .containsExactly(Double.parseDouble(value));
  }

  @Test
  void floatsOf16Bits() {
    assertThat(values(row(3, 16, 3, bytes(0x00, 0x3c, 0x00, 0xfc, 0x01, 0x00))))
        .containsExactly(1, Double.NEGATIVE_INFINITY, 0x1p-24);
  }

  @Test
  void floatsOf24BitsWithPredictor3() {
    // two values 1 and -1: planes of equal significance, then differences of bytes
    byte[] planes = bytes(0x3f, 0xbf - 0x3f, -0xbf, 0, 0, 0);
    PixelBlock block =
        row(
            ByteOrder.BIG_ENDIAN,
            2,
            24,
            3,
            TestTiff.deflate(planes),
            d ->
                d.integers(TiffTag.COMPRESSION, Codec.DEFLATE)
                    .integers(TiffTag.PREDICTOR, Predictor.FLOATING_POINT));
    assertThat(values(block)).containsExactly(1, -1);
  }

  @Test
  void complexNumbersAreReadAsTheirMagnitude() {
    TiffBuilder builder = new TiffBuilder(ByteOrder.BIG_ENDIAN, true);
    builder.directory().image(2, 1, 1, 32, 5).strips(1, bytes(0, 3, 0xff, 0xfc, 0, 5, 0, 12));
    try (GeoTiff tiff = GeoTiff.open(new MemorySource(builder.build()))) {
      assertThat(tiff.type()).isEqualTo(PixelType.FLOAT32);
      assertThat(tiff.structure()).containsEntry("MAGNITUDE_OF", "CInt16");
      assertThat(values(tiff.read(new Window(0, 0, 2, 1), 1))).containsExactly(5, 13);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "33, 1, 'has 33-bit samples in sample format 1'",
    "8, 3, 'has 8-bit samples in sample format 3'",
    "16, 5, 'has 16-bit samples in sample format 5'",
    "8, 7, 'has 8-bit samples in sample format 7'",
    "0, 1, 'has 0-bit samples in sample format 1'"
  })
  void otherFormatsAreNamed(int bits, int format, String message) {
    assertThatThrownBy(() -> row(1, bits, format, new byte[16]))
        .isInstanceOf(RasterException.class)
        .hasMessageStartingWith("memory.tif " + message);
  }

  @Test
  void bandsOfDifferentTypesAreRefused() {
    TiffBuilder builder = new TiffBuilder(ByteOrder.LITTLE_ENDIAN, false);
    builder
        .directory()
        .image(2, 1, 2, 8, 1)
        .integers(TiffTag.BITS_PER_SAMPLE, 8, 16)
        .strips(1, new byte[6]);
    assertThatThrownBy(() -> GeoTiff.open(new MemorySource(builder.build())))
        .isInstanceOf(RasterException.class)
        .hasMessage("memory.tif has bands with different bits per sample");
  }

  @ParameterizedTest
  @CsvSource({"12, 1, 2", "24, 1, 2", "8, 1, 3", "64, 6, 3", "16, 1, 4"})
  void predictorsThatDoNotFitAreRefused(int bits, int format, int predictor) {
    assertThatThrownBy(() ->
            row(
                ByteOrder.LITTLE_ENDIAN,
                1,
                bits,
                format,
                TestTiff.deflate(new byte[(bits + 7) / 8]),
                d ->
                    d.integers(TiffTag.COMPRESSION, Codec.DEFLATE)
                        .integers(TiffTag.PREDICTOR, predictor)))
        .isInstanceOf(RasterException.class)
        .hasMessageContaining("has predictor " + predictor + " on " + bits + "-bit samples");
  }
}
