// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.tracking;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.sunqar.analysis.alert.Alert;
import org.sunqar.analysis.alert.AlertRule;
import org.sunqar.analysis.alert.PixelGroup;

/**
 * Says what the groups of a run are to the alerts that are known: the same event stays one alert.
 *
 * <ul>
 *   <li>A group <em>is</em> a known alert when they share a pixel and the spans from first to
 *       confirmed date lie at most {@value #DATE_GAP} days apart: what happens half a year later on
 *       the same land is another event.
 *   <li>All groups and alerts that hang together by this are one alert: it has the id of the oldest
 *       of them, the pixels of all groups, and the other alerts are merged into it.
 *   <li>A group that is no known alert is a new one, unless it touches one that was raised less
 *       than the quiet period ago: then nothing is raised. When the quiet period is over, it is.
 *   <li>An alert is confirmed when the median of its pixels' runs of outliers reaches {@value
 *       #SURE} more than the rule asks of a seed (by default six in a row, as COLD asks: Zhu et al.
 *       2020, Remote Sensing of Environment 238); with a detector that compares two dates, when a
 *       second run over a later scene finds it. Once confirmed it stays so until it is retracted.
 *   <li>An alert on whose pixels there is no group any more, in a run over later scenes than those
 *       that it was last seen on, is retracted. Found again, it goes on as the same alert.
 *   <li>People's decisions stay. A rejected alert that grows beyond twice its area when it was
 *       rejected is new to review again, with an entry that says so.
 * </ul>
 *
 * <p>The history gets an entry for each of these, and when the area differs from that of the entry
 * before by more than a {@value #TWENTIETH}th: not for each scene on which a pixel more or less is
 * seen.
 *
 * <p>The outcome depends on its input alone, so it can be computed again inside a transaction.
 */
public final class AlertTracking {

  static final int DATE_GAP = 183;
  static final int SURE = 3;
  static final int TWENTIETH = 20;

  private final String watch;
  private final String detector;
  private final AlertRule rule;
  private final GridSize grid;
  private final BiFunction<PixelGroup, String, Alert> builder;

  /**
   * The size of a run's grid.
   *
   * @param width columns
   * @param height rows
   * @param pixelAreaHa area of a pixel (hectares)
   */
  public record GridSize(int width, int height, double pixelAreaHa) {}

  /**
   * An alert that is known, on the grid of the run.
   *
   * @param pixels row * width + column, ascending; empty when it lies outside of the grid
   */
  @SuppressWarnings("ArrayRecordComponent") // many, and owned by the caller
  public record Known(AlertObject alert, int[] pixels) {}

  /**
   * The run.
   *
   * @param id its id
   * @param at when it was finished
   * @param lastScene day of its last scene (UTC)
   * @param software name and version of the program
   */
  public record Run(String id, Instant at, LocalDate lastScene, String software) {}

  /**
   * An alert that is to be written.
   *
   * @param entry for its history; empty when nothing happened but that it was seen again
   */
  public record Change(AlertObject alert, Optional<HistoryEntry> entry) {}

  /**
   * What a run comes to.
   *
   * @param found the alerts of the run, the largest first
   * @param groups the pixels of each, in the same order
   * @param changes alerts that are other than before, each once
   * @param quiet groups that the quiet period holds back
   */
  public record Outcome(
      List<AlertObject> found, List<PixelGroup> groups, List<Change> changes, int quiet) {

    public Outcome {
      found = List.copyOf(found);
      groups = List.copyOf(groups);
      changes = List.copyOf(changes);
    }

    /** The run's alerts as it found them, with their lasting ids. */
    public List<Alert> findings() {
      return found.stream().map(AlertObject::finding).toList();
    }

    /** Changes of a kind. */
    public long count(HistoryEntry.Kind kind) {
      return changes.stream()
          .filter(change -> change.entry().filter(entry -> entry.kind() == kind).isPresent())
          .count();
    }
  }

