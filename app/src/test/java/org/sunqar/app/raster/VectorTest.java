// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.raster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunqar.app.Answer;
import org.sunqar.app.console.ExitCode;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.tiff.GeoTiff;

/** From pixels to polygons and back: vectorize, rasterize. */
class VectorTest {

  @TempDir Path folder;
  private Path classes;

  /** Three stripes of classes on 0, and two pixels of 9 that touch at a corner. */
  @BeforeEach
  void make() {
    classes =
        MadeRasters.write(
            folder.resolve("classes.tif"),
            MadeRasters.GRID,
            PixelType.UINT8,
            1,
            0,
            (band, col, row) ->
                (col == 200 && row == 100) || (col == 201 && row == 101)
                    ? 9
                    : row >= 150 && col % 100 < 60 ? 1 + col / 100 : 0);
  }

  @Test
  void everyRegionIsAFeatureWithItsValue() throws IOException {
    JsonNode collection = Answer.of("raster", "vectorize", classes).done().json();
    Map<Integer, Integer> pixels = new TreeMap<>();
    for (JsonNode feature : collection.get("features")) {
      assertThat(feature.at("/geometry/type").asText()).isEqualTo("Polygon");
      pixels.merge(
          feature.at("/properties/value").asInt(),
          feature.at("/properties/pixels").asInt(),
          Integer::sum);
    }
    assertThat(pixels).isEqualTo(Map.of(1, 3000, 2, 3000, 3, 3000, 9, 2));
    assertThat(collection.get("features")).hasSize(5);
    assertThat(Answer.of("raster", "vectorize", classes, "-8").done().json().get("features"))
        .hasSize(4);
    Path lines = folder.resolve("classes.ndjson");
    Answer.of("raster", "vectorize", classes, lines, "--format", "ndjson", "--crs", "native")
        .done();
    assertThat(Files.readAllLines(lines))
        .hasSize(5)
        .first()
        .satisfies(line ->
            assertThat(
                    new ObjectMapper().readTree(line).at("/geometry/coordinates/0/0/0").asDouble())
                .isBetween(500_000.0, 503_000.0));
    Answer.of("raster", "vectorize", classes, lines).failed(ExitCode.CONFLICT, "file.EXISTS");
  }

  @Test
  void thereAndBackAgain() {
    for (String kind : new String[] {"native", "lonlat"}) {
      Path outlines = folder.resolve(kind + ".geojson");
      Path again = folder.resolve(kind + ".tif");
      Answer.of("raster", "vectorize", classes, outlines, "--crs", kind).done();
      Answer.of(
              "raster",
              "rasterize",
              outlines,
              again,
              "--like",
              classes,
              "-a",
              "value",
              "--nodata",
              0)
          .done();
      assertThat(checksum(again)).isEqualTo(checksum(classes));
    }
  }

  @Test
  void polygonsAreRasterizedAsGdalDoes() throws Exception {
    Path triangle =
        Files.writeString(
            folder.resolve("triangle.geojson"),
            """
            {"type":"FeatureCollection",
             "crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::32633"}},
             "features":[
              {"type":"Feature","properties":{"id":5},"geometry":{"type":"Polygon","coordinates":
               [[[500123,5398321],[502877,5398777],[501500,5399911],[500123,5398321]]]}},
              {"type":"Feature","properties":{"id":300},"geometry":{"type":"LineString",
               "coordinates":[[500013,5398017],[502987,5399991]]}},
              {"type":"Feature","properties":{"id":7},"geometry":{"type":"Point",
               "coordinates":[500005,5399995]}},
              {"type":"Feature","properties":{},"geometry":{"type":"Point",
               "coordinates":[500105,5399995]}}]}
            """);
    for (String touched : new String[] {"", "-at"}) {
      Path ours = folder.resolve("ours" + touched + ".tif");
      Path theirs = folder.resolve("theirs" + touched + ".tif");
      String grid = "-te 500000 5398000 503000 5400000 -tr 10 10 -ot UInt16 -a id";
      String gdal = "gdal_rasterize -q " + touched + " " + grid + " " + triangle + " " + theirs;
      GdalPrograms.run(gdal.replaceAll(" +", " ").split(" "));
      String own = "raster rasterize " + triangle + " " + ours + " -t_srs EPSG:32633 " + grid;
      Answer.of((Object[]) (own + " " + touched).strip().split(" ")).done();
      assertThat(checksum(ours)).isEqualTo(checksum(theirs));
    }
    try (GeoTiff tiff = GeoTiff.open(folder.resolve("ours.tif"))) {
      assertThat(tiff.read(new Window(0, 0, 1, 1), 1).get(0)).isEqualTo(7);
      assertThat(tiff.read(new Window(10, 0, 1, 1), 1).get(0)).isZero();
    }
  }

  @Test
  void whatIsNoFeature() throws IOException {
    Path out = folder.resolve("out.tif");
    Path text = Files.writeString(folder.resolve("text.geojson"), "no json");
    Answer.of("raster", "rasterize", text, out, "--like", classes)
        .failed(ExitCode.NOT_VALID, "input.INVALID")
        .says("is not JSON");
    Path empty = Files.writeString(folder.resolve("empty.geojson"), "{\"type\":\"Polygon\"}");
    Answer.of("raster", "rasterize", empty, out, "--like", classes)
        .failed(ExitCode.NOT_VALID, "input.INVALID")
        .says("without an outline");
    Path point =
        Files.writeString(
            folder.resolve("point.geojson"), "{\"type\":\"Point\",\"coordinates\":[15.01,48.75]}");
    Answer.of("raster", "rasterize", point, out, "--like", classes, "-a", "id")
        .failed(ExitCode.NOT_VALID, "input.INVALID")
        .says("'id'");
    Answer.of("raster", "rasterize", point, out).usage().says("--like");
    Answer.of("raster", "rasterize", point, out, "--like", classes, "--burn", 300, "-ot", "Byte")
        .usage()
        .says("300.0 is not a value of uint8");
    Answer.of("raster", "clip", classes, out, "--cutline", point)
        .failed(ExitCode.NOT_VALID, "input.INVALID")
        .says("holds a Point");
    Answer.of("raster", "rasterize", folder.resolve("gone.geojson"), out, "--like", classes)
        .failed(ExitCode.NOT_FOUND, "file.NOT_FOUND");
    assertThat(out).doesNotExist();
  }

  private static int checksum(Path file) {
    return Answer.of("raster", "checksum", file).done().json().at("/0/checksum").asInt();
  }
}
