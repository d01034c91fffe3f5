// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.report;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.sunqar.analysis.story.FitPoint;
import org.sunqar.analysis.story.Observation;
import org.sunqar.app.report.MapContent.Colouring;
import org.sunqar.app.report.ReportAlert.Chip;
import org.sunqar.app.report.ReportAlert.Detail;
import org.sunqar.app.report.ReportContent.Fact;
import org.sunqar.app.report.ReportContent.Provenance;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;
import org.sunqar.server.language.Language;

/** A report with every kind of part, from invented land and invented numbers. */
final class SampleReport {

  static final int SIZE = 340;
  static final Grid GRID =
      new Grid(Crs.ofEpsg(32636), Affine.northUp(600_000, 8_200_000, 30, 30), SIZE, SIZE);

  private final Random random = new Random(7);
  private final float[][] bands = land();

  ReportContent content() {
    return new ReportContent(
        Language.english(),
        "Forest watch, northern district",
        "Clearings, fires and new buildings since 2020",
        List.of(
            new Fact("Area watched", "104 km²"),
            new Fact("Index", "NDVI"),
            new Fact("History", "2015-01-04 to 2019-12-31"),
            new Fact("Monitoring", "2020-01-01 to 2022-12-30")),
        List.of(
            "In three years, 14 pieces of land changed for good. Together they measure 61 hectares,"
                + " six in a thousand of the land watched.",
            "The largest lies in the south-east and was cleared within two weeks in May 2020."),
        List.of(seriesSection(), differenceSection()),
        "Sunqar 0.1.0",
        Instant.parse("2026-01-05T10:20:00Z"));
  }

  private ResultSection seriesSection() {
    List<ReportAlert> alerts = new ArrayList<>();
    for (int i = 0; i < 14; i++) {
      alerts.add(alert(i + 1, 6.4 / (i + 1) + 0.8, -0.42 + 0.02 * i, i < 3));
    }
    List<LocalDate> dates = new ArrayList<>();
    for (LocalDate d = LocalDate.of(2015, 1, 4); d.getYear() < 2023; d = d.plusDays(16)) {
      dates.add(d);
    }
    return new ResultSection(
        "series",
        "Eight simulated years over a real scene",
        Provenance.SIMULATED,
        "Simulated from one Landsat 7 scene (USGS, public domain). Only the starting scene was"
            + " measured.",
        List.of(
            new Fact("alerts", "14"),
            new Fact("hectares changed", "61"),
            new Fact("first seen in 2020 or later", "100 %"),
            new Fact("typical delay", "24 days")),
        List.of("Of 16 planted events, 14 were found. No alert lies on unchanged land."),
        Optional.of(map(Colouring.FIRST_DATE)),
        alerts,
        21,
        "NDVI",
        Optional.empty(),
        List.of("Simulated clouds are simpler than real ones, so real results will be less clean."),
        List.of(
            new Fact("Method", "bfast-monitor"),
            new Fact("Order", "3 harmonics"),
            new Fact("History", "reverse-ordered CUSUM"),
            new Fact("Process", "OLS-MOSUM, h 0.25"),
            new Fact("Level", "0.05"),
            new Fact("Smallest area", "0.5 ha")),
        dates);
  }

