// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.hipparchus.geometry.euclidean.threed.Vector3D;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.io.WKTReader;
import org.sunqar.mission.MissionException;
import org.sunqar.mission.constellation.Constellation;
import org.sunqar.mission.constellation.DemoConstellation;
import org.sunqar.mission.constellation.Satellite;
import org.sunqar.mission.orbit.Earth;
import org.sunqar.mission.orbit.ElementAge;
import org.sunqar.mission.orbit.GroundPoint;
import org.sunqar.mission.orbit.Horizon;
import org.sunqar.mission.orbit.OrbitSource;
import org.sunqar.mission.orbit.Time;

class OpportunitySearchTest {

  private static final Earth EARTH = Earth.withoutOrientation();
  private static final Constellation DEMO = DemoConstellation.read();
  private static final Satellite DALA = DEMO.satellite("dala-1");
  private static final OpportunitySearch.Camera CAMERA = WindowSearchTest.camera(DALA);
  private static final Horizon WEEK = Horizon.ofDays(Time.parse("2026-04-14"), 6);
  private static final Target ASTANA = new Target("astana", GroundPoint.ofDegrees(71.4, 51.1, 350));
  private static final Limits DAY = Limits.NONE.withSunElevation(Range.degrees(10, 90));

  private static OpportunitySearch search(CloudForecast clouds) {
    return new OpportunitySearch(EARTH, WEEK, DEMO.satellites(), ElementAge.DEFAULT, clouds);
  }

  private static List<Opportunity> find(Limits limits) {
    return search(CloudForecast.NONE).find(DALA, CAMERA, List.of(ASTANA), limits);
  }

  @Test
  void everyLimitIsKeptAtBothEnds() {
    Limits limits =
        DAY.withOffNadir(Range.degrees(5, 30))
            .withIncidence(Range.degrees(0, 32))
            .withMaxGroundSampling(0.85)
            .withSun(
                new Limits.SunLimits(
                    Range.degrees(20, 60), Arc.degrees(100, 200), Arc.hours(9.5, 12)));
    OpportunitySearch search = search(CloudForecast.NONE);
    List<Opportunity> found = search.find(DALA, CAMERA, List.of(ASTANA), limits);
    assertThat(found).isNotEmpty();
    for (Opportunity o : found) {
      for (Time t : List.of(o.start(), o.best().time(), o.end())) {
        View view = search.viewer("dala-1").view(ASTANA.place(), t.since(WEEK.start()));
        assertThat(Math.toDegrees(view.offNadir())).isBetween(4.999, 30.001);
        assertThat(Math.toDegrees(view.incidence())).isLessThan(32.001);
        assertThat(view.effectiveRange() * 0.7 / 694_000).isLessThan(0.8501);
        assertThat(Math.toDegrees(view.sunElevation())).isBetween(19.999, 60.001);
        assertThat(Math.toDegrees(view.sunAzimuth())).isBetween(99.99, 200.01);
        assertThat(view.localSolarTime() * 12 / Math.PI).isBetween(9.499, 12.001);
      }
    }
    assertThat(found.stream().mapToDouble(Opportunity::seconds).sum())
        .isLessThan(find(DAY).stream().mapToDouble(Opportunity::seconds).sum() - 10);
  }

  @Test
  void footprintsHoldTheTarget() {
    for (Opportunity o : find(DAY)) {
      assertThat(o.footprint()).hasSize(4);
      LocalPlane plane = new LocalPlane(ASTANA.place());
      Coordinate[] ring = new Coordinate[5];
      for (int i = 0; i < 5; i++) {
        ring[i] = plane.forward(o.footprint().get(i % 4));
      }
      var polygon = new GeometryFactory().createPolygon(ring);
      assertThat(polygon.getCentroid().getCoordinate().distance(new Coordinate(0, 0)))
          .isLessThan(1500);
      double slant = 1 / Math.cos(o.best().view().incidence());
      double scale = o.best().view().range() / 694_000;
      assertThat(polygon.getArea())
          .isCloseTo(14e3 * 14e3 * scale * scale * slant, within(0.06 * polygon.getArea()));
      assertThat(o.best().groundSampling()).isGreaterThan(0.66);
      assertThat(Math.hypot(o.best().view().roll(), o.best().view().pitch()))
          .isCloseTo(o.best().view().offNadir(), within(0.01));
    }
  }

