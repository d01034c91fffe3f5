// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.sunqar.raster.MemoryRaster;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Bounds;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.pixel.Pixels;
import org.sunqar.raster.pixel.Resampling;
import org.sunqar.raster.stats.BandStatistics;
import org.sunqar.raster.stats.StatisticsOptions;
import org.sunqar.raster.tilematrix.Tile;
import org.sunqar.raster.tilematrix.TileMatrixSet;

class RasterReaderTest {

  private static final Crs UTM = Crs.ofEpsg(32632);
  private static final Crs WGS84 = Crs.ofEpsg(4326);
  private static final Crs MERCATOR = Crs.ofEpsg(3857);

  private final Grid grid = new Grid(UTM, Affine.northUp(500000, 5300000, 10, 10), 400, 300);

  /** Band 1 counts columns, band 2 rows; both 1000 at least; 1007 is no data in band 1. */
  private final MemoryRaster raster =
      MemoryRaster.of(
          grid,
          List.of(
              BandInfo.of("col", PixelType.UINT16, 1007).withScale(0.5, 100),
              BandInfo.of("row", PixelType.UINT16)),
          (band, col, row) -> 1000 + (band == 1 ? col : row));

  private RasterReader reader(ReadOptions options) {
    return new RasterReader(raster, options);
  }

  private RasterReader reader() {
    return reader(ReadOptions.defaults());
  }

  @Test
  void infoAndStatistics() {
    assertThat(reader().info().grid()).isEqualTo(grid);
    assertThat(reader().info().bands()).hasSize(2);
    List<BandStatistics> all = reader().statistics(StatisticsOptions.defaults());
    assertThat(all.get(1).max()).isEqualTo(1299);
    ReadOptions difference = ReadOptions.defaults().withExpressions("col - row; b1");
    assertThat(reader(difference).statistics(StatisticsOptions.defaults()).getFirst().min())
        .isEqualTo(-299);
    ReadOptions physical = ReadOptions.defaults().withUnscaled(true);
    assertThat(reader(physical).statistics(StatisticsOptions.defaults()).getFirst().max())
        .isEqualTo(1399 * 0.5 + 100);
  }

  @Test
  void partOnItsOwnGridIsReadAsItIs() {
    Pixels part =
        reader()
            .part(
                new Bounds(500050, 5299900, 500100, 5299960),
                UTM,
                Optional.empty(),
                new OutputSize.Native());
    assertThat(part.grid().width()).isEqualTo(5);
    assertThat(part.grid().height()).isEqualTo(6);
    assertThat(part.values().get(0).get(0)).isEqualTo(1005);
    assertThat(part.values().get(1).get(0)).isEqualTo(1004);
    assertThat(part.isValid(0, 2)).isFalse();
    assertThat(part.isValid(1, 2)).isTrue();
  }

  @Test
  void partBeyondTheEdgeIsMasked() {
    Pixels part =
        reader()
            .part(
                new Bounds(499980, 5299980, 500020, 5300020),
                UTM,
                Optional.empty(),
                new OutputSize.Native());
    assertThat(part.grid().width()).isEqualTo(4);
    assertThat(part.isValid(1, 0)).isFalse();
    assertThat(part.isValid(1, 10)).isTrue();
    assertThat(part.values().get(1).get(10)).isEqualTo(1000);
  }

  @Test
  void partInAnotherSystemHasTheSizeAskedFor() {
    Bounds bounds = grid.bounds().transformed(UTM, WGS84);
    Pixels most = reader().part(bounds, WGS84, Optional.of(MERCATOR), new OutputSize.AtMost(100));
    assertThat(Math.max(most.grid().width(), most.grid().height())).isEqualTo(100);
    assertThat(most.grid().crs()).isEqualTo(MERCATOR);
    Pixels exact = reader().part(bounds, WGS84, Optional.empty(), new OutputSize.Exactly(64, 32));
    assertThat(exact.grid().width()).isEqualTo(64);
    assertThat(exact.grid().bounds().minX()).isEqualTo(bounds.minX(), within(1e-9));
    Pixels same = reader().part(bounds, WGS84, Optional.of(MERCATOR), new OutputSize.Native());
    // Mercator stretches by 1 / cos(47.8) there, and so the pixels
    assertThat(same.grid().width()).isBetween(380, 430);
  }

  @Test
  void previewCoversAll() {
    Pixels preview =
        reader(ReadOptions.defaults().withResampling(Resampling.AVERAGE).withBands(2)).preview(40);
    assertThat(preview.grid().width()).isEqualTo(40);
    assertThat(preview.grid().height()).isEqualTo(30);
    assertThat(preview.bands()).hasSize(1);
    assertThat(preview.values().getFirst().get(0)).isEqualTo(1004.5, within(0.51));
    assertThat(reader().preview(1000).grid()).isEqualTo(grid);
  }

