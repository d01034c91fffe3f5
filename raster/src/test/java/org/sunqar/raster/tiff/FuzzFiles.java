// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.webp.Webp;

/** Small sound files of every kind, to be damaged. */
final class FuzzFiles {

  private static final String XML =
      "<GDALMetadata><Item name=\"A\">b</Item><Item name=\"SCALE\" sample=\"0\" role=\"scale\">0.5"
          + "</Item><Item name=\"STATISTICS_MAXIMUM\" sample=\"0\">9</Item></GDALMetadata>";

  static List<byte[]> all(Path folder) throws IOException {
    List<byte[]> files = new ArrayList<>();
    for (PixelType type : PixelType.values()) {
      List<PixelBlock> bands = TestRasters.blocks(type, 21, 11, 2, 1);
      for (TestTiff layout : ReadLayoutsTest.layouts()) {
        files.add(layout.write(bands, Map.of(TiffTag.GDAL_NODATA, "-5")));
      }
      // of each compression and predictor, with overviews
      for (Compression compression :
          List.of(Compression.NONE, Compression.LZW, Compression.DEFLATE, Compression.ZSTD)) {
        files.add(cog(folder, type, compression));
      }
    }
    for (int i = 0; i < 4; i++) {
      ByteOrder order = i % 2 == 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
      for (int repeat = 0; repeat < 4; repeat++) { // as often as the plain ones
        files.addAll(built(order, i > 1));
      }
    }
    encoded(files);
    return files;
  }

  /** Blocks with headers of their own. */
  private static void encoded(List<byte[]> files) {
    JpegEncoder jpeg = new JpegEncoder(70);
    for (int samples : new int[] {1, 3}) {
      byte[] block = jpeg.encode(noise(24 * 16 * samples), 24, 16, samples);
      int photometric = samples == 1 ? 1 : 6;
      files.add(
          new EncodedTiff(24, 16, PixelType.UINT8, samples, Codec.JPEG, photometric, block)
              .write());
    }
    for (PixelType type : List.of(PixelType.UINT8, PixelType.INT16, PixelType.FLOAT32)) {
      byte[] block = new LercEncoder(0.5).encode(noise(24 * 16 * type.bytes()), type, 24, 16);
      files.add(new EncodedTiff(24, 16, type, 1, Codec.LERC, 1, block).write());
    }
    if (Webp.isAvailable()) {
      byte[] block = Webp.encode(noise(24 * 16 * 3), 24, 16, 3, true, 70);
      files.add(new EncodedTiff(24, 16, PixelType.UINT8, 3, Codec.WEBP, 2, block).write());
    }
  }

  private static byte[] cog(Path folder, PixelType type, Compression compression)
      throws IOException {
    Path file = folder.resolve("fuzz.tif");
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
    return Files.readAllBytes(file);
  }

  private static List<byte[]> built(ByteOrder order, boolean big) {
    List<byte[]> files = new ArrayList<>();
    int[][] formats = {
      {1, 1}, {3, 1}, {4, 1}, {12, 1}, {12, 2}, {24, 1}, {24, 3}, {16, 3}, {31, 1}, {32, 5},
      {64, 5}, {64, 6}, {128, 6}
    };
    for (int[] format : formats) {
      TiffBuilder tiff = new TiffBuilder(order, big);
      int row = (21 * 2 * format[0] + 7) / 8;
      tiff.directory()
          .image(21, 11, 2, format[0], format[1])
          .integers(TiffTag.FILL_ORDER, 1 + format[0] % 2)
          .strips(6, noise(6 * row), noise(5 * row));
      files.add(tiff.build());
    }
    files.add(palette(order, big));
    files.add(masked(order, big));
    files.add(sensor(order, big));
    files.add(placed(order, big));
    return files;
  }

  private static byte[] palette(ByteOrder order, boolean big) {
    TiffBuilder tiff = new TiffBuilder(order, big);
    long[] colors = new long[48];
    for (int i = 0; i < colors.length; i++) {
      colors[i] = i * 1300L;
    }
    tiff.directory()
        .image(20, 10, 1, 4, 1)
        .integers(TiffTag.PHOTOMETRIC, 3)
        .integers(TiffTag.COLOR_MAP, colors)
        .text(TiffTag.GDAL_NODATA, "7")
        .text(TiffTag.GDAL_METADATA, XML)
        .strips(10, noise(100));
    return tiff.build();
  }

