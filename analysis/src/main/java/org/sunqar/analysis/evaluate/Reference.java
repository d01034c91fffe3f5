// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.evaluate;

import java.util.List;
import org.sunqar.analysis.simulate.Truth;

/** What is known of the land on the grid of a run. */
public sealed interface Reference {

  /** All changes that there were: elsewhere the land is as it was. */
  record Complete(Truth truth) implements Reference {}

  /**
   * Units of a sample, each with what was found there. For sound estimates they were drawn at
   * random within the alerts and within the rest.
   */
  record Sampled(List<Unit> units) implements Reference {
    public Sampled {
      units = List.copyOf(units);
    }
  }

  /**
   * A unit.
   *
   * @param pixel row * width + column, of its middle
   * @param changed whether it changed in the time that is watched
   */
  record Unit(int pixel, boolean changed) {}
}
