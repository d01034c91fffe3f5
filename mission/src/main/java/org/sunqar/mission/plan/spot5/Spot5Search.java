// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.plan.spot5;

import org.sunqar.mission.plan.Searches;
import org.sunqar.mission.plan.Selection;

/** Plans an instance by search: good at any time, without a proof. */
public final class Spot5Search {

  private final Spot5Instance instance;

  public Spot5Search(Spot5Instance instance) {
    this.instance = instance;
  }

  public Spot5Plan best(Searches searches) {
    Spot5Conflicts conflicts = new Spot5Conflicts(instance);
    Selection selection = searches.best(() -> new Spot5Draft(conflicts, instance));
    return Spot5Plan.of(instance, new Spot5Draft(conflicts, instance), selection);
  }
}
