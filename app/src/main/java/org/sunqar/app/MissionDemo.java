// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.sunqar.analysis.simulate.Simulation;
import org.sunqar.analysis.simulate.Truth;
import org.sunqar.analysis.tracking.AlertObject;
import org.sunqar.analysis.tracking.MachineStatus;
import org.sunqar.analysis.watch.DetectorSettings;
import org.sunqar.analysis.watch.Watch;
import org.sunqar.app.console.Console;
import org.sunqar.app.console.OutputOptions;
import org.sunqar.app.console.TextTable;
import org.sunqar.app.report.MissionStory;
import org.sunqar.mission.MissionException;
import org.sunqar.mission.WholeFile;
import org.sunqar.mission.access.Limits;
import org.sunqar.mission.access.Range;
import org.sunqar.mission.constellation.Constellation;
import org.sunqar.mission.constellation.ConstellationJson;
import org.sunqar.mission.constellation.DemoConstellation;
import org.sunqar.mission.cue.CueRule;
import org.sunqar.mission.cue.CueRules;
import org.sunqar.mission.cue.Cueing;
import org.sunqar.mission.orbit.Earth;
import org.sunqar.mission.orbit.Horizon;
import org.sunqar.mission.orbit.Time;
import org.sunqar.mission.order.Feasibility;
import org.sunqar.mission.order.Order;
import org.sunqar.mission.order.Orders;
import org.sunqar.mission.order.Priority;
import org.sunqar.mission.order.TrackedOrder;
import org.sunqar.mission.plan.SearchEffort;
import org.sunqar.mission.plan.Verdict;
import org.sunqar.mission.plan.schedule.Acquisition;
import org.sunqar.mission.plan.schedule.Plan;
import org.sunqar.mission.plan.schedule.PlanDiff;
import org.sunqar.mission.plan.schedule.PlanningTask;
import org.sunqar.mission.plan.schedule.Plans;
import org.sunqar.mission.plan.schedule.check.PlanChecker;
import org.sunqar.mission.plan.schedule.search.Planner;
import org.sunqar.mission.segment.FlightLog;
import org.sunqar.mission.segment.Image;
import org.sunqar.mission.segment.SegmentOptions;

/**
 * The loop from an alert to its confirmation, on shipped data. Everything follows from the seed;
 * nothing that is told is written down beforehand.
 */
final class MissionDemo {

  /** The simulated land's last scene of the regular series, the day before the orders. */
  private static final LocalDate LAST_SCENE = LocalDate.of(2026, 4, 13);

  private static final Time START = Time.parse("2026-04-14T00:00:00Z");
  private static final int DAYS = 4;
  private static final double STEP = 8 * 3600;
  private static final String WATCH = "olinda";
  private static final String MEMBER = "congo";
  private static final double HOUR = 3600;

  /** Land around an alert that its image shows (m). */
  private static final double AROUND = 3000;

  /** Places that members ask for besides: longitude, latitude. */
  private static final Map<String, double[][]> ROUTINE =
      Map.of(
          "kazakhstan", new double[][] {{71.4, 51.1}, {76.9, 43.2}, {59.6, 46.8}, {51.9, 47.1}},
          "mongolia", new double[][] {{106.9, 47.9}, {100.1, 49.6}, {91.6, 48.0}},
          "congo", new double[][] {{15.3, -4.3}, {27.5, -11.7}});

  private final Workspace workspace;
  private final WatchRuns runs;
  private final Console console;
  private final long seed;
  private final Earth earth = Earth.withoutOrientation();
  private final Constellation constellation = DemoConstellation.read();
  private final Orders orders;
  private final List<MissionStory.PlanTale> plans = new ArrayList<>();
  private final Map<String, Settled> settled = new HashMap<>();
  private final Set<String> ordered = new HashSet<>();

  /** When the watch first said what it says of an alert. */
  private record Settled(MachineStatus status, Time time) {}

  MissionDemo(Workspace workspace, WatchRuns runs, Console console, long seed) {
    this.workspace = workspace;
    this.runs = runs;
    this.console = console;
    this.seed = seed;
    this.orders = new Orders(workspace.folder());
  }

