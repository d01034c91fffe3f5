// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sunqar.app.console.TextTable;
import org.sunqar.mission.orbit.Time;
import org.sunqar.mission.segment.Flight;
import org.sunqar.mission.segment.Image;
import org.sunqar.mission.segment.SegmentEvent;

/** What became of each acquisition in some flights, as a table. */
final class FlightTable {

  private FlightTable() {}

  /** A row for each acquisition of which anything happened from an instant until another. */
  static TextTable of(List<Flight> flights, Time from, Time to) {
    TextTable table =
        new TextTable(
            "time",
            "satellite",
            "request",
            "acquisition",
            "state",
            "cloud",
            "off_by_m",
            "received",
            "detail");
    Map<String, Flight.Received> received = new HashMap<>();
    Map<String, List<SegmentEvent>> rows = new LinkedHashMap<>();
    for (Flight flight : flights) {
      flight.received().forEach(r -> received.put(r.image().acquisition(), r));
      for (SegmentEvent event : flight.events()) {
        if (!event.time().isBefore(from) && event.time().isBefore(to)) {
          String key = event.acquisition().isEmpty() ? event.satellite() : event.acquisition();
          rows.computeIfAbsent(key, _ -> new ArrayList<>()).add(event);
        }
      }
    }
    rows.values().forEach(events -> row(table.addRow(), events, received));
    return table;
  }

  private static void row(
      ObjectNode row, List<SegmentEvent> events, Map<String, Flight.Received> received) {
    SegmentEvent last = events.getLast();
    row.put(
        "time",
        events.stream()
            .filter(
                e -> e.kind() != SegmentEvent.Kind.TASKED && e.kind() != SegmentEvent.Kind.RECEIVED)
            .findFirst()
            .orElse(last)
            .time()
            .text(0));
    row.put("satellite", last.satellite());
    row.put("request", last.request());
    row.put("acquisition", last.acquisition());
    row.put("state", words(last.kind()));
    Flight.Received down = received.get(last.acquisition());
    if (last.kind() == SegmentEvent.Kind.RECEIVED && down != null) {
      Image image = down.image();
      row.put("cloud", Math.rint(image.cloud() * 100) / 100);
      row.put("off_by_m", Math.rint(image.offset().metres() * 10) / 10);
      row.put("received", down.time().text(0));
    }
    row.put("detail", last.detail());
  }

  private static String words(SegmentEvent.Kind kind) {
    return switch (kind) {
      case TASKED -> "tasked";
      case TAKEN -> "taken";
      case NOT_TAKEN -> "not taken";
      case RECEIVED -> "received";
      case LOST -> "lost";
      case OUT -> "satellite out";
    };
  }
}
