// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunqar.raster.RasterException;

/**
 * Hundreds of files that GDAL writes, over data type, layout, codec, predictor, byte order,
 * BigTIFF, bits, overviews, masks and what is said about bands, read like GDAL reads them:
 * checksums and metadata are equal.
 */
@Tag("gdal")
class GdalMatrixTest {

  @TempDir Path folder;

  @Test
  void readsWhatGdalWritesAsGdalDoes() throws IOException {
    Map<String, List<String>> expected =
        GdalFacts.ofScript(folder, folder.toString(), "LERC", "LERC_DEFLATE", "LERC_ZSTD");
    assertThat(expected).hasSizeGreaterThan(500);
    List<String> different = new ArrayList<>();
    expected.forEach((file, facts) -> {
      try (GeoTiff tiff = GeoTiff.open(folder.resolve(file))) {
        different.addAll(GdalFacts.differences(file, facts, GdalFacts.of(tiff)));
      } catch (RasterException e) {
        different.add(file + ": " + e.getMessage());
      }
    });
    assertThat(different).isEmpty();
  }
}
