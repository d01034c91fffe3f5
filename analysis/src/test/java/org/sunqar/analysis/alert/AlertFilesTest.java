// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Point;
import org.sunqar.analysis.alert.PixelChange.Strength;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Grid;

class AlertFilesTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SIZE = 40;

  @TempDir Path folder;

  @Test
  void outlinesComeBackFromGeoJson() throws IOException {
    List<Alert> alerts = alerts(grid());
    JsonNode collection = JSON.readTree(AlertFiles.toGeoJson(alerts));
    assertThat(collection.get("type").asText()).isEqualTo("FeatureCollection");
    assertThat(collection.get("features")).hasSameSizeAs(alerts);
    for (int i = 0; i < alerts.size(); i++) {
      Alert alert = alerts.get(i);
      JsonNode feature = collection.get("features").get(i);
      assertRings(feature.get("geometry"));
      Alert read = AlertFiles.alert(feature);
      assertThat(read)
          .usingRecursiveComparison()
          .withComparatorForType((a, b) -> Math.abs(a - b) < 1e-3 ? 0 : 1, Double.class)
          .ignoringFields("outline")
          .isEqualTo(alert);
      assertThat(read.outline().isValid()).isTrue();
      assertThat(read.outline().getNumGeometries()).isEqualTo(alert.outline().getNumGeometries());
      assertThat(read.outline().getNumPoints()).isEqualTo(alert.outline().getNumPoints());
      assertThat(read.outline().symDifference(alert.outline()).getArea())
          .isLessThan(1e-3 * alert.outline().getArea());
      Point inside =
          new GeometryFactory()
              .createPoint(
                  new org.locationtech.jts.geom.Coordinate(read.longitude(), read.latitude()));
      assertThat(read.outline().contains(inside)).isTrue();
    }
  }

  /** Rings are closed, outer ones counter-clockwise, holes clockwise (RFC 7946, 3.1.6). */
  private static void assertRings(JsonNode geometry) {
    List<JsonNode> polygons = new ArrayList<>();
    if (geometry.get("type").asText().equals("Polygon")) {
      polygons.add(geometry.get("coordinates"));
    } else {
      assertThat(geometry.get("type").asText()).isEqualTo("MultiPolygon");
      geometry.get("coordinates").forEach(polygons::add);
    }
    for (JsonNode rings : polygons) {
      for (int r = 0; r < rings.size(); r++) {
        JsonNode ring = rings.get(r);
        assertThat(ring.size()).isGreaterThanOrEqualTo(5);
        assertThat(ring.get(0)).isEqualTo(ring.get(ring.size() - 1));
        double area = 0;
        double x0 = ring.get(0).get(0).asDouble();
        double y0 = ring.get(0).get(1).asDouble();
        for (int i = 0; i + 1 < ring.size(); i++) {
          area +=
              (ring.get(i).get(0).asDouble() - x0) * (ring.get(i + 1).get(1).asDouble() - y0)
                  - (ring.get(i + 1).get(0).asDouble() - x0) * (ring.get(i).get(1).asDouble() - y0);
        }
        assertThat(area > 0).as(ring.toString()).isEqualTo(r == 0);
      }
    }
  }

  @Test
  void anAlertSaysWhatItsPixelsSay() {
    Grid grid = grid();
    List<PixelChange> changes = new ArrayList<>();
    int[] pixels = {41, 42, 43, 81, 82, 83};
    int[] dates = {9, 4, 5, 7, 6, 8};
    for (int i = 0; i < pixels.length; i++) {
      changes.add(
          new PixelChange(
              pixels[i] % SIZE,
              pixels[i] / SIZE,
              Strength.SEED,
              dates[i],
              dates[i] + 2,
              3 + i,
              1,
              -3 - i,
              -0.1f * i,
              20 + i));
    }
    Alert alert = builder(grid).build(List.of(new PixelGroup(pixels, changes))).getFirst();
    assertThat(alert.id()).isEqualTo("north-0001");
    assertThat(alert.watch()).isEqualTo("north");
    assertThat(alert.pixels()).isEqualTo(6);
    assertThat(alert.areaHa()).isCloseTo(0.54, within(1e-9));
    assertThat(alert.firstDate()).isEqualTo(LocalDate.of(2020, 1, 1).plusDays(5)); // of 4 to 9
    assertThat(alert.confirmedDate()).isEqualTo(LocalDate.of(2020, 1, 1).plusDays(8));
    assertThat(alert.magnitude()).isCloseTo(-0.3, within(1e-6));
    assertThat(alert.size()).isEqualTo(-6);
    assertThat(alert.run()).isEqualTo(5);
    assertThat(alert.observations()).isEqualTo(22);
    assertThat(alert.peakCol()).isEqualTo(3);
    assertThat(alert.peakRow()).isEqualTo(2);
    assertThat(alert.scenes()).containsExactly("scene 4", "scene 5");
    assertThat(alert.confidence()).isBetween(0.6, 0.8);
  }

  @Test
  void theLargestComesFirstAndThenTheNorthernmost() {
    List<Alert> alerts = alerts(grid());
    assertThat(alerts).extracting(Alert::pixels).isSortedAccordingTo((a, b) -> b - a);
    assertThat(alerts).extracting(Alert::id).isSorted().doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(strings = {"geojson", "csv"})
  void gdalReadsTheFiles(String ending) throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/ogrinfo")), "no /usr/bin/ogrinfo");
    List<Alert> alerts = alerts(grid());
    Path file = folder.resolve("alerts." + ending);
    Files.writeString(
        file, ending.equals("csv") ? AlertFiles.toCsv(alerts) : AlertFiles.toGeoJson(alerts));
    Path table = folder.resolve("read.csv");
    Process process =
        new ProcessBuilder(
                "/usr/bin/ogr2ogr",
                "-f",
                "CSV",
                table.toString(),
                file.toString(),
                "-dialect",
                "sqlite",
                "-sql",
                "SELECT id, pixels, first_date, ST_Area(geometry) * 1e9 AS area,"
                    + " ST_IsValid(geometry) AS valid, ST_NumGeometries(geometry) AS parts FROM "
                    + (ending.equals("csv")
                        ? "(SELECT *, GeomFromText(WKT) AS geometry FROM alerts)"
                        : "alerts"))
            .redirectErrorStream(true)
            .start();
    String said =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.exists(table)).as(said).isTrue();
    List<String> rows = Files.readAllLines(table);
    assertThat(rows).hasSize(alerts.size() + 1);
    for (int i = 0; i < alerts.size(); i++) {
      Alert alert = alerts.get(i);
      String[] cells = rows.get(i + 1).replace("\"", "").split(",");
      assertThat(cells[0]).isEqualTo(alert.id());
      assertThat(Integer.parseInt(cells[1])).isEqualTo(alert.pixels());
      assertThat(cells[2].replace('/', '-')).isEqualTo(alert.firstDate().toString());
      assertThat(Double.parseDouble(cells[3]))
          .isCloseTo(alert.outline().getArea() * 1e9, within(alert.outline().getArea() * 1e5));
      assertThat(cells[4]).isEqualTo("1");
      assertThat(cells[5]).isEqualTo("" + alert.outline().getNumGeometries());
    }
  }

  @Test
  void noAlertsAreAnEmptyCollectionAndAHeader() throws IOException {
    assertThat(JSON.readTree(AlertFiles.toGeoJson(List.of())).get("features")).isEmpty();
    assertThat(AlertFiles.toCsv(List.of())).startsWith("WKT,id,watch,").hasLineCount(1);
  }

  /** A very long straight edge stays on the right side of a hole beside it. */
  @Test
  void outlinesOfManyKilometresAreValidInLongitudeAndLatitude() {
    int width = 4000;
    Grid grid = new Grid(Crs.ofEpsg(32633), Affine.northUp(300_000, 7_500_000, 10, 10), width, 3);
    int[] pixels = IntStream.range(0, width * 3).filter(p -> p != width + width / 2).toArray();
    PixelChange change = new PixelChange(0, 0, Strength.SEED, 3, 4, 3, 1, -4, -0.3f, 9);
    Alert alert = builder(grid).build(List.of(new PixelGroup(pixels, List.of(change)))).getFirst();
    assertThat(alert.outline().isValid()).isTrue();
    Geometry read = AlertFiles.alert(AlertFiles.feature(alert)).outline();
    assertThat(read.isValid()).isTrue();
    assertThat(read.getArea()).isCloseTo(alert.outline().getArea(), within(1e-5 * read.getArea()));
  }

  /** Random blobs with holes, diagonals and parts. */
  private static List<Alert> alerts(Grid grid) {
    Random random = new Random(2);
    List<PixelGroup> groups = new ArrayList<>();
    List<PixelChange> changes = new ArrayList<>();
    for (int pixel = 0; pixel < SIZE * SIZE; pixel++) {
      if (random.nextDouble() < 0.4) {
        changes.add(
            new PixelChange(
                pixel % SIZE,
                pixel / SIZE,
                Strength.SEED,
                random.nextInt(20),
                20 + random.nextInt(10),
                3 + random.nextInt(9),
                random.nextFloat(),
                -3 - random.nextFloat(),
                -random.nextFloat(),
                30));
      }
    }
    AlertRule rule = new AlertRule(0.2, 3, 0, 0, AlertRule.Direction.BOTH);
    groups.addAll(new PixelGrouping(grid, 900, rule).group(changes));
    List<Alert> alerts = builder(grid).build(groups);
    assertThat(alerts).hasSizeGreaterThan(5);
    assertThat(alerts).anyMatch(alert -> alert.outline().getNumGeometries() > 1);
    return alerts;
  }

  private static AlertBuilder builder(Grid grid) {
    return new AlertBuilder(
        "north",
        grid,
        grid.affine().pixelArea(),
        date -> LocalDate.of(2020, 1, 1).plusDays(date),
        date -> "scene " + date);
  }

  private static Grid grid() {
    return new Grid(Crs.ofEpsg(32633), Affine.northUp(465_180, 5_080_260, 30, 30), SIZE, SIZE);
  }
}
