// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.plan;

import java.util.OptionalInt;

/** What a search found: the option of each item that is planned. Immutable. */
public final class Selection {

  private final double value;
  private final int[] options;
  private final long iterations;

  Selection(double value, int[] options, long iterations) {
    this.value = value;
    this.options = options.clone();
    this.iterations = iterations;
  }

  /** The worth of all items that are planned. */
  public double value() {
    return value;
  }

  public int items() {
    return options.length;
  }

  /** The option of an item, or nothing when it is not planned. */
  public OptionalInt option(int item) {
    return options[item] < 0 ? OptionalInt.empty() : OptionalInt.of(options[item]);
  }

  /** Of the search that found it. */
  public long iterations() {
    return iterations;
  }
}
