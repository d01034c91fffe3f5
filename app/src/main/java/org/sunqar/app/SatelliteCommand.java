// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.sunqar.app.console.Console;
import org.sunqar.app.console.ExitCode;
import org.sunqar.app.console.OutputOptions;
import org.sunqar.app.console.TextTable;
import org.sunqar.mission.constellation.Constellation;
import org.sunqar.mission.constellation.ConstellationJson;
import org.sunqar.mission.constellation.GroundStation;
import org.sunqar.mission.constellation.Instrument;
import org.sunqar.mission.constellation.Satellite;
import org.sunqar.mission.orbit.Earth;
import org.sunqar.mission.orbit.Orbit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code sunqar satellite}. */
@Command(
    name = "satellite",
    description = {
      "The satellites of the constellation.",
      "",
      "Examples:",
      "  sunqar satellite add demo",
      "  sunqar satellite list --format table",
      ""
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class SatelliteCommand {

  private final Console console;

  SatelliteCommand(Console console) {
    this.console = console;
  }

  @Command(
      name = "list",
      description = {
        "List the satellites: owner, form and epoch of the orbit, instruments.",
        "",
        "Example:",
        "  sunqar satellite list --format table",
        ""
      },
      mixinStandardHelpOptions = true)
  int list(@Mixin ConstellationOptions constellation, @Mixin OutputOptions output) {
    TextTable table =
        new TextTable("id", "name", "owner", "orbit", "epoch", "max_off_nadir", "instruments");
    Earth earth = Earth.withoutOrientation();
    for (Satellite satellite : constellation.read().satellites()) {
      ObjectNode row = table.addRow();
      row.put("id", satellite.id());
      row.put("name", satellite.name());
      row.put("owner", satellite.owner());
      row.put("orbit", satellite.orbit().format().name());
      row.put("epoch", Orbit.read(satellite.orbit(), earth).epoch().text(0));
      row.put(
          "max_off_nadir",
          Math.rint(Math.toDegrees(satellite.platform().agility().maxOffNadir()) * 1e3) / 1e3);
      row.put(
          "instruments",
          satellite.instruments().stream().map(Instrument::id).collect(Collectors.joining(",")));
    }
    table.print(console, output.decided(console));
    return ExitCode.DONE;
  }

  @Command(
      name = "show",
      description = {
        "Print a satellite and the members as JSON, in the form that 'satellite add' reads.",
        "",
        "Example:",
        "  sunqar satellite show dala-1 > dala-1.json",
        ""
      },
      mixinStandardHelpOptions = true)
  int show(
      @Parameters(paramLabel = "ID", description = "The satellite.") String id,
      @Mixin ConstellationOptions constellation) {
    Constellation all = constellation.read();
    console
        .out()
        .print(
            ConstellationJson.write(
                new Constellation(all.members(), List.of(all.satellite(id)), List.of())));
    return ExitCode.DONE;
  }

  @Command(
      name = "add",
      description = {
        "Add the satellites of a file. The first file also gives the members and the stations.",
        "",
        "Examples:",
        "  sunqar satellite add constellation.json",
        "  sunqar satellite add demo --today",
        ""
      },
      mixinStandardHelpOptions = true)
  int add(@Mixin ConstellationOptions.Brought brought, @Mixin ConstellationOptions constellation)
      throws IOException {
    Constellation more = brought.read();
    Earth earth = Earth.withoutOrientation();
    more.satellites().forEach(s -> Orbit.read(s.orbit(), earth));
    Constellation after =
        constellation.change(before -> before.map(old -> joined(old, more)).orElse(more));
    console.tell(
        "satellite.added", "added", more.satellites().size(), "all", after.satellites().size());
    return ExitCode.DONE;
  }

  private static Constellation joined(Constellation old, Constellation more) {
    List<Satellite> satellites = new ArrayList<>(old.satellites());
    satellites.addAll(more.satellites());
    return new Constellation(old.members(), satellites, old.stations());
  }

  /** {@code sunqar station}. */
  @Command(
      name = "station",
      description = {
        "The ground stations of the constellation.",
        "",
        "Example:",
        "  sunqar station list --format table",
        ""
      },
      mixinStandardHelpOptions = true,
      synopsisSubcommandLabel = "COMMAND")
  static final class Stations {

    private final Console console;

    Stations(Console console) {
      this.console = console;
    }

    @Command(
        name = "list",
        description = {
          "List the ground stations: place, lowest elevation of contacts, antennas.",
          "",
          "Example:",
          "  sunqar station list --format table",
          ""
        },
        mixinStandardHelpOptions = true)
    int list(@Mixin ConstellationOptions constellation, @Mixin OutputOptions output) {
      TextTable table =
          new TextTable("id", "name", "owner", "lon", "lat", "altitude", "mask", "antennas");
      for (GroundStation station : constellation.read().stations()) {
        ObjectNode row = table.addRow();
        row.put("id", station.id());
        row.put("name", station.name());
        row.put("owner", station.owner());
        row.put("lon", Math.rint(station.place().longitudeDegrees() * 1e6) / 1e6);
        row.put("lat", Math.rint(station.place().latitudeDegrees() * 1e6) / 1e6);
        row.put("altitude", station.place().altitude());
        row.put("mask", Math.rint(Math.toDegrees(station.mask().lowest()) * 1e3) / 1e3);
        row.put("antennas", station.antennas().size());
      }
      table.print(console, output.decided(console));
      return ExitCode.DONE;
    }

    @Command(
        name = "add",
        description = {
          "Add the ground stations of a file, whose owners are members already.",
          "",
          "Example:",
          "  sunqar station add stations.json",
          ""
        },
        mixinStandardHelpOptions = true)
    int add(@Mixin ConstellationOptions.Brought brought, @Mixin ConstellationOptions constellation)
        throws IOException {
      Constellation more = brought.read();
      Constellation after =
          constellation.change(before -> joined(before.orElseThrow(constellation::missing), more));
      console.tell(
          "station.added", "added", more.stations().size(), "all", after.stations().size());
      return ExitCode.DONE;
    }

    private static Constellation joined(Constellation old, Constellation more) {
      List<GroundStation> stations = new ArrayList<>(old.stations());
      stations.addAll(more.stations());
      return new Constellation(old.members(), old.satellites(), stations);
    }
  }
}
