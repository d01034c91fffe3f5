// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.pixel.PixelBlock;

/** Files that others made, where the folder with them is present. */
@Tag("shared")
class CorpusTest {

  @TempDir Path folder;

  /** The shared data: where SUNQAR_SHARED points, or beside a parent of the working directory. */
  private static Path shared(String name) {
    Optional<Path> root =
        Optional.ofNullable(System.getenv("SUNQAR_SHARED"))
            .map(Path::of)
            .or(() ->
                Stream.iterate(
                        Optional.of(Path.of("").toAbsolutePath()),
                        Optional::isPresent,
                        p -> p.map(Path::getParent))
                    .flatMap(Optional::stream)
                    .map(p -> p.resolve("shared"))
                    .filter(p -> Files.isDirectory(p.resolve("golden")))
                    .findFirst());
    Path data = root.orElse(Path.of("shared")).resolve("data").resolve(name);
    Assumptions.assumeTrue(
        Files.exists(data), name + " of the shared data is absent, test skipped");
    return data;
  }

  @Test
  void readsWhatItCanAndNamesWhatItCannot() throws IOException {
    List<String> refused = new ArrayList<>();
    List<String> different = new ArrayList<>();
    Path corpus = shared("geotiff-corpus-rasterio");
    List<String> files;
    try (Stream<Path> list = Files.list(corpus)) {
      files =
          list.map(f -> f.getFileName().toString())
              .filter(f -> f.endsWith(".tif"))
              .sorted()
              .toList();
    }
    assertThat(files).hasSizeGreaterThan(10);
    List<String> arguments = new ArrayList<>(List.of("--report", folder.toString()));
    files.forEach(file -> arguments.add(corpus.resolve(file).toString()));
    Map<String, List<String>> expected =
        GdalFacts.ofScript(folder, arguments.toArray(String[]::new));
    for (String file : files) {
      Path path = corpus.resolve(file);
      try (GeoTiff tiff = GeoTiff.open(path)) {
        List<String> wanted = expected.getOrDefault(path.toString(), List.of());
        different.addAll(GdalFacts.differences(file, wanted, GdalFacts.of(tiff)));
      } catch (RasterException e) {
        String message = String.valueOf(e.getMessage());
        assertThat(message).startsWith(path.toString()).doesNotContain("\n");
        refused.add(file + message.substring(path.toString().length()));
      }
    }
    assertThat(different).isEmpty();
    assertThat(refused).hasSize(2);
    // cut off; GDAL opens it and then fails to read it
    assertThat(refused.get(0)).startsWith("corrupt.tif ends at byte 298232, before block 3 of");
    assertThat(refused.get(1))
        .startsWith("goes.tif is in a CRS that is not understood")
        .contains("Geostationary_Satellite");
  }

  @Test
  void theNetherlandsWithUnknownNamesLieWhereTheyShould() throws IOException {
    try (Stream<Path> list = Files.walk(shared("landsat-netherlands-skmap"))) {
      Path file =
          list.filter(f -> f.toString().endsWith(".tif")).sorted().findFirst().orElseThrow();
      try (GeoTiff tiff = GeoTiff.open(file)) {
        Crs crs = tiff.grid().crs();
        double[] corner = {tiff.grid().affine().c(), tiff.grid().affine().f()};
        double[] same = corner.clone();
        crs.toLonLat(corner, 1);
        Crs.ofEpsg(3035).toLonLat(same, 1);
        assertThat(corner).containsExactly(same, org.assertj.core.data.Offset.offset(1e-7));
        assertThat(tiff.bands().getFirst().noData()).hasValue(255);
      }
    }
  }

  @Test
  void modisSinusoidalLiesInMatoGrosso() {
    try (GeoTiff tiff = GeoTiff.open(shared("modis-mato-grosso-dtwsat").resolve("ndvi.tif"))) {
      double[] corner = {tiff.grid().affine().c(), tiff.grid().affine().f()};
      tiff.grid().crs().toLonLat(corner, 1);
      assertThat(corner[0]).isBetween(-57.5, -50.0);
      assertThat(corner[1]).isBetween(-14.5, -9.0);
      assertThat(tiff.bandCount()).isEqualTo(137);
      PixelBlock first = tiff.read(tiff.grid().window(), 1);
      int values = 0;
      for (int i = 0; i < first.size(); i++) {
        values += first.get(i) >= -1 && first.get(i) <= 1 ? 1 : 0;
      }
      assertThat(values).isGreaterThan(first.size() / 2);
    }
  }
}
