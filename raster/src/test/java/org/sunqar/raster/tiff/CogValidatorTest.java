// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunqar.raster.Gdal;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.Masks;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;

/** Verdicts on good files and on files that were broken in one place, beside GDAL's own. */
class CogValidatorTest {

  private static final Path PYTHON = Path.of("/usr/bin/python3");

  private static final String VERDICTS =
      """
      import sys
      from osgeo import gdal
      from osgeo_utils.samples import validate_cloud_optimized_geotiff as v
      for path in sys.stdin.read().split():
          w, e, d = v.validate(path, full_check=True)
          print(len(e) == 0, len(w))
      """;

  @TempDir Path folder;

  private byte[] cog(boolean masked) throws IOException {
    Grid grid = TestRasters.grid(1100, 600);
    PixelBlock block = TestRasters.block(PixelType.UINT8, 1100, 600, 2);
    Path file = folder.resolve("cog.tif");
    try (CogWriter writer =
        CogWriter.create(
            file,
            grid,
            List.of(BandInfo.of("", PixelType.UINT8)),
            Map.of(),
            CogWriter.Options.defaults())) {
      writer.write(grid.window(), 1, block);
      if (masked) {
        writer.writeMask(grid.window(), Masks.full(1100, 600));
      }
      writer.finish();
    }
    return Files.readAllBytes(file);
  }

  private static long firstOffset(byte[] file, int directory) {
    return TiffParser.parse(new MemorySource(file))
        .get(directory)
        .integers(TiffTag.TILE_OFFSETS, 1000)[0];
  }

  private static byte[] replaced(byte[] file, String old, String now) {
    String text = new String(file, StandardCharsets.ISO_8859_1);
    assertThat(text).contains(old);
    return text.replace(old, now).getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] changed(byte[] file, long at, int value) {
    byte[] copy = file.clone();
    ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN).putInt((int) at, value);
    return copy;
  }

  private Map<String, byte[]> files() throws IOException {
    byte[] plain = cog(false);
    byte[] masked = cog(true);
    long first = firstOffset(plain, 0);
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("plain", plain);
    files.put("masked", masked);
    files.put("leader", changed(plain, first - 4, 7));
    files.put("mask-leader", changed(masked, firstOffset(masked, 1) - 4, 7));
    int size = ByteBuffer.wrap(plain).order(ByteOrder.LITTLE_ENDIAN).getInt((int) first - 4);
    files.put("trailer", changed(plain, first + size, 0x12345678));
    files.put("edited", replaced(plain, "EDITION=NO\n ", "EDITION=YES\n"));
    files.put("note", replaced(plain, "SIZE=000140", "SIZE=000138"));
    return files;
  }

  @Test
  void whatIsBrokenIsNamed() throws IOException {
    Map<String, byte[]> files = files();
    Map<String, String> expected =
        Map.of(
            "leader", "main image, block in row 0, column 0 has .* bytes, and its leader says 7",
            "mask-leader", "mask 1, block in row 0, column 0 has .* bytes, and its leader says 7",
            "trailer", "main image, block in row 0, column 0 is not followed by .*",
            "edited", "it was edited .*",
            "note", "the first directory lies at byte .* instead of .*");
    files.forEach((name, bytes) -> {
      CogValidator.Report report = CogValidator.validate(new MemorySource(bytes), true);
      assertThat(report.warnings()).isEmpty();
      if (expected.containsKey(name)) {
        assertThat(report.errors()).as(name).hasSize(1);
        assertThat(report.errors().getFirst()).matches(expected.getOrDefault(name, ""));
      } else {
        assertThat(report.errors()).as(name).isEmpty();
        assertThat(report.isValid()).isTrue();
        assertThat(report.dataOffsets().keySet())
            .containsExactly("main image", "overview 1", "overview 2", "overview 3");
      }
    });
  }

  @Test
  @Tag("gdal")
  void verdictsAreThoseOfGdal() throws IOException {
    Assumptions.assumeTrue(
        Files.isExecutable(PYTHON), "Debian's python3 is not installed, skipped");
    StringBuilder paths = new StringBuilder();
    StringBuilder ours = new StringBuilder();
    List<String> found = new java.util.ArrayList<>();
    Map<String, Path> files = new LinkedHashMap<>();
    for (Map.Entry<String, byte[]> entry : files().entrySet()) {
      files.put(entry.getKey(), Files.write(folder.resolve(entry.getKey()), entry.getValue()));
    }
    Path cog = folder.resolve("cog.tif");
    for (String options : List.of("TILED=NO", "TILED=YES", "TILED=YES COPY_SRC_OVERVIEWS=YES")) {
      Path file = folder.resolve(options.replaceAll("[^A-Z]", "") + ".tif");
      List<String> command =
          new java.util.ArrayList<>(
              List.of("gdal_translate", "-q", "--config", "GDAL_TIFF_INTERNAL_MASK", "YES"));
      for (String option : options.split(" ")) {
        command.addAll(List.of("-co", option));
      }
      command.addAll(List.of(cog.toString(), file.toString()));
      Gdal.run("", command.toArray(String[]::new));
      files.put(options, file);
    }
    Path appended = folder.resolve("appended.tif");
    Files.copy(folder.resolve("TILEDYES.tif"), appended);
    Gdal.run("", "gdaladdo", "-q", appended.toString(), "2", "4");
    files.put("appended", appended);
    Path gdals = folder.resolve("gdals.tif");
    Gdal.run("", "gdal_translate", "-q", "-of", "COG", cog.toString(), gdals.toString());
    files.put("gdal", gdals);
    files.forEach((name, path) -> {
      CogValidator.Report report = CogValidator.validate(path);
      found.add(name + report.errors());
      paths.append(path).append('\n');
      ours.append(report.isValid() ? "True " : "False ").append(report.warnings().size());
      ours.append('\n');
    });
    String theirs = Gdal.run(paths.toString(), PYTHON.toString(), "-c", VERDICTS);
    assertThat(ours.toString()).as("%s", found).isEqualTo(theirs);
  }
}
