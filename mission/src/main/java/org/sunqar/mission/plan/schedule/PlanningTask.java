// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.plan.schedule;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sunqar.mission.MissionException;
import org.sunqar.mission.access.CloudForecast;
import org.sunqar.mission.constellation.Constellation;
import org.sunqar.mission.orbit.Horizon;
import org.sunqar.mission.orbit.Time;
import org.sunqar.mission.order.Request;

/**
 * What a plan is to be made of, and what it is judged by.
 *
 * @param constellation who flies and listens, and the members' shares
 * @param requests all that may be planned, those of the frozen part too
 * @param horizon what is planned
 * @param now commands can be sent from here on
 * @param clouds the forecast
 * @param previous the plan that is in force; empty: none
 * @param failed ids of satellites that take and send nothing any more
 * @param rules of planning
 */
public record PlanningTask(
    Constellation constellation,
    List<Request> requests,
    Horizon horizon,
    Time now,
    CloudForecast clouds,
    Optional<Plan> previous,
    Set<String> failed,
    PlanRules rules) {

  public PlanningTask {
    requests = List.copyOf(requests);
    failed = Set.copyOf(failed);
    failed.forEach(constellation::satellite);
    Set<String> ids = new HashSet<>();
    for (Request request : requests) {
      if (!ids.add(request.id())) {
        throw new MissionException(
            MissionException.Key.SETTING, "There are two requests of the id " + request.id() + ".");
      }
    }
    horizon.notPast(now);
  }

  /** A first plan, by the usual rules, without a forecast. */
  public static PlanningTask of(
      Constellation constellation, List<Request> requests, Horizon horizon, Time now) {
    return new PlanningTask(
        constellation,
        requests,
        horizon,
        now,
        CloudForecast.NONE,
        Optional.empty(),
        Set.of(),
        PlanRules.DEFAULT);
  }

  /** The next version of a plan. */
  public PlanningTask after(Plan plan) {
    return new PlanningTask(
        constellation, requests, horizon, now, clouds, Optional.of(plan), failed, rules);
  }

  public PlanningTask under(CloudForecast forecast) {
    return new PlanningTask(
        constellation, requests, horizon, now, forecast, previous, failed, rules);
  }

  public PlanningTask without(Set<String> satellites) {
    return new PlanningTask(
        constellation, requests, horizon, now, clouds, previous, satellites, rules);
  }

  public PlanningTask by(PlanRules other) {
    return new PlanningTask(constellation, requests, horizon, now, clouds, previous, failed, other);
  }

  public PlanningTask asking(List<Request> others) {
    return new PlanningTask(constellation, others, horizon, now, clouds, previous, failed, rules);
  }

  /**
   * What begins before is as the previous plan has it: until now and the frozen time after it, and
   * at least until where the previous plan is frozen.
   */
  public Time frozenUntil() {
    Time soon = now.plus(rules.frozenSeconds());
    return previous.map(Plan::frozenUntil).filter(f -> f.isAfter(soon)).orElse(soon);
  }
}
