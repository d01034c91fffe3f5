// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.tasking;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.InstantSource;
import java.util.Optional;
import org.sunqar.mission.access.KeptForecast;
import org.sunqar.mission.constellation.Constellation;
import org.sunqar.mission.constellation.ConstellationJson;
import org.sunqar.mission.orbit.Time;
import org.sunqar.mission.order.Orders;
import org.sunqar.mission.plan.schedule.Plan;
import org.sunqar.mission.plan.schedule.Plans;
import org.sunqar.server.http.Problem;

/** The mission of a workspace: its constellation, its orders and its clock. */
final class Mission {

  private record Kept(FileTime modified, long bytes, Constellation constellation) {}

  private final Path file;
  private final Orders orders;
  private final Plans plans;
  private final KeptForecast forecast;
  private final InstantSource clock;
  private Optional<Kept> kept = Optional.empty();

  Mission(Path workspace, InstantSource clock) {
    this.file = workspace.resolve("constellation.json");
    this.orders = new Orders(workspace);
    this.plans = Plans.of(workspace);
    this.forecast = new KeptForecast(workspace);
    this.clock = clock;
  }

  /**
   * The constellation as it is now.
   *
   * @throws Problem 404 when the workspace has none
   */
  Constellation constellation() {
    return find()
        .orElseThrow(() ->
            Problem.notFound("this server has no satellites: there is no constellation.json"));
  }

  /** The constellation as it is now, where the workspace has one. */
  synchronized Optional<Constellation> find() {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      FileTime modified = Files.getLastModifiedTime(file);
      long bytes = Files.size(file);
      if (kept.isEmpty()
          || !kept.get().modified().equals(modified)
          || kept.get().bytes() != bytes) {
        kept = Optional.of(new Kept(modified, bytes, ConstellationJson.read(file)));
      }
      return kept.map(Kept::constellation);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Whether a name is that of a member, or of one that has left its orders behind when it, or the
   * constellation, was taken out.
   */
  boolean isMember(String name) {
    return find().stream().flatMap(c -> c.members().stream()).anyMatch(m -> m.id().equals(name))
        || !orders.list(Orders.Filter.ALL.of(name)).isEmpty();
  }

  Orders orders() {
    return orders;
  }

  Plans plans() {
    return plans;
  }

  /**
   * The plan in force.
   *
   * @throws Problem 404 when there is none yet
   */
  Plan plan() {
    return plans
        .latest()
        .orElseThrow(
            () -> Problem.notFound("there is no plan yet; 'sunqar plan make' makes the first"));
  }

  KeptForecast forecast() {
    return forecast;
  }

  Time now() {
    return Time.of(clock.instant());
  }
}