  /**
   * Tracking over runs of a watch.
   *
   * @param detector name of the watch's detector
   * @param builder makes the alert of groups that are one event, with an id
   */
  public AlertTracking(
      String watch,
      String detector,
      AlertRule rule,
      GridSize grid,
      BiFunction<PixelGroup, String, Alert> builder) {
    this.watch = watch;
    this.detector = detector;
    this.rule = rule;
    this.grid = grid;
    this.builder = builder;
  }

  /**
   * What becomes of alerts and groups.
   *
   * @param known alerts of the watch that are not merged, the oldest first
   * @param lastNumber the highest number that an alert of the watch ever had; 0 for none
   * @param groups of the run
   * @param alerts of the groups, in the same order; their ids do not matter
   */
  public Outcome track(
      Run run, List<Known> known, int lastNumber, List<PixelGroup> groups, List<Alert> alerts) {
    PixelOverlap overlap =
        new PixelOverlap(known.stream().map(Known::pixels).toList(), grid.width(), grid.height());
    int[] parents = new int[known.size() + groups.size()];
    Arrays.setAll(parents, i -> i);
    BitSet looked = new BitSet();
    for (int g = 0; g < groups.size(); g++) {
      BitSet under = overlap.overlapping(groups.get(g).pixels());
      looked.or(under);
      Alert alert = alerts.get(g);
      int node = known.size() + g;
      under.stream()
          .filter(k -> compatible(known.get(k).alert().finding(), alert))
          .forEach(k -> join(parents, k, node));
    }
    Map<Integer, Event> events = new TreeMap<>();
    for (int g = 0; g < groups.size(); g++) {
      Event event = events.computeIfAbsent(root(parents, known.size() + g), _ -> new Event());
      event.groups.add(groups.get(g));
      event.found.add(alerts.get(g));
    }
    for (int k = 0; k < known.size(); k++) {
      Event event = events.get(root(parents, k));
      if (event != null) {
        event.known.add(known.get(k).alert());
        looked.set(k);
      }
    }
    Writing writing = new Writing(run, lastNumber);
    for (Event event : largestFirst(events.values())) {
      if (!event.known.isEmpty()) {
        writing.again(event);
      } else if (quiet(run, known, overlap, event.group())) {
        writing.quiet++;
      } else {
        writing.raise(event);
      }
    }
    for (int k = 0; k < known.size(); k++) {
      if (!looked.get(k) && known.get(k).pixels().length > 0) {
        writing.missing(known.get(k).alert());
      }
    }
    return new Outcome(writing.found, writing.groups, writing.changes, writing.quiet);
  }

  /** Groups of a run and known alerts that are one event. */
  private static final class Event {
    private final List<PixelGroup> groups = new ArrayList<>();

    /** The alerts of the groups. */
    private final List<Alert> found = new ArrayList<>();

    /** The oldest first. */
    private final List<AlertObject> known = new ArrayList<>();

    PixelGroup group() {
      return groups.size() == 1
          ? groups.getFirst()
          : new PixelGroup(
              groups.stream().flatMapToInt(g -> Arrays.stream(g.pixels())).sorted().toArray(),
              groups.stream().flatMap(g -> g.changes().stream()).toList());
    }

    int pixels() {
      return groups.stream().mapToInt(g -> g.pixels().length).sum();
    }

    int firstPixel() {
      return groups.stream().mapToInt(g -> g.pixels()[0]).min().orElseThrow();
    }
  }

  private static List<Event> largestFirst(Collection<Event> events) {
    return events.stream()
        .sorted(
            Comparator.comparingInt((Event event) -> -event.pixels())
                .thenComparingInt(Event::firstPixel))
        .toList();
  }

  private static boolean compatible(Alert before, Alert now) {
    return !now.firstDate().isAfter(before.confirmedDate().plusDays(DATE_GAP))
        && !before.firstDate().isAfter(now.confirmedDate().plusDays(DATE_GAP));
  }

