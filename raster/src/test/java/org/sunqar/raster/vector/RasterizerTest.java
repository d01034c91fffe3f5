// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;
import org.sunqar.raster.Gdal;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;

class RasterizerTest {

  private static final GeometryFactory FACTORY = new GeometryFactory();

  private final Grid grid = new Grid(Crs.ofEpsg(32632), Affine.northUp(1000, 2000, 2, 3), 60, 40);

  private static Geometry wkt(String text) {
    try {
      return new WKTReader().read(text);
    } catch (ParseException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void centresInside() {
    Grid small = new Grid(Crs.ofEpsg(32632), new Affine(1, 0, 0, 0, 1, 0), 4, 3);
    PixelBlock.Bytes mask =
        Rasterizer.mask(
            wkt("POLYGON ((0.6 0.4, 3.4 0.4, 3.4 1.6, 0.6 1.6, 0.6 0.4))"),
            small,
            Rasterizer.Rule.CENTRE);
    assertThat(mask.values()).containsExactly(0, -1, -1, 0, 0, -1, -1, 0, 0, 0, 0, 0);
  }

  /** Ties: centres on edges, horizontal edges on centre lines, corners on corners. */
  private static final List<String> SPECIAL =
      List.of(
          "POLYGON ((1001 1998.5, 1011 1998.5, 1011 1950.5, 1001 1950.5, 1001 1998.5))",
          "POLYGON ((1001 1998.5, 1001 1950.5, 1011 1950.5, 1011 1998.5, 1001 1998.5))",
          "POLYGON ((1020 1940, 1040 1940, 1040 1900, 1020 1900, 1020 1940))",
          "POLYGON ((1000 2000, 1110 2000, 1110 1900, 1000 1900, 1000 2000),"
              + " (1020 1989.5, 1050 1989.5, 1050 1950.5, 1020 1950.5, 1020 1989.5))",
          "POINT (1003 1997)",
          "MULTIPOINT ((1003 1997), (1050.5 1950.5), (900 900))",
          "LINESTRING (1001 1999, 1117 1999, 1117 1901)",
          "LINESTRING (1005.3 1990.2, 1060.7 1930.1, 900 1930.4)",
          "POLYGON ((900 1900, 1200 1910, 1100 2100, 900 1900))",
          "GEOMETRYCOLLECTION (POINT (1010.2 1950.3), LINESTRING (1020.2 1950.1, 1030.3 1960.9))");

  @ParameterizedTest
  @EnumSource
  void equalsGdal(Rasterizer.Rule rule) {
    Random random = new Random(5);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      texts.add(star(random).toText());
    }
    for (int i = 0; i < 40; i++) {
      Coordinate[] line = new Coordinate[2 + random.nextInt(5)];
      for (int k = 0; k < line.length; k++) {
        line[k] = new Coordinate(980 + random.nextDouble() * 160, 1870 + random.nextDouble() * 140);
      }
      texts.add(FACTORY.createLineString(line).toText());
    }
    if (rule == Rasterizer.Rule.CENTRE) { // what just touches, GDAL decides by rounding
      texts.addAll(SPECIAL);
    }
    String script =
        """
        import sys
        from osgeo import gdal, ogr, osr
        s = osr.SpatialReference(); s.ImportFromEPSG(32632)
        o = ogr.GetDriverByName('Memory').CreateDataSource('x')
        for t in sys.stdin.read().splitlines():
            d = gdal.GetDriverByName('MEM').Create('', 60, 40)
            d.SetGeoTransform([1000, 2, 0, 2000, 0, -3]); d.SetProjection(s.ExportToWkt())
            l = o.CreateLayer('x', s); f = ogr.Feature(l.GetLayerDefn())
            f.SetGeometry(ogr.CreateGeometryFromWkt(t)); l.CreateFeature(f)
            gdal.RasterizeLayer(d, [1], l, burn_values=[1],
                options=['ALL_TOUCHED=TRUE'] if sys.argv[1] == 'ALL_TOUCHED' else [])
            print(''.join(str(v) for v in d.ReadAsArray().flatten()))
            o.DeleteLayer(0)
        """;
    String[] answers =
        Gdal.run(String.join("\n", texts), "/usr/bin/python3", "-c", script, rule.name())
            .split("\n");
    for (int i = 0; i < texts.size(); i++) {
      PixelBlock.Bytes mask = Rasterizer.mask(wkt(texts.get(i)), grid, rule);
      StringBuilder actual = new StringBuilder();
      for (byte value : mask.values()) {
        actual.append(value == 0 ? '0' : '1');
      }
      assertThat(rows(actual.toString())).as(texts.get(i)).isEqualTo(rows(answers[i]));
    }
  }

  private static String rows(String pixels) {
    return pixels.replaceAll("(.{60})", "$1\n");
  }

  /** A polygon with a hole, some of it beyond the grid. */
  private static Geometry star(Random random) {
    double x = 1000 + random.nextDouble() * 120;
    double y = 1880 + random.nextDouble() * 120;
    Coordinate[] shell = ring(random, x, y, 20, 60);
    Coordinate[] hole = ring(random, x, y, 2, 15);
    return FACTORY.createPolygon(
        FACTORY.createLinearRing(shell),
        new org.locationtech.jts.geom.LinearRing[] {FACTORY.createLinearRing(hole)});
  }

  private static Coordinate[] ring(Random random, double x, double y, double least, double most) {
    int n = 3 + random.nextInt(12);
    Coordinate[] points = new Coordinate[n + 1];
    for (int i = 0; i < n; i++) {
      double radius = least + random.nextDouble() * (most - least);
      double angle = 2 * Math.PI * (i + 0.5 * random.nextDouble()) / n;
      points[i] = new Coordinate(x + radius * Math.cos(angle), y + radius * Math.sin(angle));
    }
    points[n] = points[0];
    return points;
  }

  @Test
  void coverageIsTheAreaOfTheIntersection() {
    Random random = new Random(9);
    for (int i = 0; i < 12; i++) {
      Geometry polygon = star(random).buffer(0);
      float[] shares = Rasterizer.coverage(polygon, grid).values();
      for (int p = 0; p < shares.length; p += 1 + random.nextInt(9)) {
        double x = 1000 + p % 60 * 2;
        double y = 2000 - Math.floorDiv(p, 60) * 3;
        Geometry pixel =
            FACTORY.toGeometry(new org.locationtech.jts.geom.Envelope(x, x + 2, y - 3, y));
        assertThat((double) shares[p])
            .isEqualTo(polygon.intersection(pixel).getArea() / 6, within(1e-6));
      }
    }
  }

  @Test
  void burnsValuesAndRefusesHugeGrids() {
    PixelBlock block = PixelBlock.of(PixelType.INT16, 60, 40);
    Rasterizer.burn(wkt("POINT (1003 1997)"), grid, Rasterizer.Rule.CENTRE, -7, block);
    assertThat(block.get(61)).isEqualTo(-7);
    Grid huge = new Grid(Crs.ofEpsg(32632), Affine.northUp(0, 0, 1, 1), 1 << 20, 1 << 20);
    assertThatThrownBy(() -> Rasterizer.mask(wkt("POINT (1 1)"), huge, Rasterizer.Rule.CENTRE))
        .isInstanceOf(RasterException.class);
  }
}
