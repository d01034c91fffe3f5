// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.plan.spot5;

import java.util.function.BooleanSupplier;

/**
 * Plans an instance and proves that no plan is better. Too heavy to be in the program itself;
 * {@link org.sunqar.mission.plan.ExactModule} finds it.
 */
public interface Spot5Exact {

  /**
   * What was found.
   *
   * @param plan the best plan that was found
   * @param bound no plan has a higher profit
   * @param proven that the plan is one of the best
   */
  record Answer(Spot5Plan plan, double bound, boolean proven) {}

  /**
   * @param known a plan to begin with
   * @param seconds of wall time after which the best so far is the answer
   * @param threads at least 1
   * @param stopped when it says true, the best so far is the answer; asked from another thread
   */
  Answer solve(
      Spot5Instance instance,
      Spot5Plan known,
      double seconds,
      int threads,
      BooleanSupplier stopped);
}