  private boolean quiet(Run run, List<Known> known, PixelOverlap overlap, PixelGroup group) {
    if (rule.quietDays() == 0) {
      return false;
    }
    LocalDate since = run.lastScene().minusDays(rule.quietDays());
    return overlap.touching(group.pixels()).stream()
        .anyMatch(k -> known.get(k).alert().machine().raised().isAfter(since));
  }

  private static int root(int[] parents, int node) {
    int at = node;
    while (parents[at] != at) {
      parents[at] = parents[parents[at]];
      at = parents[at];
    }
    return at;
  }

  private static void join(int[] parents, int a, int b) {
    parents[root(parents, a)] = root(parents, b);
  }

  /** The outcome as it is made. */
  private final class Writing {
    private final Run run;
    private final List<AlertObject> found = new ArrayList<>();
    private final List<PixelGroup> groups = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();
    private int number;
    private int quiet;

    Writing(Run run, int lastNumber) {
      this.run = run;
      this.number = lastNumber;
    }

    void raise(Event event) {
      number++;
      PixelGroup group = event.group();
      Alert alert = alert(event, group, String.format(Locale.ROOT, "%s-%04d", watch, number));
      AlertObject raised =
          new AlertObject(
              alert,
              new AlertObject.Machine(
                  sure(alert, 1) ? MachineStatus.CONFIRMED : MachineStatus.PROVISIONAL,
                  AlertProbability.of(detector, alert.confidence()),
                  errorHa(group),
                  alert.areaHa(),
                  run.lastScene(),
                  run.lastScene(),
                  1,
                  Optional.empty()),
              Review.NONE,
              new AlertObject.Evidence(run.id(), run.software()),
              run.at(),
              run.at(),
              0);
      enter(group, raised, HistoryEntry.Kind.CREATED, details(raised));
    }

    void again(Event event) {
      AlertObject oldest = event.known.getFirst();
      List<AlertObject> merged = event.known.subList(1, event.known.size());
      PixelGroup group = event.group();
      Alert alert = alert(event, group, oldest.id());
      AlertObject.Machine before = oldest.machine();
      Review review = inherited(oldest.review(), merged);
      boolean outgrown = review.outgrown(alert.areaHa());
      AlertObject seen =
          seen(oldest, alert, errorHa(group))
              .with(outgrown ? Review.NONE.assignedTo(review.assignee()) : review);
      boolean resized =
          Math.abs(alert.areaHa() - before.recordedAreaHa()) * TWENTIETH > before.recordedAreaHa();
      MachineStatus status = seen.machine().status();
      if (status == before.status()
          && !resized
          && merged.isEmpty()
          && seen.review().equals(oldest.review())) {
        found.add(seen);
        groups.add(group);
        changes.add(new Change(seen, Optional.empty()));
        return;
      }
      ObjectNode details = details(seen);
      if (before.status() == MachineStatus.RETRACTED) {
        details.put("reason", "found again");
      }
      if (outgrown) {
        details.put("review", Review.NONE.status().text());
        details.put("reason", "it has more than doubled since it was rejected");
      }
      merged.forEach(other -> details.withArray("merged").add(other.id()));
      boolean confirmed =
          status == MachineStatus.CONFIRMED && before.status() == MachineStatus.PROVISIONAL;
      enter(
          group,
          recorded(seen),
          confirmed ? HistoryEntry.Kind.CONFIRMED : HistoryEntry.Kind.UPDATED,
          details);
      merged.forEach(other -> merge(other, oldest.id()));
    }