  @Test
  void pointInAnyCrs() {
    double[] place = {500125, 5299715};
    PointValues own = reader().point(place[0], place[1], UTM);
    assertThat(own.values()).containsExactly(1012.0, 1028.0);
    UTM.toLonLat(place, 1);
    assertThat(reader().point(place[0], place[1], WGS84).values()).containsExactly(1012.0, 1028.0);
    assertThat(reader().point(500075, 5299995, UTM).valid()).containsExactly(false, true);
    ReadOptions physical = ReadOptions.defaults().withUnscaled(true);
    assertThat(reader(physical).point(500125, 5299715, UTM).values())
        .containsExactly(1012 * 0.5 + 100, 1028.0);
    ReadOptions other = ReadOptions.defaults().withNoData(1012);
    assertThat(reader(other).point(500125, 5299715, UTM).valid()).containsExactly(false, true);
    assertThatThrownBy(() -> reader().point(0, 0, UTM))
        .isInstanceOfSatisfying(
            RasterException.class,
            e -> assertThat(e.key()).isEqualTo(RasterException.Key.OUT_OF_BOUNDS));
  }

  @Test
  void tilesOfWebMercator() {
    TileMatrixSet set = TileMatrixSet.webMercatorQuad();
    double[] place = {502000, 5298500};
    UTM.toLonLat(place, 1);
    Tile tile = set.tileAtLonLat(place[0], place[1], 14).orElseThrow();
    Pixels pixels =
        reader(ReadOptions.defaults().withExpressions("b2 - 1000")).tile(set, tile, 512, 0);
    assertThat(pixels.grid().width()).isEqualTo(512);
    assertThat(pixels.grid().bounds().minX()).isEqualTo(set.bounds(tile).minX(), within(1e-6));
    long valid = 0;
    for (int i = 0; i < 512 * 512; i++) {
      if (pixels.isValid(0, i)) {
        double[] at = {
          pixels.grid().affine().xOf(i % 512 + 0.5, Math.floorDiv(i, 512) + 0.5),
          pixels.grid().affine().yOf(i % 512 + 0.5, Math.floorDiv(i, 512) + 0.5)
        };
        MERCATOR.toLonLat(at, 1);
        UTM.fromLonLat(at, 1);
        double row = grid.affine().rowOf(at[0], at[1]);
        assertThat(pixels.values().getFirst().get(i) + 0.5).isEqualTo(row, within(0.65));
        valid++;
      }
    }
    assertThat(valid).isGreaterThan(100_000);
    assertThat(reader().tile(set, tile, 256, 2).grid().width()).isEqualTo(260);
    for (Tile far : List.of(new Tile(14, 0, 0), new Tile(3, 99, 0))) {
      assertThatThrownBy(() -> reader().tile(set, far))
          .isInstanceOfSatisfying(
              RasterException.class,
              e -> assertThat(e.key()).isEqualTo(RasterException.Key.OUT_OF_BOUNDS));
    }
  }

  @Test
  void featureMasksWhatIsOutside() {
    GeometryFactory factory = new GeometryFactory();
    Geometry triangle =
        factory.createPolygon(
            new org.locationtech.jts.geom.Coordinate[] {
              new org.locationtech.jts.geom.Coordinate(500100, 5299900),
              new org.locationtech.jts.geom.Coordinate(500200, 5299900),
              new org.locationtech.jts.geom.Coordinate(500100, 5299800),
              new org.locationtech.jts.geom.Coordinate(500100, 5299900)
            });
    Pixels pixels = reader().feature(triangle, UTM, Optional.empty(), new OutputSize.Native());
    assertThat(pixels.grid().width()).isEqualTo(10);
    assertThat(pixels.isValid(0, 0)).isTrue();
    assertThat(pixels.isValid(0, 99)).isFalse();
    BandStatistics zone =
        reader().statistics(triangle, UTM, StatisticsOptions.defaults()).getFirst();
    assertThat(zone.count()).isEqualTo(50, within(1e-3));
    assertThat(zone.mean()).isEqualTo(1010 + 10 / 3.0 - 0.5, within(0.02));
    Geometry box = factory.toGeometry(new Envelope(0, 1, 0, 1));
    assertThatThrownBy(() -> reader().feature(box, UTM, Optional.empty(), new OutputSize.Native()))
        .isInstanceOf(RasterException.class);
  }

  @Test
  void unknownBandsAreRefused() {
    assertThatThrownBy(() -> reader(ReadOptions.defaults().withBands(3)))
        .hasMessageContaining("bands 1 to 2");
    assertThatThrownBy(() -> reader(ReadOptions.defaults().withExpressions("b1 + swir")))
        .isInstanceOf(RasterException.class)
        .hasMessageContaining("no band swir");
  }
}