  @Test
  void revisitThinsOpportunities() {
    List<Opportunity> all = find(DAY);
    List<Opportunity> thinned = find(DAY.withMinRevisit(2 * 86_400));
    assertThat(thinned).hasSizeBetween(2, all.size() - 1);
    for (int i = 1; i < thinned.size(); i++) {
      assertThat(thinned.get(i).best().time().since(thinned.get(i - 1).best().time()))
          .isGreaterThanOrEqualTo(2 * 86_400);
    }
  }

  @Test
  void cloudyOpportunitiesAreLeftOut(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("cloud.json");
    Files.writeString(
        file,
        """
        {"west": 60, "south": 45, "step": 10, "columns": 2, "rows": 2,
         "start": "2026-04-14T00:00:00Z", "hours": 72, "fraction": [[0.2,0.2,0.2,0.2],[1,1,1,1]]}
        """);
    CloudGrid grid = CloudGrid.read(file);
    assertThat(grid.fraction(GroundPoint.ofDegrees(65, 50, 0), Time.parse("2026-04-15T12:00:00Z")))
        .hasValueCloseTo(0.6, within(1e-6));
    assertThat(grid.fraction(GroundPoint.ofDegrees(75, 50, 0), Time.parse("2026-04-15"))).isEmpty();
    assertThat(grid.fraction(GroundPoint.ofDegrees(65, 50, 0), Time.parse("2026-04-18"))).isEmpty();
    Target target = new Target("t", GroundPoint.ofDegrees(65, 50, 0));
    OpportunitySearch search = search(grid);
    List<Opportunity> all = search.find(DALA, CAMERA, List.of(target), DAY);
    List<Opportunity> clear = search.find(DALA, CAMERA, List.of(target), DAY.withMaxCloud(0.5));
    assertThat(clear).hasSizeLessThan(all.size()).isNotEmpty();
    assertThat(clear).allMatch(o -> o.best().cloud().orElse(0) <= 0.5);
    assertThat(all).anyMatch(o -> o.best().cloud().orElse(0) > 0.5);
    Files.writeString(file, "{\"west\": 60}");
    assertThatThrownBy(() -> CloudGrid.read(file)).hasMessageContaining("south must be a number");
  }

