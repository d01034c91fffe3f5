// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.plan;

import java.util.List;

/**
 * What an independent checker says of a plan.
 *
 * @param value the worth that the plan has by the rules; 0 when it is not valid
 * @param violations a sentence for each rule that is broken, the first hundred
 */
public record Verdict(double value, List<String> violations) {

  /** Violations that are told. */
  public static final int MOST_TOLD = 100;

  public Verdict {
    violations = List.copyOf(violations.subList(0, Math.min(MOST_TOLD, violations.size())));
    value = violations.isEmpty() ? value : 0;
  }

  public boolean valid() {
    return violations.isEmpty();
  }
}