  /** An image with alpha, overviews and masks of 1 and 8 bits. */
  private static byte[] masked(ByteOrder order, boolean big) {
    TiffBuilder tiff = new TiffBuilder(order, big);
    tiff.directory()
        .image(20, 10, 4, 8, 1)
        .integers(TiffTag.PHOTOMETRIC, 2)
        .integers(TiffTag.EXTRA_SAMPLES, 2)
        .integers(TiffTag.COMPRESSION, Codec.DEFLATE)
        .integers(TiffTag.PREDICTOR, 2)
        .tiles(16, deflated(1024), deflated(1024));
    tiff.directory()
        .image(20, 10, 1, 1, 1)
        .integers(TiffTag.NEW_SUBFILE_TYPE, 4)
        .integers(TiffTag.PHOTOMETRIC, 4)
        .strips(10, noise(30));
    tiff.directory()
        .image(10, 5, 4, 8, 1)
        .integers(TiffTag.NEW_SUBFILE_TYPE, 1)
        .strips(5, noise(200));
    tiff.directory()
        .image(5, 3, 4, 8, 1)
        .integers(TiffTag.NEW_SUBFILE_TYPE, 1)
        .strips(3, noise(60));
    tiff.directory()
        .image(5, 3, 1, 8, 1)
        .integers(TiffTag.NEW_SUBFILE_TYPE, 5)
        .integers(TiffTag.COMPRESSION, Codec.DEFLATE)
        .strips(3, deflated(15));
    return tiff.build();
  }

  /** Ground control points and rational polynomials. */
  private static byte[] sensor(ByteOrder order, boolean big) {
    TiffBuilder tiff = new TiffBuilder(order, big);
    double[] rpc = new double[92];
    java.util.Arrays.fill(rpc, 0.5);
    tiff.directory()
        .image(20, 10, 1, 16, 1)
        .doubles(TiffTag.MODEL_TIEPOINT, 0, 0, 0, 7, 50, 0, 20, 10, 0, 8, 49, 1)
        .doubles(TiffTag.RPC_COEFFICIENT, rpc)
        .put(TiffTag.X_RESOLUTION, TiffField.RATIONAL, 0x100000048L)
        .integers(TiffTag.RESOLUTION_UNIT, 2)
        .text(306, "2024:01:02 03:04:05")
        .strips(10, noise(400));
    return tiff.build();
  }

  /** A projection that is spelled out in keys, with a rotated position. */
  private static byte[] placed(ByteOrder order, boolean big) {
    TiffBuilder tiff = new TiffBuilder(order, big);
    tiff.directory()
        .image(20, 10, 1, 32, 3)
        .doubles(TiffTag.MODEL_TRANSFORMATION, 2, 1, 0, 9, 1, -3, 0, 8, 0, 0, 0, 0, 0, 0, 0, 1)
        .integers(
            TiffTag.GEO_KEY_DIRECTORY,
            1,
            1,
            0,
            9,
            1024,
            0,
            1,
            1,
            1025,
            0,
            1,
            2,
            2048,
            0,
            1,
            4326,
            3072,
            0,
            1,
            32767,
            3074,
            0,
            1,
            32767,
            3075,
            0,
            1,
            1,
            3076,
            0,
            1,
            9001,
            3080,
            34736,
            1,
            0,
            3073,
            34737,
            5,
            0)
        .doubles(TiffTag.GEO_DOUBLE_PARAMS, 9, 0.9996)
        .text(TiffTag.GEO_ASCII_PARAMS, "name|")
        .strips(10, noise(800));
    return tiff.build();
  }

  private static byte[] noise(int bytes) {
    byte[] noise = new byte[bytes];
    new Random(bytes).nextBytes(noise);
    return noise;
  }

  private static byte[] deflated(int bytes) {
    return TestTiff.deflate(noise(bytes));
  }

  private FuzzFiles() {}
}
