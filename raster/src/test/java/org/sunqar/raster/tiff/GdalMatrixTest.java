// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunqar.raster.Gdal;
import org.sunqar.raster.RasterException;

/**
 * Hundreds of files that GDAL writes, over data type, layout, codec, predictor, byte order, BigTIFF,
 * bits, overviews, masks and what is said about bands, read like GDAL reads them: checksums and
 * metadata are equal.
 */
@Tag("gdal")
class GdalMatrixTest {

  private static final String PYTHON = "/usr/bin/python3";

  @TempDir Path folder;

  @Test
  void readsWhatGdalWritesAsGdalDoes() throws IOException {
    Assumptions.assumeTrue(
        Files.isExecutable(Path.of(PYTHON)), PYTHON + " is not installed, test skipped");
    Path script = folder.resolve("gdal_matrix.py");
    try (InputStream in = GdalMatrixTest.class.getResourceAsStream("gdal_matrix.py")) {
      Files.copy(in, script);
    }
    Assumptions.assumeTrue(
        Gdal.run(
                "",
                PYTHON,
                "-c",
                "import importlib.util as u; print(all(map(u.find_spec, ('numpy', 'osgeo'))))")
            .startsWith("True"),
        "python3-numpy or python3-gdal is not installed, test skipped");
    Gdal.run("", PYTHON, script.toString(), folder.toString());
    Map<String, List<String>> expected = expected();
    assertThat(expected).hasSizeGreaterThan(400);
    List<String> different = new ArrayList<>();
    expected.forEach((file, facts) -> {
      List<String> wanted = GdalFacts.normalised(facts);
      try (GeoTiff tiff = GeoTiff.open(folder.resolve(file))) {
        List<String> found = new ArrayList<>(GdalFacts.normalised(GdalFacts.of(tiff)));
        if (wanted.stream().noneMatch(fact -> fact.startsWith("maskoverview"))) {
          found.removeIf(fact -> fact.startsWith("maskoverview")); // made from the whole mask here
        }
        List<String> missing = new ArrayList<>(wanted);
        missing.removeAll(found);
        found.removeAll(wanted);
        if (!missing.isEmpty() || !found.isEmpty()) {
          different.add(file + ": GDAL says " + missing + ", we " + found);
        }
      } catch (RasterException e) {
        different.add(file + ": " + e.getMessage());
      }
    });
    assertThat(different).isEmpty();
  }

  /** What GDAL says, by file. */
  private Map<String, List<String>> expected() throws IOException {
    Map<String, List<String>> expected = new LinkedHashMap<>();
    List<String> current = new ArrayList<>();
    for (String line :
        Files.readAllLines(folder.resolve("expected.txt"), StandardCharsets.UTF_8)) {
      if (line.startsWith("file\t")) {
        current = new ArrayList<>();
        expected.put(line.substring(5), current);
      } else {
        current.add(line);
      }
    }
    return expected;
  }
}
