// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.sunqar.analysis.alert.Alert;
import org.sunqar.analysis.alert.AlertRule;
import org.sunqar.analysis.tracking.AlertObject;
import org.sunqar.analysis.tracking.AlertTracking;
import org.sunqar.analysis.tracking.HistoryEntry;
import org.sunqar.analysis.tracking.MachineStatus;
import org.sunqar.analysis.tracking.Review;
import org.sunqar.analysis.watch.DetectorSettings;
import org.sunqar.analysis.watch.Watch;
import org.sunqar.analysis.watch.WatchStore;
import org.sunqar.catalog.store.Database;

/** Alerts that no run found: squares in a row, one for each day. */
public final class AlertSamples {

  private AlertSamples() {}

  /** Adds a watch. */
  public static void watch(Database database, String name) {
    new WatchStore(database)
        .create(
            new Watch(
                name,
                "land",
                "ndvi",
                Optional.empty(),
                LocalDate.of(2023, 1, 1),
                new DetectorSettings.TwoDates(3),
                AlertRule.defaults()));
  }

  /** Raises alerts in one run: number n is seen on the n-th day of 2024, n hectares large. */
  public static void raise(Database database, String watch, String run, int from, int to) {
    List<AlertObject> raised = new ArrayList<>();
    List<AlertTracking.Change> changes = new ArrayList<>();
    Instant at = Instant.parse("2024-06-01T00:00:00Z").plusSeconds(from);
    for (int n = from; n <= to; n++) {
      AlertObject alert = alert(watch, run, n, at);
      raised.add(alert);
      changes.add(
          new AlertTracking.Change(
              alert,
              Optional.of(
                  new HistoryEntry(
                      alert.id(),
                      1,
                      at,
                      HistoryEntry.Kind.CREATED,
                      HistoryEntry.DETECTOR,
                      JsonNodeFactory.instance.objectNode().put("run", run)))));
    }
    new WatchStore(database)
        .addRun(
            new WatchStore.Run(watch, run, at, JsonNodeFactory.instance.objectNode()),
            _ -> new AlertTracking.Outcome(raised, List.of(), changes, 0));
  }

  private static AlertObject alert(String watch, String run, int n, Instant at) {
    LocalDate day = LocalDate.of(2024, 1, 1).plusDays(n - 1);
    double west = 60 + n * 0.01;
    Geometry square =
        new GeometryFactory()
            .createPolygon(
                new Coordinate[] {
                  new Coordinate(west, 50),
                  new Coordinate(west + 0.005, 50),
                  new Coordinate(west + 0.005, 50.005),
                  new Coordinate(west, 50.005),
                  new Coordinate(west, 50)
                });
    Alert finding =
        new Alert(
            "%s-%04d".formatted(watch, n),
            watch,
            day,
            day.plusDays(10),
            n,
            n * 10,
            -0.3,
            -5,
            20,
            n % 2 == 0 ? 3 : 8,
            0.5 + n / 1000.0,
            west + 0.0025,
            50.0025,
            1,
            1,
            square,
            List.of("scene-a", "scene-b"));
    return new AlertObject(
        finding,
        new AlertObject.Machine(
            n % 2 == 0 ? MachineStatus.PROVISIONAL : MachineStatus.CONFIRMED,
            0.8,
            0.25,
            n,
            day.plusDays(12),
            day.plusDays(12),
            1,
            Optional.empty()),
        Review.NONE,
        new AlertObject.Evidence(run, "Sunqar test"),
        at,
        at,
        1);
  }
}
