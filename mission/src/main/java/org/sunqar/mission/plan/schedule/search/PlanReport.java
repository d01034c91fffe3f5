// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.plan.schedule.search;

import java.util.List;
import java.util.Optional;

/**
 * How good a plan is. Values are sums over the planned requests, emergencies aside: the value of
 * the request as a multiple of the mean of its member's, times the probability of clear sky, a
 * little less the farther aside the satellite looks.
 *
 * @param ways in which requests could be taken
 * @param firstSeconds until the first valid plan was there
 * @param greedyValue of that plan, made in one go
 * @param freeValue of the best plan found without fairness to the members
 * @param value of this plan
 * @param members what each gets, in the order of the constellation
 * @param emergencies that are planned
 * @param planned requests that are planned, all of them
 * @param requests that were asked for
 * @param bound what no plan exceeds, where that was asked for
 */
public record PlanReport(
    int ways,
    double firstSeconds,
    double greedyValue,
    double freeValue,
    double value,
    List<MemberPart> members,
    int emergencies,
    int planned,
    int requests,
    Optional<Bound> bound) {

  /**
   * A value that no plan of the same ways exceeds, fair to the members or not, which has the
   * emergencies that this one has.
   *
   * @param value of the best plan that was found without fairness
   * @param bound at least that value
   * @param exact whether the exact solver was asked, or there were too many ways for it
   */
  public record Bound(double value, double bound, boolean exact) {

    /** Share of the bound that is missing, or that there is not. */
    public double gap() {
      return bound > 0 ? Math.max(0, 1 - value / bound) : 0;
    }

    /** True when no plan is better by more than a millionth. */
    public boolean proven() {
      return gap() <= 1e-6;
    }
  }

  /**
   * What a member gets.
   *
   * @param member id
   * @param share of all imaging time that it may have
   * @param seconds of imaging that it gets
   * @param dueSeconds its share of all imaging time, or less when it alone cannot use that much
   * @param satisfaction what it gets of what it is due, 0 to 1
   */
  public record MemberPart(
      String member, double share, double seconds, double dueSeconds, double satisfaction) {}

  public PlanReport {
    members = List.copyOf(members);
  }

  /** Share of the value that fairness costs, 0 or more. */
  public double priceOfFairness() {
    return freeValue > 0 ? Math.max(0, 1 - value / freeValue) : 0;
  }

  /** What the search adds to the plan that is made in one go, as a share of it. */
  public double gain() {
    return greedyValue > 0 ? freeValue / greedyValue - 1 : 0;
  }
}
