// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tilematrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.geo.Bounds;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.tilematrix.TileMatrixSet.ZoomChoice;

class TileMatrixSetTest {

  private static final TileMatrixSet WEB = TileMatrixSet.webMercatorQuad();

  /** Annex D of the standard and the OGC's registry. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # set | zoom | scale denominator | cell size | columns | rows
          WebMercatorQuad | 0 | 559082264.028717 | 156543.033928041 | 1 | 1
          WebMercatorQuad | 10 | 545978.773465544 | 152.874056570353 | 1024 | 1024
          WebMercatorQuad | 24 | 33.3238997477017 | 0.00933069192935648 | 16777216 | 16777216
          WorldMercatorWGS84Quad | 1 | 279541132.014358 | 78271.5169640204 | 2 | 2
          WorldCRS84Quad | 0 | 279541132.014358 | 0.703125 | 2 | 1
          WorldCRS84Quad | 17 | 2132.72958384978 | 0.00000536441802978515 | 262144 | 131072
          EuropeanETRS89_LAEAQuad | 0 | 62779017.8571429 | 17578.125 | 1 | 1
          EuropeanETRS89_LAEAQuad | 15 | 1915.86 | 0.5364 | 32768 | 32768
          UTM31WGS84Quad | 1 | 279072704.500914 | 78140.3572602559 | 1 | 2
          UPSArcticWGS84Quad | 0 | 458726544.4 | 128443.4324 | 1 | 1
          """)
  void hasTheNumbersOfTheStandard(
      String id, int zoom, double scale, double cell, int columns, int rows) throws Exception {
    TileMatrixSet set = TileMatrixSet.find(id).orElseThrow();
    TileMatrix matrix = set.matrix(zoom);
    assertThat(matrix.cellSize() / cell).isCloseTo(1, within(cell == 0.5364 ? 1e-3 : 1e-9));
    assertThat(matrix.columns()).isEqualTo(columns);
    assertThat(matrix.rows()).isEqualTo(rows);
    double written =
        new com.fasterxml.jackson.databind.ObjectMapper()
            .readTree(set.toJson())
            .path("tileMatrices")
            .path(zoom - set.minZoom())
            .path("scaleDenominator")
            .asDouble();
    assertThat(written / scale).isCloseTo(1, within(scale == 1915.86 ? 1e-3 : 1e-9));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "WebMercatorQuad", "WorldCRS84Quad", "WorldMercatorWGS84Quad", "EuropeanETRS89_LAEAQuad",
        "UTM01WGS84Quad", "UTM60WGS84Quad", "UPSArcticWGS84Quad", "UPSAntarcticWGS84Quad"
      })
  void readsWhatItWrites(String id) {
    TileMatrixSet set = TileMatrixSet.find(id).orElseThrow();
    assertThat(TileMatrixSet.fromJson(set.toJson())).isEqualTo(set);
  }

  @Test
  void theOriginOfLaeaEuropeIsWrittenNorthingFirst() {
    String json = TileMatrixSet.find("EuropeanETRS89_LAEAQuad").orElseThrow().toJson();
    assertThat(json).contains("\"pointOfOrigin\":[5500000.0,2000000.0]");
  }

  /** Longitude and latitude to tile by the formula of web maps, on its own. */
  @Test
  void placesFallIntoTheTilesOfWebMaps() {
    Random random = new Random(3);
    for (int i = 0; i < 500; i++) {
      double longitude = random.nextDouble() * 360 - 180;
      double latitude = random.nextDouble() * 170 - 85;
      int zoom = random.nextInt(23);
      double n = Math.pow(2, zoom);
      double y = Math.toRadians(latitude);
      int col = (int) Math.floor((longitude + 180) / 360 * n);
      int row = (int) Math.floor((1 - Math.log(Math.tan(y) + 1 / Math.cos(y)) / Math.PI) / 2 * n);
      assertThat(WEB.tileAtLonLat(longitude, latitude, zoom)).contains(new Tile(zoom, col, row));
    }
    assertThat(WEB.tileAtLonLat(0, 89, 3)).isEmpty();
  }

