// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.locationtech.jts.geom.Polygon;
import org.sunqar.raster.Gdal;
import org.sunqar.raster.MemoryRaster;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.tiff.CogWriter;

class VectorizerTest {

  @TempDir private Path folder;

  private static MemoryRaster picture(String... rows) {
    Grid grid =
        new Grid(
            Crs.ofEpsg(32632),
            new Affine(1, 0, 0, 0, 1, 0), // rows go up the y axis: coordinates are corners
            rows[0].length(),
            rows.length);
    return MemoryRaster.of(
        grid,
        List.of(BandInfo.of("", PixelType.UINT8, 0)),
        (band, col, row) -> rows[row].charAt(col) == '.' ? 0 : rows[row].charAt(col) - '0');
  }

  private static List<Region> regions(MemoryRaster raster, Vectorizer.Connectivity connectivity) {
    List<Region> regions = new ArrayList<>();
    Vectorizer.run(raster, 1, connectivity, regions::add);
    return regions;
  }

  @Test
  void onePixel() {
    Region region = regions(picture("...", ".7.", "..."), Vectorizer.Connectivity.FOUR).getFirst();
    assertThat(region.value()).isEqualTo(7);
    assertThat(region.outline().norm().toText()).isEqualTo("POLYGON ((1 1, 1 2, 2 2, 2 1, 1 1))");
  }

  @Test
  void holesAreRings() {
    List<Region> regions = regions(picture("1111", "1.21", "1111"), Vectorizer.Connectivity.FOUR);
    assertThat(regions).hasSize(2);
    Region ring = regions.getLast();
    assertThat(ring.pixels()).isEqualTo(10);
    assertThat(((Polygon) ring.outline()).getNumInteriorRing()).isEqualTo(1);
    assertThat(ring.outline().getArea()).isEqualTo(10);
  }

  @Test
  void holeThatTouchesTheOutsideAtACornerIsValid() {
    Region region = regions(picture("11.", "1.1", "111"), Vectorizer.Connectivity.FOUR).getFirst();
    assertThat(region.outline().isValid()).isTrue();
    assertThat(region.outline().getArea()).isEqualTo(7);
    assertThat(((Polygon) region.outline()).getNumInteriorRing()).isEqualTo(1);
  }

  @Test
  void cornersConnectEightNeighbours() {
    MemoryRaster diagonal = picture("1.", ".1");
    assertThat(regions(diagonal, Vectorizer.Connectivity.FOUR)).hasSize(2);
    List<Region> eight = regions(diagonal, Vectorizer.Connectivity.EIGHT);
    assertThat(eight).hasSize(1);
    assertThat(eight.getFirst().outline().getNumGeometries()).isEqualTo(2);
    assertThat(eight.getFirst().outline().isValid()).isTrue();
  }

  /** Random pictures of different grain: valid outlines, and what GDAL finds. */
  @ParameterizedTest
  @EnumSource
  void equalsGdal(Vectorizer.Connectivity connectivity) {
    Random random = new Random(11);
    for (int round = 0; round < 6; round++) {
      int width = 1 + random.nextInt(90);
      int height = 1 + random.nextInt(70);
      int grain = 1 + round;
      byte[] values = new byte[width * height];
      for (int i = 0; i < values.length; i++) {
        int cell = i % width / grain * 7919 + i / width / grain * 104729 + round;
        values[i] = (byte) (random.nextInt(6) == 0 ? 0 : new Random(cell).nextInt(4));
      }
      MemoryRaster raster =
          MemoryRaster.of(
              new Grid(Crs.ofEpsg(32632), Affine.northUp(500, 900, 2, 3), width, height),
              List.of(BandInfo.of("", PixelType.UINT8, 0)),
              (band, col, row) -> values[row * width + col]);
      List<Region> regions = regions(raster, connectivity);
      List<String> found = new ArrayList<>();
      long pixels = 0;
      for (Region region : regions) {
        assertThat(region.outline().isValid()).isTrue();
        assertThat(region.outline().getArea()).isEqualTo(6.0 * region.pixels());
        found.add((int) region.value() + ":" + region.pixels());
        pixels += region.pixels();
      }
      long valid = 0;
      for (byte value : values) {
        valid += value != 0 ? 1 : 0;
      }
      assertThat(pixels).isEqualTo(valid);
      assertThat(found).containsExactlyInAnyOrder(gdal(raster, connectivity));
    }
  }

  private String[] gdal(MemoryRaster raster, Vectorizer.Connectivity connectivity) {
    Path file = folder.resolve("picture.tif");
    try (CogWriter writer =
        CogWriter.create(
            file, raster.grid(), raster.bands(), Map.of(), CogWriter.Options.defaults())) {
      PixelBlock block = raster.read(raster.grid().window(), 1).getFirst();
      writer.write(raster.grid().window(), 1, block);
      writer.finish();
    }
    String script =
        """
        import sys
        from osgeo import gdal, ogr
        d = gdal.Open(sys.argv[1])
        b = d.GetRasterBand(1)
        s = ogr.GetDriverByName('Memory').CreateDataSource('x')
        l = s.CreateLayer('x')
        l.CreateField(ogr.FieldDefn('v', ogr.OFTInteger))
        gdal.Polygonize(b, b.GetMaskBand(), l, 0, ['8CONNECTED=8'] if sys.argv[2] == 'EIGHT' else [])
        def area(g):  # by rings: GDAL's polygons of eight neighbours cross themselves
            def ring(r):
                p = r.GetPoints()
                return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(p, p[1:]))) / 2
            rings = [ring(g.GetGeometryRef(i)) for i in range(g.GetGeometryCount())]
            return rings[0] - sum(rings[1:])
        for f in l:
            print('%d:%d' % (f.GetField(0), round(area(f.GetGeometryRef()) / 6)))
        """;
    String output =
        Gdal.run("", "/usr/bin/python3", "-c", script, file.toString(), connectivity.name());
    return Arrays.stream(output.split("\n")).filter(s -> !s.isEmpty()).toArray(String[]::new);
  }

  /** Noise, in which every pixel is a region: outlines that are done are not kept. */
  @Test
  void regionsComeBeforeTheEnd() {
    Grid grid = new Grid(Crs.ofEpsg(32632), Affine.northUp(0, 0, 1, 1), 50, 400);
    int[] reads = {0};
    MemoryRaster raster =
        MemoryRaster.of(
            grid,
            List.of(BandInfo.of("", PixelType.INT32)),
            (band, col, row) -> {
              reads[0] = row;
              return row * 50 + col;
            });
    RegionScan scan = new RegionScan(grid, Vectorizer.Connectivity.FOUR, region -> reads[0]++);
    double[] row = new double[50];
    byte[] mask = new byte[50];
    Arrays.fill(mask, (byte) 255);
    for (int i = 0; i < 400; i++) {
      for (int col = 0; col < 50; col++) {
        row[col] = raster.function().at(1, col, i);
      }
      reads[0] = 0;
      scan.row(row, mask);
      assertThat(reads[0]).isEqualTo(i == 0 ? 0 : 50);
    }
  }
}