  /** Plays it, and tells it on the way. */
  MissionStory tell(Path shipped) throws IOException {
    Simulation land = new DemoLand(workspace, WATCH, LAST_SCENE, seed).simulate(shipped);
    say(
        console.text(
            "story.series",
            "scenes",
            land.dates().stream().filter(d -> !d.isAfter(LAST_SCENE)).count(),
            "day",
            LAST_SCENE,
            "changes",
            land.events().size(),
            "clouds",
            land.unseen().size()));
    Watch watch = watch(land);
    List<AlertObject> alerts = open(watch);
    say(console.text("story.alerts", "n", alerts.size()));
    WholeFile.write(
        workspace.folder().resolve("constellation.json"), ConstellationJson.write(constellation));
    order();
    MissionSettings settings =
        MissionSettings.DEFAULT
            .with(SegmentOptions.defaults().withSeed(seed))
            .under(forecast())
            .over(workspace.folder().resolve("simulated"), WATCH);
    settings.write(workspace.folder());
    plan(START, settings, Set.of(), console.text("story.why.orders"));
    settings = settings.with(settings.options().withOutages(List.of(outage())));
    fly(settings, watch);
    return new MissionStories(workspace, constellation, orders, START, START.plus(DAYS * 86_400.0))
        .story(tales(alerts, land), plans, land.base().grid().lonLatBounds());
  }

  private void say(String text) {
    console.out().println(text);
    console.out().flush();
  }

  // ---- the land and its watch

  private Watch watch(Simulation land) throws IOException {
    DetectorSettings detector = DetectorSettings.usual();
    Watch watch =
        new Watch(
            WATCH,
            WATCH,
            "ndvi",
            Optional.empty(),
            land.options().monitorFrom(),
            detector,
            detector.usualRule());
    workspace.watches().create(watch);
    run(watch);
    return watch;
  }

  private void run(Watch watch) throws IOException {
    runs.run(watch, (_, _) -> {});
  }

  private List<AlertObject> open(Watch watch) {
    return workspace.alerts().known(watch.name()).alerts().stream()
        .filter(a -> a.machine().status() == MachineStatus.PROVISIONAL)
        .sorted(Comparator.comparing(AlertObject::id))
        .toList();
  }

  // ---- orders, forecast, plan

  /** A rule turns the alerts into orders; members ask for other places besides. */
  private void order() {
    new CueRules(workspace.folder())
        .add(
            new CueRule(
                "confirm",
                new CueRule.When(
                    Optional.of(WATCH), Set.of(MachineStatus.PROVISIONAL.text()), 0, 0),
                new CueRule.What(MEMBER, Priority.PRIORITY, 10, image(), DAYS, AROUND),
                100));
    for (Cueing.Outcome outcome : Cues.run(workspace, START)) {
      outcome.order().ifPresent(_ -> ordered.add(outcome.alert()));
    }
    List<Orders.Draft> drafts = new ArrayList<>();
    new TreeMap<>(ROUTINE)
        .forEach((member, places) -> {
          for (double[] place : places) {
            drafts.add(routine(member, place[0], place[1]));
          }
        });
    orders.create(new Feasibility(constellation, earth), drafts, START);
    say(console.text("story.orders", "alerts", ordered.size(), "others", drafts.size()));
  }

  private static Order.Image image() {
    Limits limits = Limits.NONE.withSunElevation(Range.degrees(10, 90));
    return new Order.Image(limits, Optional.empty(), 1, 0.2, 5);
  }

  private static Orders.Draft routine(String member, double east, double north) {
    Order order =
        new Order(
            "",
            member,
            "Routine",
            Priority.ROUTINE,
            1,
            new GeometryFactory().createPoint(new Coordinate(east, north)),
            START,
            START.plus(DAYS * 86_400.0),
            image(),
            Optional.empty(),
            "");
    return new Orders.Draft(order, "");
  }

