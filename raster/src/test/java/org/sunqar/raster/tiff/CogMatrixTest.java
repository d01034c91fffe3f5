// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunqar.raster.Gdal;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.GdalChecksum;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.pixel.Resampling;

/**
 * What is written, in all combinations of type, encoding, interleaving and mask: as our reader and
 * as GDAL see it. GDAL looks at all files in one process.
 */
@Tag("gdal")
class CogMatrixTest {

  private static final Path PYTHON = Path.of("/usr/bin/python3");

  private static final Path VALIDATOR =
      Path.of(
          "/usr/lib/python3/dist-packages/osgeo_utils/samples/validate_cloud_optimized_geotiff.py");

  @TempDir Path folder;

  private record Written(Path file, List<PixelBlock> bands, boolean masked) {}

  private static boolean bytesAreSigned(PixelType type) {
    return type == PixelType.INT8; // GDAL 3.6 shows them as unsigned
  }

  /** One JSON text per file. */
  private List<String> look(List<String> lines) throws IOException {
    Assumptions.assumeTrue(
        Files.isExecutable(PYTHON) && Files.exists(VALIDATOR),
        "python3-gdal is not installed, test skipped");
    Path script = folder.resolve("check_cogs.py");
    try (InputStream in =
        Objects.requireNonNull(CogMatrixTest.class.getResourceAsStream("check_cogs.py"))) {
      Files.copy(in, script);
    }
    String out = Gdal.run(String.join("\n", lines) + "\n", PYTHON.toString(), script.toString());
    List<String> seen = out.lines().toList();
    assertThat(seen).hasSameSizeAs(lines);
    return seen;
  }

  private Written write(
      String name, PixelType type, CogWriter.Options how, boolean masked, double noData) {
    int width = 150;
    int height = 131;
    Grid grid = TestRasters.grid(width, height);
    List<PixelBlock> bands = TestRasters.blocks(type, width, height, 2, 41);
    BandInfo info = BandInfo.of("", type);
    BandInfo band = Double.isNaN(noData) ? info : info.withNoData(OptionalDouble.of(noData));
    Path file = folder.resolve(name);
    try (CogWriter writer =
        CogWriter.create(file, grid, List.of(band, band), Map.of("NAME", name), how)) {
      writer.write(grid.window(), 1, bands.get(0));
      writer.write(grid.window(), 2, bands.get(1));
      if (masked) {
        writer.writeMask(grid.window(), mask(width, height));
      }
      writer.finish();
    }
    return new Written(file, bands, masked);
  }

  /** Valid but for a few pixels and a whole corner. */
  private static PixelBlock.Bytes mask(int width, int height) {
    Random random = new Random(5);
    byte[] values = new byte[width * height];
    for (int i = 0; i < values.length; i++) {
      boolean corner = i % width > width - 30 && i / width < 40;
      values[i] = (byte) (corner || random.nextInt(7) == 0 ? 0 : 255);
    }
    return new PixelBlock.Bytes(PixelType.UINT8, width, height, values);
  }

  @Test
  void everyCombinationIsReadByUsAndByGdal() throws IOException {
    List<Written> all = new ArrayList<>();
    for (PixelType type : PixelType.values()) {
      for (Compression compression : Compression.values()) {
        boolean taken =
            !compression.isPicture()
                && !(compression.isLerc() && type.bytes() == 8 && !type.isFloat());
        if (!taken) {
          continue;
        }
        for (Interleave interleave : Interleave.values()) {
          for (boolean predictor : new boolean[] {true, false}) {
            if ((!predictor && !compression.usesPredictor())
                || (interleave == Interleave.PIXEL && compression.isLerc())) {
              continue; // the same file
            }
            for (boolean masked : new boolean[] {true, false}) {
              CogWriter.Options how =
                  CogWriter.Options.defaults()
                      .withEncoding(
                          new Encoding(
                              compression, Math.max(1, compression.lowestLevel()), predictor))
                      .withBlockSize(64)
                      .withInterleave(interleave);
              String name =
                  "%s-%s-%s-%s-%s.tif".formatted(type, compression, interleave, predictor, masked);
              all.add(write(name, type, how, masked, Double.NaN));
            }
          }
        }
      }
    }
    assertThat(all).hasSizeGreaterThanOrEqualTo(100);
    for (Written written : all) {
      try (GeoTiff tiff = GeoTiff.open(written.file)) {
        List<PixelBlock> read = tiff.read(tiff.grid().window());
        TestRasters.assertSame(read.get(0), written.bands.get(0));
        TestRasters.assertSame(read.get(1), written.bands.get(1));
        assertThat(tiff.hasMask()).isEqualTo(written.masked);
        if (written.masked) {
          TestRasters.assertSame(tiff.readMask(tiff.grid().window()), mask(150, 131));
        }
      }
    }
    List<String> seen = look(all.stream().map(w -> w.file + "\t").toList());
    for (int i = 0; i < all.size(); i++) {
      Written written = all.get(i);
      String sums =
          written.bands.stream()
              .map(b -> Integer.toString(checksum(b)))
              .collect(Collectors.joining(", "));
      assertThat(seen.get(i))
          .as("%s", written.file.getFileName())
          .contains(
              bytesAreSigned(written.bands.getFirst().type())
                  ? ""
                  : "\"checksums\": [" + sums + "]")
          .contains("\"errors\": []")
          .contains("\"warnings\": []")
          .contains("\"mask\": " + (written.masked ? checksum(mask(150, 131)) : -1))
          .contains("\"overviews\": [[75, 66], [38, 33]]");
    }
  }

