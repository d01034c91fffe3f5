// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.plan;

import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Solves a {@link ChoiceModel} and proves how much there can be. Too heavy to be in the program
 * itself; {@link ExactModule} finds it.
 */
public interface ExactChoice {

  /**
   * What was found.
   *
   * @param options the best choice that was found
   * @param bound no choice is worth more
   */
  record Answer(List<Integer> options, double bound) {

    public Answer {
      options = List.copyOf(options);
    }
  }

  /**
   * @param known a choice that keeps to the model
   * @param seconds of wall time after which the best so far is the answer
   * @param threads at least 1
   * @param stopped when it says true, the best so far is the answer; asked from another thread
   */
  Answer solve(
      ChoiceModel model, List<Integer> known, double seconds, int threads, BooleanSupplier stopped);
}