  /** A made forecast over the watched land: a smooth course of 6-hourly values. */
  private Path forecast() throws IOException {
    ObjectNode json =
        new ObjectMapper()
            .createObjectNode()
            .put("west", -37)
            .put("south", -10)
            .put("step", 2)
            .put("columns", 3)
            .put("rows", 3)
            .put("start", START.text(0))
            .put("hours", 6);
    ArrayNode times = json.putArray("fraction");
    Random random = new Random(seed + 17);
    for (int k = 0; k <= DAYS * 4 + 1; k++) {
      double fraction = 0.1 + 0.55 * random.nextDouble();
      ArrayNode values = times.addArray();
      for (int i = 0; i < 9; i++) {
        values.add(Math.rint((fraction + 0.02 * i) * 1000) / 1000);
      }
    }
    Path file = workspace.folder().resolve("mission").resolve("forecast.json");
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, json.toString() + "\n");
    return file;
  }

  private void plan(Time now, MissionSettings settings, Set<String> failed, String why) {
    Horizon horizon = Horizon.between(now, START.plus(DAYS * 86_400.0));
    try (Plans.Making making = Plans.of(workspace.folder()).begin()) {
      PlanningTask task =
          PlanningTask.of(constellation, orders.requests(now, horizon.end()), horizon, now)
              .under(settings.forecast())
              .without(failed);
      if (making.previous().isPresent()) {
        task = task.after(making.previous().get());
      }
      Plan plan =
          new Planner(task, earth, () -> false, _ -> {})
              .plan(SearchEffort.ofIterations(4000).withSeed(seed))
              .plan();
      Verdict verdict = PlanChecker.check(task, earth, plan);
      making.publish(plan, verdict);
      orders.planned(plan.acquisitions().stream().map(Acquisition::request).toList(), now);
      int changed = making.previous().map(p -> PlanDiff.of(p, plan).changed()).orElse(0);
      plans.add(
          new MissionStory.PlanTale(
              plan.version(), now.instant(), plan.acquisitions().size(), changed, why));
      say(
          console.text(
              "story.plan",
              "version",
              plan.version(),
              "time",
              now.text(0),
              "acquisitions",
              plan.acquisitions().size(),
              "downlinks",
              plan.downlinks().size(),
              "changed",
              changed,
              "verdict",
              console.text(verdict.valid() ? "story.plan.valid" : "story.plan.invalid"),
              "why",
              why));
    }
  }

  /** The satellite with the most images of alerts still to take fails before its last of them. */
  private SegmentOptions.Outage outage() {
    Plan plan = Plans.of(workspace.folder()).latest().orElseThrow();
    Map<String, List<Acquisition>> bySatellite = new LinkedHashMap<>();
    for (Acquisition each : plan.acquisitions()) {
      boolean forAlert =
          !orders.order(orders.request(each.request()).order()).order().origin().isEmpty();
      if (forAlert) {
        bySatellite.computeIfAbsent(each.satellite(), _ -> new ArrayList<>()).add(each);
      }
    }
    List<Acquisition> most =
        bySatellite.values().stream()
            .max(Comparator.comparingInt(List::size))
            .orElseThrow(() ->
                new MissionException(
                    MissionException.Key.NOT_FOUND,
                    "No alert's image is in the plan; try another seed."));
    Acquisition last = most.getLast();
    return new SegmentOptions.Outage(last.satellite(), last.start().plus(-600));
  }

  // ---- the flight

  private void fly(MissionSettings settings, Watch watch) throws IOException {
    Time end = START.plus(DAYS * 86_400.0);
    Set<String> items = items();
    Set<String> out = Set.of();
    long tried = 0;
    try (SegmentRun run = new SegmentRun(workspace, constellation, settings, earth)) {
      for (Time now = START.plus(STEP); !now.isAfter(end); now = now.plus(STEP)) {
        run.flyTo(START, now);
        Set<String> fresh = new HashSet<>(items());
        fresh.removeAll(items);
        if (!fresh.isEmpty()) {
          items = items();
          run(watch);
          settle(watch, lastProduct(run, now), fresh.size());
        }
        Set<String> failed = Set.copyOf(run.log().last().orElseThrow().end().out());
        List<String> reasons = new ArrayList<>();
        for (String satellite : failed) {
          if (!out.contains(satellite)) {
            reasons.add(
                console.text(
                    "story.failed", "satellite", constellation.satellite(satellite).name()));
          }
        }
        out = failed;
        long triedNow = tried(now, end);
        if (triedNow > tried) {
          reasons.add(console.text("story.why.again"));
        }
        tried = triedNow;
        if (!reasons.isEmpty() && now.plus(STEP).isBefore(end)) {
          plan(now, settings, failed, String.join(console.text("story.why.comma") + " ", reasons));
        }
      }
    }
  }

  /** Images that were made in vain for what is still to be taken. */
  private long tried(Time now, Time end) {
    return orders.requests(now, end).stream()
        .mapToLong(r -> orders.order(r.order()).attempts().size())
        .sum();
  }

  /** When the latest of the products until now was there. */
  private static Time lastProduct(SegmentRun run, Time now) throws IOException {
    double processing = run.options().processing();
    return run.log().flights().stream()
        .flatMap(f -> f.received().stream())
        .map(r -> r.time().plus(processing))
        .filter(t -> t.isBefore(now))
        .max(Comparator.naturalOrder())
        .orElse(now);
  }

  private Set<String> items() {
    Set<String> ids = new HashSet<>();
    workspace.scenesOf(WATCH).forEach(item -> ids.add(item.id()));
    return ids;
  }

  private void settle(Watch watch, Time now, int scenes) {
    int confirmed = 0;
    int retracted = 0;
    for (AlertObject alert : workspace.alerts().known(watch.name()).alerts()) {
      if (!ordered.contains(alert.id())) {
        continue;
      }
      MachineStatus status = alert.machine().status();
      Settled before = settled.get(alert.id());
      if (before == null || before.status() != status) {
        settled.put(alert.id(), new Settled(status, now));
        confirmed += status == MachineStatus.CONFIRMED ? 1 : 0;
        retracted += status == MachineStatus.RETRACTED ? 1 : 0;
      }
    }
    say(
        console.text(
            "story.watch",
            "time",
            now.text(0),
            "scenes",
            scenes,
            "confirmed",
            confirmed,
            "retracted",
            retracted));
  }

  // ---- the tale

  private List<MissionStory.AlertTale> tales(List<AlertObject> alerts, Simulation land)
      throws IOException {
    TextTable table =
        new TextTable(
            "alert",
            "ha",
            "truth",
            "order",
            "images",
            "satellite",
            "taken",
            "cloud",
            "outcome",
            "hours");
    Truth truth = land.truth();
    List<Product> products = products();
    List<MissionStory.AlertTale> tales = new ArrayList<>();
    for (AlertObject alert : alerts) {
      if (!ordered.contains(alert.id())) {
        continue;
      }
      MissionStory.AlertTale tale = tale(alert, truth, products);
      tales.add(tale);
      table
          .addRow()
          .put("alert", tale.id())
          .put("ha", Math.rint(tale.hectares() * 10) / 10)
          .put("truth", tale.planted().isEmpty() ? "no change" : tale.planted())
          .put("order", tale.order())
          .put("images", tale.tries())
          .put("satellite", tale.satellite())
          .put("taken", tale.taken().map(t -> Time.of(t).text(0)).orElse(""))
          .put("cloud", tale.cloud().map(c -> Math.round(c * 100) + " %").orElse(""))
          .put("outcome", tale.outcome())
          .put("hours", tale.hours().map(h -> String.valueOf(Math.round(h))).orElse(""));
    }
    console.out().println();
    table.print(console, OutputOptions.Format.TABLE);
    return tales;
  }

  private MissionStory.AlertTale tale(AlertObject alert, Truth truth, List<Product> products) {
    TrackedOrder order =
        orders
            .list(
                new Orders.Filter(
                    Optional.empty(),
                    Set.of(),
                    Optional.empty(),
                    Optional.of(Cueing.origin(alert.id()))))
            .getFirst();
    MachineStatus status = workspace.alerts().alert(alert.id()).machine().status();
    Settled when = settled.get(alert.id());
    Optional<Image> image = latest(alert, when, products);
    int pixel = alert.finding().peakRow() * truth.width() + alert.finding().peakCol();
    int type = truth.eventType()[pixel];
    return new MissionStory.AlertTale(
        alert.id(),
        alert.finding().longitude(),
        alert.finding().latitude(),
        alert.finding().areaHa(),
        org.sunqar.analysis.simulate.EventType.ofCode(type)
            .map(t -> t.name().toLowerCase(Locale.ROOT).replace('_', ' '))
            .orElse(""),
        order.id(),
        order.attempts().size(),
        image.map(i -> constellation.satellite(i.satellite()).name()).orElse(""),
        image.map(i -> i.time().instant()),
        image.map(Image::cloud),
        status == MachineStatus.PROVISIONAL ? "open" : status.name().toLowerCase(Locale.ROOT),
        status == MachineStatus.PROVISIONAL || when == null
            ? Optional.empty()
            : Optional.of(when.time().since(START) / HOUR));
  }

  /** An image that came down, and when it was a product. */
  private record Product(Image image, Time time) {}

  private List<Product> products() throws IOException {
    double processing = MissionSettings.read(workspace.folder()).options().processing();
    return FlightLog.of(workspace.folder()).stream()
        .flatMap(f -> f.received().stream())
        .map(r -> new Product(r.image(), r.time().plus(processing)))
        .toList();
  }

  /** The latest image of an alert's place when the watch made up its mind. */
  private static Optional<Image> latest(
      AlertObject alert, @Nullable Settled when, List<Product> products) {
    if (when == null) {
      return Optional.empty();
    }
    GeometryFactory factory = new GeometryFactory();
    var place =
        factory.createPoint(
            new Coordinate(alert.finding().longitude(), alert.finding().latitude()));
    return products.stream()
        .filter(r -> !r.time().isAfter(when.time()))
        .map(Product::image)
        .filter(i -> outline(i, factory).contains(place))
        .max(Comparator.comparing(Image::time));
  }

  private static Geometry outline(Image image, GeometryFactory factory) {
    return factory
        .createMultiPointFromCoords(
            image.footprint().stream()
                .map(p -> new Coordinate(p.longitudeDegrees(), p.latitudeDegrees()))
                .toArray(Coordinate[]::new))
        .convexHull();
  }
}
