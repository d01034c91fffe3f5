// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.sunqar.app.console.CommandException;
import org.sunqar.app.console.Console;
import org.sunqar.mission.constellation.Constellation;
import org.sunqar.mission.orbit.Time;
import org.sunqar.mission.segment.Failure;
import org.sunqar.mission.segment.FlightLog;
import picocli.CommandLine.Option;

/** Which satellites a plan does without: those that failed in flight, and those that are named. */
final class FailedOptions {

  @Option(
      names = "--failed",
      paramLabel = "ID",
      description =
          "A satellite that does nothing any more, beside those that failed in flight; may be given"
              + " again.")
  private List<String> failed = List.of();

  @Option(
      names = "--revived",
      paramLabel = "ID",
      description = "A satellite that failed in flight and works again; may be given again.")
  private List<String> revived = List.of();

  /**
   * Their ids. What the flights tell is said in a line.
   *
   * @param version of the plan, which knows of failures under earlier ones
   * @param now what fails later is not known yet
   */
  Set<String> ids(
      WorkspaceOptions workspace, Constellation satellites, int version, Time now, Console console)
      throws IOException {
    failed.forEach(satellites::satellite);
    revived.forEach(satellites::satellite);
    Set<String> all = new TreeSet<>(failed);
    if (revived.stream().anyMatch(all::contains)) {
      throw CommandException.usage("a satellite is named with --failed and with --revived");
    }
    List<String> told = new ArrayList<>();
    String until = "";
    for (Failure each : FlightLog.failures(workspace.folder)) {
      if (each.plan() < version
          && !each.since().isAfter(now)
          && !revived.contains(each.satellite())
          && satellites.satellites().stream().anyMatch(s -> s.id().equals(each.satellite()))
          && all.add(each.satellite())) {
        told.add(
            console.text(
                "plan.failedAt", "satellite", each.satellite(), "time", each.since().text(0)));
        until = each.told().text(0);
      }
    }
    if (!told.isEmpty()) {
      console.tell("plan.without", "satellites", String.join(", ", told), "time", until);
    }
    return all;
  }
}