  private static int checksum(PixelBlock block) {
    GdalChecksum sum = new GdalChecksum(block.width());
    sum.add(block, 0, 0);
    return sum.value();
  }

  @Test
  void overviewsAreThoseThatGdalMakes() throws IOException {
    List<String> lines = new ArrayList<>();
    for (Resampling method :
        List.of(
            Resampling.NEAREST,
            Resampling.AVERAGE,
            Resampling.MODE,
            Resampling.BILINEAR,
            Resampling.CUBIC)) {
      for (PixelType type :
          List.of(PixelType.UINT8, PixelType.INT16, PixelType.UINT16, PixelType.FLOAT32)) {
        for (String kind : List.of("plain", "nodata", "masked")) {
          Path file = folder.resolve(method + "-" + type + "-" + kind + ".tif");
          overviewImage(file, type, kind, method);
          lines.add(file + "\t" + method);
        }
      }
    }
    List<String> seen = look(lines);
    for (int i = 0; i < lines.size(); i++) {
      String name = lines.get(i).replaceAll(".*/|\t.*", "");
      if (name.equals("AVERAGE-INT16-nodata.tif") || name.equals("MODE-UINT8-masked.tif")) {
        // a mean that is the no-data value by chance takes the first of its values, that of GDAL
        // the next number; and GDAL 3.6 does not look at masks in its mode of bytes
        continue;
      }
      assertThat(number(seen.get(i), "masks")).as("%s: pixels with a value", name).isZero();
      // GDAL rounds halves of a mean up, we to even, which adds up over two levels
      double most = name.contains("FLOAT") ? 1e-6 : name.contains("AVERAGE") ? 2 : 1;
      assertThat(number(seen.get(i), "worst")).as("%s", name).isLessThanOrEqualTo(most);
    }
  }

  private static double number(String json, String key) {
    Matcher matcher = Pattern.compile('"' + key + "\": ([-+0-9.e]+)").matcher(json);
    assertThat(matcher.find()).as("%s in %s", key, json).isTrue();
    return Double.parseDouble(matcher.group(1));
  }

  private void overviewImage(Path file, PixelType type, String kind, Resampling method) {
    int size = 256;
    Grid grid = TestRasters.grid(size, size);
    PixelBlock block = TestRasters.block(type, size, size, 12);
    PixelBlock.Bytes mask = mask(size, size);
    BandInfo info = BandInfo.of("", type);
    if (kind.equals("nodata")) {
      info = info.withNoData(OptionalDouble.of(7));
      for (int i = 0; i < block.size(); i++) {
        if (mask.values()[i] == 0) {
          block.set(i, 7);
        }
      }
    }
    CogWriter.Options how =
        CogWriter.Options.defaults().withBlockSize(64).withOverviews(method).withOverviewCount(2);
    try (CogWriter writer = CogWriter.create(file, grid, List.of(info), Map.of(), how)) {
      writer.write(grid.window(), 1, block);
      if (kind.equals("masked")) {
        writer.writeMask(grid.window(), mask);
      }
      writer.finish();
    }
  }
}
