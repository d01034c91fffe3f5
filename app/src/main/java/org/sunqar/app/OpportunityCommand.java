// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.sunqar.app.console.CommandException;
import org.sunqar.app.console.Console;
import org.sunqar.app.console.ExitCode;
import org.sunqar.app.console.OutputOptions;
import org.sunqar.app.console.TextTable;
import org.sunqar.mission.access.Area;
import org.sunqar.mission.access.AreaSearch;
import org.sunqar.mission.access.CloudForecast;
import org.sunqar.mission.access.Limits;
import org.sunqar.mission.access.Opportunity;
import org.sunqar.mission.access.OpportunitySearch;
import org.sunqar.mission.access.Range;
import org.sunqar.mission.access.Target;
import org.sunqar.mission.constellation.Constellation;
import org.sunqar.mission.constellation.Instrument;
import org.sunqar.mission.constellation.Satellite;
import org.sunqar.mission.orbit.Earth;
import org.sunqar.mission.orbit.ElementAge;
import org.sunqar.mission.orbit.GroundPoint;
import org.sunqar.mission.orbit.Horizon;
import org.sunqar.mission.orbit.Time;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sunqar opportunity}. */
@Command(
    name = "opportunity",
    description = {
      "When satellites can take images.",
      "",
      "Example:",
      "  sunqar opportunity search --point 71.4,51.1 --from 2026-04-14 --days 7",
      ""
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class OpportunityCommand {

  private final Console console;

  OpportunityCommand(Console console) {
    this.console = console;
  }

  /** What is to be imaged. */
  static final class Where {

    @Option(
        names = "--point",
        paramLabel = "LON,LAT",
        split = ",",
        arity = "1",
        description = "A point, in degrees east and north.")
    private List<Double> point = List.of();

    @Option(
        names = "--aoi",
        paramLabel = "FILE",
        description = "An area, as GeoJSON; it is cut into strips along each ground track.")
    private Optional<Path> area = Optional.empty();

    /** Whether neither is given. */
    boolean isNowhere() {
      return point.isEmpty() && area.isEmpty();
    }

    /** The point or the area that is asked for. */
    Geometry place() throws IOException {
      requireOne();
      return area.isPresent()
          ? AreaFile.read(area.get())
          : new GeometryFactory().createPoint(new Coordinate(point.get(0), point.get(1)));
    }

    private void requireOne() {
      if (point.isEmpty() == area.isEmpty()) {
        throw CommandException.usage("say where: --point LON,LAT or --aoi FILE, one of them");
      }
      if (area.isEmpty() && point.size() != 2) {
        throw CommandException.usage("--point takes a longitude and a latitude, like 71.4,51.1");
      }
      if (area.isEmpty()) {
        GroundPoint.ofDegrees(point.get(0), point.get(1), 0); // says when it is none of the Earth
      }
    }

    private Finder finder(OpportunitySearch search, Limits limits) throws IOException {
      if (area.isPresent()) {
        Area asked = Area.of(AreaFile.read(area.get()));
        AreaSearch strips = new AreaSearch(search);
        return (satellite, camera) ->
            strips.alongTrack("area", satellite, camera, asked, limits).stream()
                .map(strip -> new Found(strip.opportunity(), Optional.of(strip.imagingSeconds())))
                .toList();
      }
      Target target = new Target("point", GroundPoint.ofDegrees(point.get(0), point.get(1), 0));
      return (satellite, camera) ->
          search.find(satellite, camera, List.of(target), limits).stream()
              .map(each -> new Found(each, Optional.empty()))
              .toList();
    }
  }

  /** Finds when a satellite can take an image with one of its cameras. */
  @FunctionalInterface
  private interface Finder {
    List<Found> find(Satellite satellite, OpportunitySearch.Camera camera);
  }

  /** What an image must be like; angles in degrees. */
  static final class LimitOptions {

    @Option(
        names = "--max-off-nadir",
        paramLabel = "DEGREES",
        defaultValue = "90",
        description = "Largest off-nadir angle (default: what each satellite can).")
    double maxOffNadir;

    @Option(
        names = "--max-incidence",
        paramLabel = "DEGREES",
        defaultValue = "90",
        description = "Largest incidence at the target.")
    double maxIncidence;

    @Option(
        names = "--min-sun",
        paramLabel = "DEGREES",
        defaultValue = "10",
        description = "Least elevation of the Sun (default: ${DEFAULT-VALUE}).")
    double minSun;

    @Option(
        names = "--max-gsd",
        paramLabel = "METRES",
        defaultValue = "Infinity",
        description = "Largest ground sampling distance.")
    double maxGroundSampling;

    @Option(
        names = "--max-cloud",
        paramLabel = "FRACTION",
        defaultValue = "1",
        description = "Largest cloud fraction of the forecast, 0 to 1.")
    double maxCloud;

    Limits limits() {
      return Limits.NONE
          .withOffNadir(Range.degrees(0, maxOffNadir))
          .withIncidence(Range.degrees(0, maxIncidence))
          .withSunElevation(Range.degrees(minSun, 90))
          .withMaxGroundSampling(maxGroundSampling)
          .withMaxCloud(maxCloud);
    }
  }

  @Command(
      name = "search",
      description = {
        "Find when a point or an area can be imaged, by time.",
        "",
        "geojson has the footprints; an area's rows are strips, each with the seconds it takes.",
        "",
        "Examples:",
        "  sunqar opportunity search --point 71.4,51.1 --from 2026-04-14 --days 7 --min-sun 15",
        "  sunqar opportunity search --aoi north.geojson --satellite dala-1 --format geojson",
        ""
      },
      mixinStandardHelpOptions = true)
  int search(
      @Mixin Where where,
      @Option(
              names = "--from",
              paramLabel = "TIME",
              description = "Start in UTC, like 2026-04-14T05:30:00Z (default: now).")
          Optional<String> from,
      @Option(
              names = "--days",
              paramLabel = "DAYS",
              defaultValue = "3",
              description = "How many days (default: ${DEFAULT-VALUE}).")
          double days,
      @Option(
              names = "--satellite",
              paramLabel = "ID",
              description = "Only this satellite; may be given again.")
          List<String> satellites,
      @Option(
              names = "--clouds",
              paramLabel = "FILE",
              description =
                  "A cloud forecast on a grid, as JSON (default: that of 'sunqar forecast set').")
          Optional<Path> clouds,
      @Mixin LimitOptions limits,
      @Mixin ConstellationOptions constellationOptions,
      @Mixin OutputOptions output)
      throws IOException {
    where.requireOne();
    Constellation constellation = constellationOptions.read();
    List<Satellite> chosen =
        satellites == null || satellites.isEmpty()
            ? constellation.satellites()
            : satellites.stream().map(constellation::satellite).toList();
    Time start = from.map(Time::parse).orElseGet(() -> Time.of(Instant.now()));
    Horizon horizon = Horizon.ofDays(start, days);
    CloudForecast forecast =
        ForecastCommand.chosen(
            clouds, constellationOptions.workspace, horizon.start(), horizon.end(), console);
    OpportunitySearch search =
        new OpportunitySearch(
            Earth.withoutOrientation(), horizon, chosen, ElementAge.DEFAULT, forecast);
    search.warnings().forEach(w -> console.tell("opportunity.warning", "text", w));
    Finder finder = where.finder(search, limits.limits());
    List<Found> found = new ArrayList<>();
    for (Satellite satellite : chosen) {
      for (Instrument instrument : satellite.instruments()) {
        found.addAll(finder.find(satellite, OpportunitySearch.Camera.finest(instrument)));
      }
    }
    found.sort(Comparator.comparing(f -> f.opportunity().start()));
    print(found, output.decided(console));
    return ExitCode.DONE;
  }

  private record Found(Opportunity opportunity, Optional<Double> imagingSeconds) {}

  private void print(List<Found> found, OutputOptions.Format format) {
    if (format == OutputOptions.Format.GEOJSON) {
      ObjectNode collection = JsonNodeFactory.instance.objectNode();
      collection.put("type", "FeatureCollection");
      ArrayNode features = collection.putArray("features");
      for (Found each : found) {
        ObjectNode feature = features.addObject();
        feature.put("type", "Feature");
        PlanRows.ring(feature.putObject("geometry"), each.opportunity().footprint());
        fill(feature.putObject("properties"), each);
      }
      console.out().println(collection.toPrettyString());
      return;
    }
    TextTable table =
        new TextTable(
            "target",
            "satellite",
            "instrument",
            "mode",
            "start",
            "end",
            "best",
            "imaging_s",
            "off_nadir",
            "roll",
            "pitch",
            "incidence",
            "azimuth",
            "sun_elevation",
            "sun_azimuth",
            "gsd",
            "cloud");
    for (Found each : found) {
      fill(table.addRow(), each);
    }
    table.print(console, format);
  }

  private static void fill(ObjectNode row, Found found) {
    Opportunity o = found.opportunity();
    Opportunity.Look best = o.best();
    row.put("target", o.target());
    row.put("satellite", o.sensor().satellite());
    row.put("instrument", o.sensor().instrument());
    row.put("mode", o.sensor().mode().name());
    row.put("start", o.start().toString());
    row.put("end", o.end().toString());
    row.put("best", best.time().toString());
    found.imagingSeconds().ifPresent(s -> row.put("imaging_s", Math.rint(s * 1e3) / 1e3));
    row.put("off_nadir", degrees(best.view().offNadir()));
    row.put("roll", degrees(best.view().roll()));
    row.put("pitch", degrees(best.view().pitch()));
    row.put("incidence", degrees(best.view().incidence()));
    row.put("azimuth", degrees(best.view().azimuth()));
    row.put("sun_elevation", degrees(best.view().sunElevation()));
    row.put("sun_azimuth", degrees(best.view().sunAzimuth()));
    row.put("gsd", Math.rint(best.groundSampling() * 1e3) / 1e3);
    best.cloud().ifPresent(c -> row.put("cloud", Math.rint(c * 1e3) / 1e3));
  }

  private static double degrees(double radians) {
    return Math.rint(Math.toDegrees(radians) * 100) / 100;
  }
}