  private ResultSection differenceSection() {
    float[] z = new float[60_000];
    for (int i = 0; i < z.length; i++) {
      z[i] = (float) (random.nextGaussian() * (i % 40 == 0 ? 4 : 1) + (i % 90 == 0 ? -5 : 0));
    }
    List<ReportAlert> alerts = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      alerts.add(alert(i + 1, 60.0 / (i + 1), i % 2 == 0 ? -6.1 : 5.2, false));
    }
    return new ResultSection(
        "pair",
        "Two dates compared",
        Provenance.REAL,
        "Landsat 5, path 167 row 055, 2000-03-09 and 2010-12-18 (USGS, public domain).",
        List.of(new Fact("alerts", "6"), new Fact("hectares changed", "147")),
        List.of("Two dates ten years apart tell that land changed, not when."),
        Optional.of(map(Colouring.DIRECTION)),
        alerts,
        6,
        "z",
        Optional.of(
            HistogramContent.of(
                "How much each pixel differs",
                "robust z-score of the NDVI difference",
                z,
                -12,
                12,
                96,
                -3.5,
                3.5)),
        List.of("The two dates lie in different seasons."),
        List.of(new Fact("Method", "difference")),
        List.of(LocalDate.of(2000, 3, 9), LocalDate.of(2010, 12, 18)));
  }

  private MapContent map(Colouring colouring) {
    return new MapContent(
        Picture.composite(SIZE, SIZE, bands[0], bands[1], bands[2]),
        GRID,
        List.of(
            new LonLat(33.9412, -16.2731),
            new LonLat(34.0366, -16.2725),
            new LonLat(34.0372, -16.3646),
            new LonLat(33.9417, -16.3652)),
        LocalDate.of(2022, 8, 14),
        "true colour",
        colouring);
  }

  private ReportAlert alert(int number, double hectares, double magnitude, boolean detail) {
    int side = (int) Math.round(Math.sqrt(hectares * 10_000) / 30) + 2;
    int col = 10 + random.nextInt(SIZE - side - 20);
    int row = 10 + random.nextInt(SIZE - side - 20);
    LocalDate first = LocalDate.of(2020, 2, 10).plusDays(random.nextInt(980));
    Optional<Detail> evidence =
        detail
            ? Optional.of(
                new Detail(
                    List.of(
                        "Dense vegetation until April, then bare ground from one image to the"
                            + " next. It has not grown back."),
                    Optional.of(series(first)),
                    chips(col, row, side, first)))
            : Optional.empty();
    return new ReportAlert(
        number,
        first,
        hectares,
        magnitude,
        0.99 - number * 0.03,
        24 + number,
        new LonLat(33.94 + col * 2.8e-4, -16.27 - row * 2.7e-4),
        staircase(col, row, side),
        evidence);
  }

  /** A blocky polygon as grouped pixels give. */
  static Geometry staircase(int col, int row, int side) {
    int third = Math.max(1, side / 3);
    int[][] steps = {
      {0, third},
      {third, third},
      {third, 0},
      {side, 0},
      {side, side - third},
      {side - third, side - third},
      {side - third, side},
      {0, side},
      {0, third}
    };
    Coordinate[] ring = new Coordinate[steps.length];
    for (int i = 0; i < steps.length; i++) {
      ring[i] =
          new Coordinate(
              GRID.affine().xOf(col + steps[i][0], row + steps[i][1]),
              GRID.affine().yOf(col + steps[i][0], row + steps[i][1]));
    }
    return new GeometryFactory().createPolygon(ring);
  }

  SeriesContent series(LocalDate breakDate) {
    List<Observation> observations = new ArrayList<>();
    List<FitPoint> fit = new ArrayList<>();
    LocalDate start = LocalDate.of(2015, 1, 4);
    for (LocalDate d = start; d.getYear() < 2023; d = d.plusDays(8)) {
      double year = d.toEpochDay() / 365.25;
      double season = 0.62 + 0.14 * Math.cos(2 * Math.PI * (year - 0.2));
      double value = d.isBefore(breakDate) ? season : 0.22 + 0.03 * Math.cos(2 * Math.PI * year);
      boolean clear = random.nextDouble() > 0.45;
      double noise = random.nextGaussian() * 0.028 - (clear ? 0 : random.nextDouble() * 0.5);
      observations.add(new Observation(d, value + noise, clear));
      fit.add(new FitPoint(d, season, season - 0.09, season + 0.09));
    }
    return new SeriesContent(
        "NDVI",
        observations,
        fit,
        "usual scatter",
        LocalDate.of(2015, 8, 1),
        LocalDate.of(2020, 1, 1),
        Optional.of(breakDate),
        Optional.of(breakDate.plusDays(40)));
  }

  /** Four pictures; from the change on, the patch is bare. */
  private List<Chip> chips(int col, int row, int side, LocalDate first) {
    float[][] cleared = {bands[0].clone(), bands[1].clone(), bands[2].clone()};
    for (int y = row; y < row + side; y++) {
      for (int x = col; x < col + side; x++) {
        cleared[0][y * SIZE + x] = 0.21f;
        cleared[1][y * SIZE + x] = 0.15f;
        cleared[2][y * SIZE + x] = 0.10f;
      }
    }
    Picture before = Picture.composite(SIZE, SIZE, bands[0], bands[1], bands[2]);
    Picture after = Picture.composite(SIZE, SIZE, cleared[0], cleared[1], cleared[2]);
    Window window = new Window(col - 14, row - 14, side + 28, side + 28);
    List<Chip> chips = new ArrayList<>();
    String[] labels = {"a year before", "last before", "first after", "latest"};
    int[] days = {-365, -16, 0, 300};
    for (int i = 0; i < labels.length; i++) {
      Picture picture = (i < 2 ? before : after).crop(window);
      chips.add(new Chip(labels[i], first.plusDays(days[i]), picture, GRID.crop(window)));
    }
    return chips;
  }

  /** Hills of forest with clearings, and a river without data. */
  private float[][] land() {
    float[][] rgb = new float[3][SIZE * SIZE];
    for (int y = 0; y < SIZE; y++) {
      for (int x = 0; x < SIZE; x++) {
        double hill = Math.sin(x / 31.0) * Math.cos(y / 23.0) + Math.sin((x + 2 * y) / 57.0);
        double ridge = Math.sin(x / 7.0 + 2 * Math.sin(y / 19.0)) * Math.sin(y / 9.0 - x / 41.0);
        double forest = 1 / (1 + Math.exp(-3 * (hill + 0.5 * ridge)));
        double grain = 1 + 0.08 * random.nextGaussian();
        boolean river = Math.abs(y - 170 - 40 * Math.sin(x / 60.0)) < 3;
        int i = y * SIZE + x;
        rgb[0][i] = river ? Float.NaN : (float) ((0.20 - 0.16 * forest) * grain);
        rgb[1][i] = (float) ((0.17 - 0.10 * forest) * grain);
        rgb[2][i] = (float) ((0.12 - 0.09 * forest) * grain);
      }
    }
    return rgb;
  }
}
