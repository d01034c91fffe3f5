// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.sunqar.app.console.CommandException;
import org.sunqar.app.console.Console;
import org.sunqar.app.console.ExitCode;
import org.sunqar.app.console.OutputOptions;
import org.sunqar.mission.MissionException;
import org.sunqar.mission.constellation.Constellation;
import org.sunqar.mission.orbit.Earth;
import org.sunqar.mission.orbit.Time;
import org.sunqar.mission.plan.schedule.Plan;
import org.sunqar.mission.plan.schedule.Plans;
import org.sunqar.mission.segment.Flight;
import org.sunqar.mission.segment.SegmentEvent;
import org.sunqar.mission.segment.SegmentOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sunqar mission simulate}. */
@Command(
    name = "simulate",
    description = {
      "Let simulated satellites execute the latest plan of the workspace.",
      "",
      "Commands go up, images are taken off by a small angle, clouds come true as often as they are"
          + " forecast, images come down. Orders learn of it: a cloudy image is tried again. Over a"
          + " simulated land (--land) images become scenes, which watches then run over. A span"
          + " that was simulated stays as it is; what is said once holds for later spans.",
      "",
      "Written to mission/ in the workspace: flights/ (what happened), telemetry/ (a line a minute"
          + " for each satellite), scenes/.",
      "",
      "Examples:",
      "  sunqar mission simulate --hours 24",
      "  sunqar mission simulate --hours 24 --fail dala-2@2026-04-14T06:00:00Z",
      "  sunqar mission simulate --land simulated --collection simulated",
      ""
    },
    mixinStandardHelpOptions = true)
final class MissionSimulateCommand implements Callable<Integer> {

  private final Console console;

  @Mixin private ConstellationOptions constellation = new ConstellationOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description =
          "From when on, in UTC (default: where the satellites are; at first, the plan's start).")
  private Optional<String> from = Optional.empty();

  @Option(
      names = "--hours",
      paramLabel = "H",
      description = "How long, above 0 to 8784 (default: ${DEFAULT-VALUE}).")
  private double hours = 24;

  @Option(names = "--seed", paramLabel = "N", description = "Of everything random (default: 1).")
  private Optional<Long> seed = Optional.empty();

  @Option(
      names = "--clouds",
      paramLabel = "FILE",
      description =
          "The cloud forecast that comes true, as for 'opportunity search' (default: a fraction of"
              + " 0.4 everywhere).")
  private Optional<Path> clouds = Optional.empty();

  @Option(
      names = "--failures",
      paramLabel = "SHARE",
      description = "Share of the acquisitions that give no image, 0 to 1 (default: 0.01).")
  private Optional<Double> failures = Optional.empty();

  @Option(
      names = "--fail",
      paramLabel = "ID@TIME",
      description = "A satellite that is lost, and when; may be given more than once.")
  private List<String> outages = List.of();

  @Option(
      names = "--land",
      paramLabel = "DIR",
      description = "What 'sunqar simulate' wrote: scenes are made of the same land.")
  private Optional<Path> land = Optional.empty();

  @Option(
      names = "--collection",
      paramLabel = "ID",
      description = "The collection that these scenes come into.")
  private String collection = "";

  MissionSimulateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    if (!(hours > 0 && hours <= 8784)) {
      throw CommandException.usage("--hours must be above 0 and at most 8784, not " + hours);
    }
    if (land.isPresent() == collection.isEmpty()) {
      throw CommandException.usage("--land and --collection belong together");
    }
    Constellation satellites = constellation.read();
    try (Workspace workspace = constellation.workspace.create();
        SegmentRun run =
            new SegmentRun(
                workspace, satellites, settings(workspace.folder()), Earth.withoutOrientation())) {
      Optional<Time> clock = run.clock();
      Time start = from.map(Time::parse).or(() -> clock).orElseGet(() -> planStart(workspace));
      Time end = start.plus(hours * 3600);
      run.flyTo(start, end);
      List<Flight> flights = run.log().flights();
      FlightTable.of(flights, start, end).print(console, output.decided(console));
      tell(flights, start, end);
    }
    return ExitCode.DONE;
  }

  private static Time planStart(Workspace workspace) {
    return Plans.of(workspace.folder())
        .latest()
        .map(Plan::horizon)
        .orElseThrow(() ->
            new MissionException(
                MissionException.Key.NOT_FOUND,
                "There is no plan in this workspace; 'sunqar plan make' makes one."))
        .start();
  }

  private MissionSettings settings(Path workspace) throws IOException {
    MissionSettings settings = MissionSettings.read(workspace);
    SegmentOptions options = settings.options();
    if (seed.isPresent()) {
      options = options.withSeed(seed.get());
    }
    if (failures.isPresent()) {
      options = options.withFailures(failures.get());
    }
    List<SegmentOptions.Outage> all = new ArrayList<>(options.outages());
    for (String text : outages) {
      SegmentOptions.Outage outage = outage(text);
      if (!all.contains(outage)) {
        all.add(outage);
      }
    }
    settings = settings.with(options.withOutages(all));
    if (clouds.isPresent()) {
      settings = settings.under(clouds.get());
    }
    return land.isPresent() ? settings.over(land.get(), collection) : settings;
  }

  private static SegmentOptions.Outage outage(String text) {
    int at = text.indexOf('@');
    if (at < 1) {
      throw CommandException.usage(
          "--fail takes a satellite and a time, like dala-2@2026-04-14T06:00:00Z, not " + text);
    }
    return new SegmentOptions.Outage(text.substring(0, at), Time.parse(text.substring(at + 1)));
  }

  private void tell(List<Flight> flights, Time from, Time to) {
    Map<SegmentEvent.Kind, Integer> count = new EnumMap<>(SegmentEvent.Kind.class);
    for (Flight flight : flights) {
      for (SegmentEvent event : flight.events()) {
        if (!event.time().isBefore(from) && event.time().isBefore(to)) {
          count.merge(event.kind(), 1, Integer::sum);
        }
      }
    }
    console.tell(
        "mission.summary",
        "from",
        from.text(0),
        "to",
        to.text(0),
        "tasked",
        count.getOrDefault(SegmentEvent.Kind.TASKED, 0),
        "taken",
        count.getOrDefault(SegmentEvent.Kind.TAKEN, 0),
        "received",
        count.getOrDefault(SegmentEvent.Kind.RECEIVED, 0),
        "notTaken",
        count.getOrDefault(SegmentEvent.Kind.NOT_TAKEN, 0),
        "lost",
        count.getOrDefault(SegmentEvent.Kind.LOST, 0));
  }
}
