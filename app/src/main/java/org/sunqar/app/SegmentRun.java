// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import java.io.IOException;
import java.util.Optional;
import org.sunqar.mission.MissionException;
import org.sunqar.mission.constellation.Constellation;
import org.sunqar.mission.orbit.Earth;
import org.sunqar.mission.orbit.Time;
import org.sunqar.mission.order.Orders;
import org.sunqar.mission.plan.schedule.Plan;
import org.sunqar.mission.plan.schedule.Plans;
import org.sunqar.mission.segment.Flight;
import org.sunqar.mission.segment.FlightLog;
import org.sunqar.mission.segment.OrderUpdates;
import org.sunqar.mission.segment.Segment;
import org.sunqar.mission.segment.SegmentOptions;
import org.sunqar.mission.segment.SegmentState;

/**
 * Lets the simulated satellites of a workspace execute its plan, and tells the orders and the
 * catalogue of it. What was simulated stays; a span that is asked for again is not flown again.
 */
final class SegmentRun implements AutoCloseable {

  private final Workspace workspace;
  private final Constellation constellation;
  private final MissionSettings settings;
  private final Optional<AcquiredScenes.Land> land;
  private final FlightLog log;
  private final Segment segment;

  /**
   * Opens it.
   *
   * @throws MissionException CONFLICT when another process simulates the satellites, or when they
   *     were simulated with another seed
   */
  SegmentRun(
      Workspace workspace, Constellation constellation, MissionSettings settings, Earth earth)
      throws IOException {
    this.workspace = workspace;
    this.constellation = constellation;
    this.settings = settings;
    this.land =
        settings.land().isPresent()
            ? Optional.of(
                new AcquiredScenes.Land(
                    LandFile.read(settings.land().get()), settings.collection()))
            : Optional.empty();
    this.segment = new Segment(earth, constellation, settings.options(), settings.forecast());
    this.log = FlightLog.open(workspace.folder());
    Optional<Flight> before = log.last();
    long seed = settings.options().seed();
    if (before.isPresent() && before.get().seed() != seed) {
      log.close();
      throw new MissionException(
          MissionException.Key.CONFLICT,
          "The satellites were simulated with the seed "
              + before.get().seed()
              + " so far, and cannot go on with "
              + seed
              + ".");
    }
    settings.write(workspace.folder());
  }

  /** Where the satellites are; empty before the first span. */
  Optional<Time> clock() throws IOException {
    return log.last().map(Flight::to);
  }

  FlightLog log() {
    return log;
  }

  SegmentOptions options() {
    return settings.options();
  }

  /**
   * Executes the latest plan until an instant, if the satellites are not there yet, and makes good
   * what a process that was killed left undone.
   *
   * @param start where the satellites are before the first span
   */
  void flyTo(Time start, Time to) throws IOException {
    SegmentState state =
        log.last().map(Flight::end).orElseGet(() -> SegmentState.fresh(constellation, start));
    if (to.isAfter(state.clock())) {
      log.add(segment.fly(plan(), state, to));
    }
    updates().apply();
    new AlertOrders(workspace).tell();
  }

  private Plan plan() {
    return Plans.of(workspace.folder())
        .latest()
        .orElseThrow(() ->
            new MissionException(
                MissionException.Key.NOT_FOUND,
                "There is no plan in this workspace; 'sunqar plan make' makes one."));
  }

  private OrderUpdates updates() {
    return new OrderUpdates(
        new Orders(workspace.folder()),
        log,
        settings.options().processing(),
        new AcquiredScenes(workspace, constellation, segment.sky(), land));
  }

  @Override
  public void close() throws IOException {
    log.close();
  }
}