    /** An alert that is known, as this run finds it. */
    private AlertObject seen(AlertObject known, Alert finding, double errorHa) {
      AlertObject.Machine before = known.machine();
      boolean later = run.lastScene().isAfter(before.lastSeen());
      int findings = before.findings() + (later ? 1 : 0);
      boolean confirmed = before.status() == MachineStatus.CONFIRMED || sure(finding, findings);
      return new AlertObject(
          finding,
          new AlertObject.Machine(
              confirmed ? MachineStatus.CONFIRMED : MachineStatus.PROVISIONAL,
              AlertProbability.of(detector, finding.confidence()),
              errorHa,
              before.recordedAreaHa(),
              before.raised(),
              later ? run.lastScene() : before.lastSeen(),
              findings,
              Optional.empty()),
          known.review(),
          later ? new AlertObject.Evidence(run.id(), run.software()) : known.evidence(),
          known.created(),
          known.updated(),
          known.version());
    }

    private AlertObject recorded(AlertObject alert) {
      return new AlertObject(
          alert.finding(),
          alert.machine().recorded(alert.finding().areaHa()),
          alert.review(),
          new AlertObject.Evidence(run.id(), run.software()),
          alert.created(),
          alert.updated(),
          alert.version());
    }

    private void merge(AlertObject part, String oldest) {
      ObjectNode details = node().put("merged_into", oldest).put("run", run.id());
      change(part.with(part.machine().into(oldest)), HistoryEntry.Kind.MERGED, details);
    }

    void missing(AlertObject alert) {
      AlertObject.Machine before = alert.machine();
      if (!before.status().open() || !run.lastScene().isAfter(before.lastSeen())) {
        return;
      }
      ObjectNode details =
          node()
              .put("status", MachineStatus.RETRACTED.text())
              .put("run", run.id())
              .put(
                  "reason",
                  "not found any more over scenes up to "
                      + run.lastScene()
                      + "; last seen over scenes up to "
                      + before.lastSeen());
      change(
          alert.with(before.with(MachineStatus.RETRACTED)), HistoryEntry.Kind.RETRACTED, details);
    }

    private void enter(
        PixelGroup group, AlertObject alert, HistoryEntry.Kind kind, ObjectNode details) {
      found.add(change(alert, kind, details));
      groups.add(group);
    }

    private AlertObject change(AlertObject alert, HistoryEntry.Kind kind, ObjectNode details) {
      AlertObject entered = alert.entered(run.at());
      HistoryEntry entry =
          new HistoryEntry(
              alert.id(), entered.version(), run.at(), kind, HistoryEntry.DETECTOR, details);
      changes.add(new Change(entered, Optional.of(entry)));
      return entered;
    }

    private ObjectNode details(AlertObject alert) {
      return node()
          .put("status", alert.machine().status().text())
          .put("area_ha", Math.rint(alert.finding().areaHa() * 1e4) / 1e4)
          .put("probability", Math.rint(alert.machine().probability() * 1e4) / 1e4)
          .put("first_date", alert.finding().firstDate().toString())
          .put("run", run.id())
          .put("last_scene", run.lastScene().toString());
    }
  }

  private Alert alert(Event event, PixelGroup group, String id) {
    return event.groups.size() == 1 ? event.found.getFirst().withId(id) : builder.apply(group, id);
  }

  private boolean sure(Alert alert, int findings) {
    return alert.run() >= rule.leastRun() + SURE || (alert.run() <= 1 && findings >= 2);
  }

  private double errorHa(PixelGroup group) {
    return AreaUncertainty.halfBorderHa(group.pixels(), grid.width(), grid.pixelAreaHa());
  }

  /** What people said about a younger part goes on when nobody has looked at the oldest. */
  private static Review inherited(Review oldest, List<AlertObject> merged) {
    if (oldest.status() != ReviewStatus.NEW) {
      return oldest;
    }
    return merged.stream()
        .map(AlertObject::review)
        .filter(review -> review.status() != ReviewStatus.NEW)
        .findFirst()
        .orElse(oldest);
  }

  private static ObjectNode node() {
    return JsonNodeFactory.instance.objectNode();
  }
}