  @Test
  void aTileIsAGridWithTheTilesBounds() {
    Tile tile = new Tile(10, 486, 332);
    Grid grid = WEB.grid(tile);
    assertThat(grid.width()).isEqualTo(256);
    Bounds bounds = WEB.bounds(tile);
    assertThat(bounds.minX()).isCloseTo(-1017529.7205322663, within(1e-6));
    assertThat(bounds.maxY()).isCloseTo(7044436.526761846, within(1e-6));
    assertThat(grid.bounds().maxX()).isCloseTo(bounds.maxX(), within(1e-6));
    assertThat(WEB.bounds(new Tile(10, 487, 332)).minX()).isEqualTo(bounds.maxX());
  }

  @Test
  void theTilesOfATileAreTheTile() {
    Random random = new Random(5);
    for (int i = 0; i < 200; i++) {
      int zoom = 1 + random.nextInt(22);
      Tile tile = new Tile(zoom, random.nextInt(1 << zoom), random.nextInt(1 << zoom));
      assertThat(WEB.tiles(WEB.bounds(tile), zoom).orElseThrow().tiles()).containsExactly(tile);
      assertThat(WEB.children(tile))
          .hasSize(4)
          .allSatisfy(child -> assertThat(WEB.parent(child)).contains(tile));
      assertThat(TileMatrixSet.ofQuadkey(TileMatrixSet.quadkey(tile))).isEqualTo(tile);
    }
    assertThat(TileMatrixSet.quadkey(new Tile(10, 486, 332))).isEqualTo("0313102310");
  }

  @Test
  void anAreaAcrossTheAntimeridianHasTwoRanges() {
    List<TileRange> ranges = WEB.tilesOfLonLat(new Bounds(175, -20, 190, -10), 5);
    assertThat(ranges)
        .containsExactly(new TileRange(5, 31, 16, 31, 17), new TileRange(5, 0, 16, 0, 17));
    List<TileRange> world = WEB.tilesOfLonLat(new Bounds(-180, -90, 180, 90), 2);
    assertThat(world).containsExactly(new TileRange(2, 0, 0, 3, 3));
    assertThat(
            TileMatrixSet.find("WorldCRS84Quad")
                .orElseThrow()
                .tilesOfLonLat(new Bounds(-180, -90, 180, 90), 1))
        .containsExactly(new TileRange(1, 0, 0, 3, 1));
  }

  @ParameterizedTest
  @CsvSource({
    "10, NEAREST, 14",
    "10, COARSER, 13",
    "10, FINER, 14",
    "152.874056570353, NEAREST, 10",
    "152.874056570353, COARSER, 10",
    "152.874056570353, FINER, 10",
    "300, NEAREST, 9",
    "17, NEAREST, 13",
    "1e-9, FINER, 24",
    "1e9, COARSER, 0"
  })
  void choosesTheZoomForAResolution(double resolution, ZoomChoice choice, int zoom) {
    assertThat(WEB.zoomFor(resolution, choice)).isEqualTo(zoom);
  }

  @Test
  void setsOfOnesOwnCoverTheirExtent() {
    Crs crs = Crs.ofEpsg(32642);
    TileMatrixSet set =
        TileMatrixSet.covering("own", crs, new Bounds(300000, 5000000, 700000, 6100000), 512, 5);
    assertThat(set.matrix(0).rows()).isEqualTo(3);
    assertThat(set.matrix(0).columns()).isEqualTo(1);
    assertThat(set.extent().minY()).isLessThanOrEqualTo(5000000);
    assertThat(TileMatrixSet.fromJson(set.toJson())).isEqualTo(set);
    assertThat(set.contains(new Tile(4, 15, 43))).isTrue();
    assertThat(set.contains(new Tile(5, 0, 0))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"crs\":\"EPSG:3857\"}",
        "{\"crs\":\"EPSG:3857\",\"tileMatrices\":[{\"id\":\"0\",\"cellSize\":1}]}",
        "{\"crs\":\"EPSG:3857\",\"tileMatrices\":[{\"id\":\"0\",\"cellSize\":-1,\"pointOfOrigin\":[0,0],\"tileWidth\":1,\"tileHeight\":1,\"matrixWidth\":1,\"matrixHeight\":1}]}",
        "{\"crs\":\"nowhere\",\"tileMatrices\":[]}"
      })
  void damagedSetsAreRefused(String json) {
    assertThatThrownBy(() -> TileMatrixSet.fromJson(json)).isInstanceOf(RasterException.class);
  }
}
