// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunqar.server.tiles.TileServer;

/** Programs that others made show the real server's maps, unmodified; rasterio draws the same. */
class MapClientsTest {

  /** The tile of zoom 13 in which the scenes begin. */
  private static final String ROW = "2758";

  private static final String COLUMN = "4301";

  /** A square on the ground of the scenes in Web Mercator (m), which none of them leaves. */
  private static final List<String> INSIDE = List.of("1002500", "6540000", "1004500", "6542000");

  @TempDir private static Path folder;
  private static TileServer server;

  @BeforeAll
  static void start() throws Exception {
    server = TileServer.start(Files.createDirectory(folder.resolve("workspace")));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void rasterioDrawsTheSameTile() throws Exception {
    Program.assume("python3-rasterio", "/usr/bin/python3", "-c", "import rasterio");
    String tile =
        server.address()
            + "/api/collections/land/items/old/xyz/13/"
            + COLUMN
            + "/"
            + ROW
            + ".png?resampling=nearest&colormap=gray&rescale=0,1&expression=(nir-red)/(nir%2Bred)";
    JsonNode found =
        Program.python(
                "rasterio_tile.py", folder, server.file("old").toString(), tile, "13", COLUMN, ROW)
            .done()
            .json();
    assertThat(found.path("pixels").asInt()).isGreaterThan(5000);
    assertThat(found.path("validDiffers").asInt()).isLessThan(60);
    assertThat(found.path("equal").asDouble()).isGreaterThan(0.97);
    assertThat(found.path("most").asDouble()).isLessThanOrEqualTo(2);
  }

  @Test
  void gdalReadsWmts() throws Exception {
    Program.assume("gdal-bin", "gdalinfo", "--version");
    String layer =
        "WMTS:"
            + server.address()
            + "/wmts/1.0.0/WMTSCapabilities.xml,layer=land,tilematrixset=WebMercatorQuad";
    assertThat(gdalinfo(List.of(layer)))
        .contains("ID[\"EPSG\",3857]")
        .contains("ColorInterp=Alpha");
    assertDrawn(List.of(layer));
    assertThat(gdalinfo(List.of("WMTS:" + server.address() + "/wmts?SERVICE=WMTS")))
        .contains("layer=watch:woods:break_date")
        .contains("style=ndvi");
  }

  @Test
  void gdalReadsOgcApiMaps() throws Exception {
    Program.assume("gdal-bin", "gdalinfo", "--version");
    String text =
        gdalinfo(List.of("-oo", "API=MAP", "OGCAPI:" + server.address() + "/api/collections/land"));
    assertThat(text).contains("Driver: OGCAPI").contains("ColorInterp=Alpha");
    assertDrawn(List.of("-oo", "API=MAP", "OGCAPI:" + server.address() + "/api/collections/land"));
  }

  /** Whether GDAL gets pixels of a source. */
  private static void assertDrawn(List<String> source) throws Exception {
    Path drawn = folder.resolve("drawn.tif");
    List<String> command =
        new ArrayList<>(List.of("gdal_translate", "-q", "--config", "GDAL_ENABLE_WMS_CACHE", "NO"));
    command.addAll(List.of("-outsize", "64", "64"));
    command.addAll(source);
    command.add(drawn.toString());
    Program.run(command).done();
    assertThat(gdalinfo(List.of("-stats", drawn.toString()))).contains("STATISTICS_MAXIMUM=255");
  }

  private static String gdalinfo(List<String> arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("gdalinfo"));
    command.addAll(List.of("--config", "GDAL_ENABLE_WMS_CACHE", "NO"));
    command.addAll(arguments);
    return Program.run(command).done().out();
  }

  @Test
  void owslibReadsWmts() throws Exception {
    Program.assume("python3-owslib", "/usr/bin/python3", "-c", "import owslib");
    JsonNode found =
        Program.python(
                "owslib_wmts_client.py",
                folder,
                server.address() + "/wmts/1.0.0/WMTSCapabilities.xml",
                ROW,
                COLUMN)
            .done()
            .json();
    assertThat(found.path("layers").toString()).isEqualTo("[\"land\",\"watch:woods:break_date\"]");
    assertThat(found.path("west").asDouble()).isCloseTo(9, within(0.001));
    assertThat(found.path("styles").toString()).contains("default", "evi", "ndvi", "savi");
    assertThat(found.path("sets").toString()).isEqualTo("[\"WebMercatorQuad\",\"WorldCRS84Quad\"]");
    assertThat(found.path("matrices").asInt()).isEqualTo(23);
    assertThat(found.path("png").asBoolean()).isTrue();
    assertThat(found.path("bytes").asInt()).isGreaterThan(2000);
  }

  @Test
  void qgisDrawsWmtsAndXyz() throws Exception {
    Program.assume("python3-qgis", "/usr/bin/python3", "-c", "import qgis.core");
    JsonNode found =
        Program.python(
                "qgis_wmts_client.py",
                folder,
                server.address(),
                INSIDE.get(0),
                INSIDE.get(1),
                INSIDE.get(2),
                INSIDE.get(3))
            .done()
            .json();
    for (String kind : List.of("wmts", "xyz")) {
      JsonNode layer = found.path(kind);
      assertThat(layer.path("valid").asBoolean()).as(found.toString()).isTrue();
      assertThat(layer.path("crs").asText()).isEqualTo("EPSG:3857");
      assertThat(layer.path("drawn").asInt()).as(kind).isEqualTo(64 * 64);
    }
  }

  @Test
  void mapProxyCascades() throws Exception {
    Program.assume("mapproxy", "/usr/bin/python3", "-c", "import mapproxy.wsgiapp");
    JsonNode found =
        Program.python(
                "mapproxy_client.py",
                folder,
                server.address(),
                folder.toString(),
                String.join(",", INSIDE))
            .done()
            .json();
    assertThat(found.path("status").asText()).as(found.toString()).startsWith("200");
    assertThat(found.path("drawn").asInt()).isEqualTo(64 * 64);
  }
}