  @ParameterizedTest
  @CsvSource({"0.001", "0.02", "1", "59", "61", "119"})
  void shortHorizonsWork(double seconds) {
    Opportunity o = find(DAY).getFirst();
    Horizon horizon = new Horizon(o.best().time(), seconds);
    List<Opportunity> found =
        new OpportunitySearch(EARTH, horizon, List.of(DALA), ElementAge.DEFAULT, CloudForecast.NONE)
            .find(DALA, CAMERA, List.of(ASTANA), DAY);
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().start()).isEqualTo(horizon.start());
    assertThat(found.getFirst().end().since(horizon.start()))
        .isCloseTo(Math.min(seconds, o.end().since(horizon.start())), within(0.01));
  }

  /** A window that holds a leap second is as long as it was flown. */
  @Test
  void windowsOverALeapSecondHaveTheirLength() {
    String first = "1 90001U 25001A   16366.50000000  .00000100  00000+0  10000-4 0  999";
    String second = DALA.orbit().text().lines().skip(1).findFirst().orElseThrow();
    int digit =
        first.chars().map(c -> c >= '0' && c <= '9' ? c - '0' : c == '-' ? 1 : 0).sum() % 10;
    Satellite satellite =
        new Satellite(
            "old",
            "Old",
            "x",
            OrbitSource.tle(first + digit, second),
            DALA.platform(),
            DALA.instruments());
    Horizon night =
        Horizon.between(Time.parse("2016-12-31T23:00:00Z"), Time.parse("2017-01-01T01:00:00Z"));
    assertThat(night.seconds()).isEqualTo(7201);
    OpportunitySearch search =
        new OpportunitySearch(
            EARTH, night, List.of(satellite), ElementAge.DEFAULT, CloudForecast.NONE);
    Time leap = Time.parse("2016-12-31T23:59:60Z");
    double[] xyz = new double[3];
    search.ephemeris("old").position(leap.since(night.start()), xyz);
    GroundPoint below = GroundPoint.below(new Vector3D(xyz));
    List<Opportunity> found =
        search.find(satellite, CAMERA, List.of(new Target("b", below)), Limits.NONE);
    assertThat(found).hasSize(1);
    Opportunity o = found.getFirst();
    assertThat(o.start()).isLessThan(leap);
    assertThat(o.end()).isGreaterThan(leap.plus(1));
    assertThat(o.best().time().since(leap)).isCloseTo(0, within(0.5));
    double instants = Duration.between(o.start().instant(), o.end().instant()).toNanos() / 1e9;
    assertThat(o.seconds()).isCloseTo(instants + 1, within(1e-6));
  }

  @ParameterizedTest
  @CsvSource({"2, 0.3, 0.8", "2, 0.5, 0.6", "3, 0.3, 0.8"})
  void stereoLooksKeepTheRatioAndTheTurn(int looks, double min, double max) {
    StereoSearch stereo =
        new StereoSearch(
            search(CloudForecast.NONE), new StereoSearch.StereoLimits(looks, min, max, 5));
    List<StereoSearch.StereoOpportunity> found = stereo.find(DALA, CAMERA, ASTANA, DAY);
    assertThat(found).isNotEmpty();
    for (StereoSearch.StereoOpportunity o : found) {
      assertThat(o.looks()).hasSize(looks);
      assertThat(o.baseToHeight()).isBetween(min, max);
      for (int i = 1; i < looks; i++) {
        View a = o.looks().get(i - 1).view();
        View b = o.looks().get(i).view();
        assertThat(b.pitch()).isLessThan(a.pitch());
        double slew =
            DALA.platform().agility().slewSeconds(b.roll() - a.roll(), b.pitch() - a.pitch(), 0);
        assertThat(o.looks().get(i).time().since(o.looks().get(i - 1).time()))
            .isGreaterThanOrEqualTo(slew + 5 - 1e-6);
      }
    }
    Satellite wide = DEMO.satellite("altyn-1");
    assertThatThrownBy(() -> stereo.find(wide, WindowSearchTest.camera(wide), ASTANA, DAY))
        .hasMessageContaining("takes no stereo");
    assertThatThrownBy(() -> new StereoSearch.StereoLimits(4, 0.1, 0.2, 1))
        .isInstanceOf(MissionException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POLYGON((70 50, 71 50, 71 50.6, 70 50.6, 70 50))",
        "POLYGON((179.7 65, -179.5 65, -179.5 65.5, 179.7 65.5, 179.7 65))",
        "POLYGON((-90 81.2, -60 81.2, -60 81.5, -90 81.5, -90 81.2))",
      })
  void areasAreCoveredStripByStrip(String wkt) throws Exception {
    Area area = Area.of(new WKTReader().read(wkt));
    AreaSearch areas = new AreaSearch(search(CloudForecast.NONE));
    Viewer viewer = search(CloudForecast.NONE).viewer("dala-1");
    List<StripOpportunity> along = areas.alongTrack("a", DALA, CAMERA, area, Limits.NONE);
    List<StripOpportunity> fixed = areas.atHeading("a", DALA, CAMERA, area, 3.3, Limits.NONE);
    for (List<StripOpportunity> found : List.of(along, fixed)) {
      assertThat(found).isNotEmpty();
      for (StripOpportunity each : found) {
        Opportunity o = each.opportunity();
        assertThat(o.seconds()).isGreaterThanOrEqualTo(each.imagingSeconds() - 1e-6);
        double start = o.start().since(WEEK.start());
        View a = viewer.view(each.strip().first(), start);
        View b = viewer.view(each.strip().last(), start);
        assertThat(Math.min(a.offNadir(), b.offNadir())).isLessThan(Math.toRadians(35.01));
        assertThat(each.imagingSeconds()).isCloseTo(each.strip().length() / 6750, within(1.5));
      }
    }
    double share =
        fixed.stream().map(StripOpportunity::strip).distinct().mapToDouble(Strip::share).sum();
    assertThat(share).isGreaterThan(0.999);
  }

  @Test
  void impossibleRequestsHaveAReason() {
    assertThatThrownBy(() -> Range.degrees(40, 20)).hasMessageContaining("from 40.000 to 20.000");
    assertThatThrownBy(() -> Limits.NONE.withMaxCloud(2)).hasMessageContaining("between 0 and 1");
    assertThatThrownBy(() -> Limits.NONE.withOffNadir(Range.degrees(0, 100)))
        .hasMessageContaining("between 0 and 90 degrees");
    assertThatThrownBy(() -> WEEK.notPast(Time.parse("2026-05-01")))
        .hasMessageContaining("before now");
    assertThatThrownBy(() -> new Horizon(WEEK.start(), -1))
        .hasMessageContaining("must lie after its start");
    Horizon late = Horizon.ofDays(Time.parse("2026-06-14"), 1);
    assertThatThrownBy(() ->
            new OpportunitySearch(
                EARTH, late, DEMO.satellites(), ElementAge.DEFAULT, CloudForecast.NONE))
        .isInstanceOf(MissionException.class)
        .hasMessageContaining("Satellite dala-1: The TLE is of 2026-04-13T12:00:00Z, 62.5 days");
  }
}
