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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;

/**
 * Damaged and malicious files: only {@link RasterException} may come out, whatever the bytes, and
 * the JVM of the tests has far less memory than some of these files claim.
 */
class HostileFileTest {

  @TempDir Path folder;

  /** A small file of each layout, and COGs of each compression. */
  private List<byte[]> files() throws IOException {
    List<byte[]> files = new ArrayList<>();
    List<PixelBlock> bands = TestRasters.blocks(PixelType.INT16, 40, 30, 2, 1);
    Map<Integer, String> texts =
        Map.of(
            TiffTag.GDAL_NODATA,
            "-5",
            TiffTag.GDAL_METADATA,
            "<GDALMetadata><Item name=\"A\">b</Item></GDALMetadata>");
    for (TestTiff layout : ReadLayoutsTest.layouts()) {
      files.add(layout.write(bands, texts));
    }
    for (Compression compression :
        List.of(Compression.NONE, Compression.LZW, Compression.DEFLATE, Compression.ZSTD)) {
      for (PixelType type : List.of(PixelType.UINT8, PixelType.FLOAT32)) {
        Path file = folder.resolve("h.tif");
        CogWriter.Options how =
            CogWriter.Options.defaults().withCompression(compression, 3).withBlockSize(16);
        try (CogWriter writer =
            CogWriter.create(
                file,
                TestRasters.grid(40, 30),
                List.of(BandInfo.of("a", type, 3)),
                Map.of("B", "c"),
                how)) {
          writer.write(new Window(0, 0, 40, 30), 1, TestRasters.block(type, 40, 30, 9));
          writer.finish();
        }
        files.add(Files.readAllBytes(file));
      }
    }
    return files;
  }

  /** Opens and reads everything of at most a million pixels; true when that worked. */
  private static boolean readAll(byte[] bytes) {
    try (GeoTiff tiff = GeoTiff.open(new MemorySource(bytes))) {
      readImage(tiff);
      for (GeoTiff overview : tiff.overviews()) {
        readImage(overview);
      }
      return true;
    } catch (RasterException e) {
      assertThat(e.getMessage()).startsWith("memory.tif").doesNotContain("\n");
      return false;
    }
  }

  private static void readImage(GeoTiff tiff) {
    int width = Math.min(tiff.grid().width(), 1000);
    int height = Math.min(tiff.grid().height(), 1000);
    int last = tiff.bandCount();
    tiff.read(new Window(0, 0, width, height), 1);
    tiff.read(new Window(tiff.grid().width() - 1, tiff.grid().height() - 1, 1, 1), last);
  }

  @Test
  void filesCutOffAnywhereAreRefused() throws IOException {
    for (byte[] file : files()) {
      assertThat(readAll(file)).isTrue();
      for (int tenth = 0; tenth < 10; tenth++) {
        byte[] part = Arrays.copyOf(file, file.length * tenth / 10);
        assertThat(readAll(part)).as("%d tenths of a file", tenth).isFalse();
      }
    }
  }

