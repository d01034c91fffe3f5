// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.locationtech.jts.geom.Envelope;
import org.sunqar.analysis.tracking.MachineStatus;
import org.sunqar.analysis.tracking.ReviewStatus;
import org.sunqar.analysis.watch.AlertOrder;
import org.sunqar.analysis.watch.AlertQuery;
import org.sunqar.app.console.CommandException;
import picocli.CommandLine.Option;

/** Which alerts a command is about. */
final class AlertFilterOptions {

  /** What the detector says, and all of it. */
  enum Status {
    PROVISIONAL,
    CONFIRMED,
    RETRACTED,
    MERGED,
    ALL
  }

  @Option(names = "--watch", paramLabel = "NAME", description = "Of this watch only.")
  Optional<String> watch = Optional.empty();

  @Option(
      names = "--status",
      paramLabel = "STATUS",
      split = ",",
      description =
          "What the detector says: provisional, confirmed, retracted, merged, or all (default:"
              + " provisional,confirmed).")
  List<Status> status = List.of();

  @Option(
      names = "--review",
      paramLabel = "STATUS",
      split = ",",
      description =
          "What people say: new, in_review, confirmed, rejected, audited (default: any of it).")
  List<ReviewStatus> review = List.of();

  @Option(
      names = "--since",
      paramLabel = "DATE",
      description = "Changes that were first seen on this day or later.")
  Optional<LocalDate> since = Optional.empty();

  @Option(
      names = "--bbox",
      paramLabel = "W,S,E,N",
      description = "Alerts that meet this box of longitudes and latitudes.")
  Optional<String> bbox = Optional.empty();

  @Option(names = "--min-area", paramLabel = "HA", description = "Of at least so many hectares.")
  double minimumArea;

  @Option(
      names = "--min-confidence",
      paramLabel = "X",
      description = "Of at least this confidence, 0 to 1.")
  double minimumConfidence;

  @Option(
      names = "--sort",
      paramLabel = "KEYS",
      description =
          "The order, as -probability,first_date: id, watch, status, review, first_date, updated,"
              + " area_ha, confidence or probability, with - the greatest first (default:"
              + " watch,-area_ha).")
  Optional<String> sort = Optional.empty();

  @Option(names = "--limit", paramLabel = "N", description = "The first N of them only.")
  Optional<Integer> limit = Optional.empty();

  /** The alerts as features. */
  List<ObjectNode> features(Workspace workspace) {
    if (limit.isPresent() && limit.get() < 1) {
      throw CommandException.usage("--limit should be 1 or more, not " + limit.get());
    }
    if (watch.isPresent()) {
      workspace.watches().watch(watch.get()); // says when there is no such watch
    }
    return workspace
        .alerts()
        .features(
            query(),
            sort.map(AlertOrder::parse).orElse(AlertOrder.BY_WATCH),
            limit.orElse(Integer.MAX_VALUE));
  }

  private AlertQuery query() {
    return new AlertQuery(
        watch,
        statuses(),
        Set.copyOf(review),
        since,
        bbox.map(AlertFilterOptions::box),
        minimumArea,
        minimumConfidence,
        Optional.empty());
  }

  private Set<MachineStatus> statuses() {
    if (status.isEmpty()) {
      return AlertQuery.OPEN;
    }
    Set<MachineStatus> statuses = EnumSet.noneOf(MachineStatus.class);
    for (Status one : status) {
      switch (one) {
        case ALL -> statuses.addAll(EnumSet.allOf(MachineStatus.class));
        case PROVISIONAL, CONFIRMED, RETRACTED, MERGED ->
            statuses.add(MachineStatus.valueOf(one.name()));
      }
    }
    return statuses;
  }

  static Envelope box(String text) {
    String[] parts = text.split(",", -1);
    double[] numbers = new double[parts.length];
    boolean good = parts.length == 4;
    for (int i = 0; good && i < 4; i++) {
      try {
        numbers[i] = Double.parseDouble(parts[i].strip());
        good = Math.abs(numbers[i]) <= (i % 2 == 0 ? 180 : 90);
      } catch (NumberFormatException _) {
        good = false;
      }
    }
    if (!good || numbers[0] > numbers[2] || numbers[1] > numbers[3]) {
      throw CommandException.usage(
          "--bbox should be west,south,east,north in degrees, as 66.5,50,68,51.2, not '"
              + text
              + "'");
    }
    return new Envelope(numbers[0], numbers[2], numbers[1], numbers[3]);
  }
}
