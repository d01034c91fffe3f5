// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sunqar.app.console.Console;
import org.sunqar.app.console.OutputOptions;
import org.sunqar.app.console.TextTable;
import org.sunqar.mission.orbit.GroundPoint;
import org.sunqar.mission.plan.schedule.Acquisition;
import org.sunqar.mission.plan.schedule.Downlink;
import org.sunqar.mission.plan.schedule.Plan;
import org.sunqar.mission.plan.schedule.PlanDiff;

/** Plans and what they changed, as rows and features. */
final class PlanRows {

  private PlanRows() {}

  /** The acquisitions of a plan with the downlink that brings each to the ground. */
  static void print(
      Plan plan, List<Acquisition> chosen, Console console, OutputOptions.Format format) {
    Map<String, Downlink> sent = new HashMap<>();
    for (Downlink each : plan.downlinks()) {
      each.acquisitions().forEach(id -> sent.put(id, each));
    }
    if (format == OutputOptions.Format.GEOJSON) {
      ObjectNode collection = JsonNodeFactory.instance.objectNode();
      collection.put("type", "FeatureCollection");
      ArrayNode features = collection.putArray("features");
      for (Acquisition each : chosen) {
        ObjectNode feature = features.addObject();
        feature.put("type", "Feature");
        ring(feature.putObject("geometry"), each.footprint());
        fill(feature.putObject("properties"), each, sent);
      }
      console.out().println(collection.toPrettyString());
      return;
    }
    TextTable table =
        new TextTable(
            "id",
            "request",
            "satellite",
            "instrument",
            "mode",
            "start",
            "end",
            "off_nadir",
            "gsd",
            "sun_elevation",
            "cloud",
            "station",
            "on_ground");
    chosen.forEach(each -> fill(table.addRow(), each, sent));
    table.print(console, format);
  }

  private static void fill(ObjectNode row, Acquisition a, Map<String, Downlink> sent) {
    row.put("id", a.id());
    row.put("request", a.request());
    row.put("satellite", a.satellite());
    row.put("instrument", a.sensor().instrument());
    row.put("mode", a.sensor().mode().name());
    row.put("start", a.start().toString());
    row.put("end", a.end().toString());
    row.put("off_nadir", rounded(Math.toDegrees(a.look().view().offNadir())));
    row.put("gsd", rounded(a.look().groundSampling()));
    row.put("sun_elevation", rounded(Math.toDegrees(a.look().view().sunElevation())));
    a.look().cloud().ifPresent(c -> row.put("cloud", rounded(c)));
    Downlink downlink = sent.get(a.id());
    if (downlink != null) {
      row.put("station", downlink.station());
      row.put("on_ground", downlink.end().toString());
    }
  }

  private static double rounded(double number) {
    return Math.rint(number * 100) / 100;
  }

  /** What a version changed, a row for each request. */
  static void print(PlanDiff diff, Console console, OutputOptions.Format format) {
    TextTable table =
        new TextTable(
            "change",
            "request",
            "satellite_before",
            "start_before",
            "satellite_after",
            "start_after");
    diff.added().forEach(a -> after(change(table, "added", a), a));
    for (PlanDiff.Move move : diff.moved()) {
      ObjectNode row = change(table, "moved", move.before());
      before(row, move.before());
      after(row, move.after());
    }
    diff.removed().forEach(a -> before(change(table, "removed", a), a));
    table.print(console, format);
  }

  /** The same in a line. */
  static void tell(PlanDiff diff, Console console) {
    console.tell(
        "plan.diff",
        "added",
        diff.added().size(),
        "moved",
        diff.moved().size(),
        "removed",
        diff.removed().size(),
        "kept",
        diff.kept());
  }

  private static ObjectNode change(TextTable table, String change, Acquisition a) {
    return table.addRow().put("change", change).put("request", a.request());
  }

  private static void before(ObjectNode row, Acquisition a) {
    row.put("satellite_before", a.satellite()).put("start_before", a.start().toString());
  }

  private static void after(ObjectNode row, Acquisition a) {
    row.put("satellite_after", a.satellite()).put("start_after", a.start().toString());
  }

  /** A footprint, whose longitudes run on beyond 180 where it crosses the antimeridian. */
  static void ring(ObjectNode geometry, List<GroundPoint> corners) {
    geometry.put("type", "Polygon");
    ArrayNode ring = geometry.putArray("coordinates").addArray();
    for (int i = 0; i <= corners.size() && !corners.isEmpty(); i++) {
      GroundPoint corner = corners.get(i % corners.size());
      double first = corners.getFirst().longitudeDegrees();
      double longitude = first + Math.IEEEremainder(corner.longitudeDegrees() - first, 360);
      ring.addArray().add(longitude).add(corner.latitudeDegrees());
    }
  }
}