  @Test
  void flippedBytesAreAnExceptionOrOtherPixels() throws IOException {
    Random random = new Random(20260101);
    int damaged = 0;
    for (byte[] file : files()) {
      for (int round = 0; round < 120; round++) {
        byte[] copy = file.clone();
        for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
          // half of them in the first or last bytes, where headers and directories are
          int at = random.nextInt(file.length);
          if (random.nextBoolean()) {
            at = random.nextBoolean() ? at % 600 : file.length - 1 - at % 600;
          }
          copy[Math.floorMod(at, file.length)] = (byte) random.nextInt(256);
        }
        damaged += readAll(copy) ? 0 : 1;
      }
    }
    assertThat(damaged).isGreaterThan(500);
  }

  // ---- one lie each; the file is a directory only

  enum Lie {
    DIRECTORY_LOOP("has a loop in its chain of directories at byte 8"),
    NO_WIDTH("does not say its width"),
    ZERO_WIDTH("says its width is 0"),
    HUGE_IMAGE("has more than 16777216 blocks"),
    HUGE_TILE("has blocks of 65520 x 65520 pixels with 1 samples, more than 512 MiB decoded"),
    MANY_BANDS("does not have its block offsets"),
    MANY_BANDS_PER_TILE("has blocks of 256 x 256 pixels with 65535 samples"),
    NO_ROWS_PER_STRIP("says that its strips have no rows"),
    COUNT_BEYOND_FILE("has tag 324 with 4294967295 values, more than the file"),
    TOO_FEW_OFFSETS("has 1 block offsets for 4 blocks"),
    BLOCK_BEYOND_FILE("before block 0 of 100 bytes at byte 1000000"),
    BOMB("stored bytes cannot hold its 67108864"),
    UNKNOWN_COMPRESSION("has compression CCITT fax (3), which is not read"),
    BITS_33("has 33-bit samples in sample format 1; read are integers of 1 to 32 and 64 bits"),
    PREDICTOR_3_ON_INTEGERS("has predictor 3 on 8-bit samples of type uint8");

    final String message;

    Lie(String message) {
      this.message = message;
    }
  }

  @ParameterizedTest
  @EnumSource(Lie.class)
  void liesAreNamed(Lie lie) {
    byte[] file = lying(lie);
    assertThatThrownBy(
            () -> {
              try (GeoTiff tiff = GeoTiff.open(new MemorySource(file))) {
                tiff.read(new Window(0, 0, 1, 1), 1);
              }
            })
        .isInstanceOf(RasterException.class)
        .hasMessageStartingWith("memory.tif ")
        .hasMessageContaining(lie.message);
  }

  private static byte[] lying(Lie lie) {
    List<long[]> entries = new ArrayList<>(); // tag, type, count, value
    int width = lie == Lie.HUGE_IMAGE ? 0x7fffffff : lie == Lie.ZERO_WIDTH ? 0 : 512;
    if (lie != Lie.NO_WIDTH) {
      entries.add(new long[] {TiffTag.IMAGE_WIDTH, 4, 1, width});
    }
    entries.add(new long[] {TiffTag.IMAGE_LENGTH, 4, 1, lie == Lie.HUGE_IMAGE ? 0x7fffffff : 512});
    entries.add(new long[] {TiffTag.BITS_PER_SAMPLE, 3, 1, lie == Lie.BITS_33 ? 33 : 8});
    int scheme = lie == Lie.UNKNOWN_COMPRESSION ? 3 : lie == Lie.BOMB ? 8 : 1;
    if (lie == Lie.PREDICTOR_3_ON_INTEGERS) {
      scheme = 8;
      entries.add(new long[] {TiffTag.PREDICTOR, 3, 1, 3});
    }
    entries.add(new long[] {TiffTag.COMPRESSION, 3, 1, scheme});
    boolean many = lie == Lie.MANY_BANDS || lie == Lie.MANY_BANDS_PER_TILE;
    entries.add(new long[] {TiffTag.SAMPLES_PER_PIXEL, 3, 1, many ? 65535 : 1});
    if (lie == Lie.MANY_BANDS) {
      entries.add(new long[] {TiffTag.PLANAR_CONFIGURATION, 3, 1, 2});
    }
    if (lie == Lie.NO_ROWS_PER_STRIP) {
      entries.add(new long[] {TiffTag.ROWS_PER_STRIP, 4, 1, 0});
    } else {
      int tile = lie == Lie.HUGE_TILE ? 65520 : lie == Lie.BOMB ? 8192 : 256;
      entries.add(new long[] {TiffTag.TILE_WIDTH, 4, 1, tile});
      entries.add(new long[] {TiffTag.TILE_LENGTH, 4, 1, tile});
    }
    if (!many) {
      boolean one = lie == Lie.TOO_FEW_OFFSETS || lie == Lie.BOMB;
      long offset = lie == Lie.BLOCK_BEYOND_FILE ? 0 : 8;
      entries.add(
          new long[] {
            TiffTag.TILE_OFFSETS,
            4,
            lie == Lie.COUNT_BEYOND_FILE ? 0xffffffffL : one ? 1 : 4,
            one ? offset : 400
          });
      entries.add(new long[] {TiffTag.TILE_BYTE_COUNTS, 4, one ? 1 : 4, one ? 100 : 420});
    }
    ByteBuffer file = ByteBuffer.allocate(600).order(ByteOrder.LITTLE_ENDIAN);
    file.putShort((short) 0x4949).putShort((short) 42).putInt(8);
    file.putShort((short) entries.size());
    entries.sort((a, b) -> Long.compare(a[0], b[0]));
    for (long[] entry : entries) {
      file.putShort((short) entry[0]).putShort((short) entry[1]);
      file.putInt((int) entry[2]).putInt((int) entry[3]);
    }
    file.putInt(lie == Lie.DIRECTORY_LOOP ? 8 : 0);
    for (int i = 0; i < 4; i++) {
      file.putInt(400 + 4 * i, lie == Lie.BLOCK_BEYOND_FILE ? 1_000_000 : 8);
      file.putInt(420 + 4 * i, 100);
    }
    return file.array();
  }

  @Test
  void filesOfOtherKindsAreNotTiffs() {
    for (byte[] bytes :
        List.of(
            new byte[0],
            new byte[7],
            new byte[100],
            new byte[] {0x49, 0x49, 42, 0, 1, 2, 3, 4, 5})) {
      assertThat(readAll(bytes)).isFalse();
    }
    assertThatThrownBy(() -> GeoTiff.open(new MemorySource(new byte[100])))
        .isInstanceOf(RasterException.class)
        .hasMessage("memory.tif is not a TIFF: it does not start with a TIFF header");
  }

  @Test
  void thousandsOfDirectoriesAreTooMany() {
    ByteBuffer file = ByteBuffer.allocate(20_000).order(ByteOrder.LITTLE_ENDIAN);
    file.putShort((short) 0x4949).putShort((short) 42).putInt(8);
    for (int at = 8; at < 19_980; at += 6) {
      file.putShort(at, (short) 0).putInt(at + 2, at + 6);
    }
    assertThatThrownBy(() -> GeoTiff.open(new MemorySource(file.array())))
        .isInstanceOf(RasterException.class)
        .hasMessage("memory.tif has more than 1024 directories");
  }
}
