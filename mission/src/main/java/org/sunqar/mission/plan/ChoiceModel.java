// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which of many options to take so that their worth is the most, under linear conditions. Options
 * are numbered from 0 on.
 */
public final class ChoiceModel {

  /**
   * Amounts of options that may not sum to more than there is.
   *
   * @param options different ones
   * @param amounts of each, 0 or more
   * @param capacity 0 or more
   */
  public record Limit(List<Integer> options, List<Double> amounts, double capacity) {

    public Limit {
      options = List.copyOf(options);
      amounts = List.copyOf(amounts);
    }
  }

  /**
   * Options of which at most one may be taken.
   *
   * @param must whether one has to be taken
   */
  public record Exclusion(List<Integer> options, boolean must) {

    public Exclusion {
      options = List.copyOf(options);
    }
  }

  private final double[] worth;
  private final List<Exclusion> exclusions = new ArrayList<>();
  private final List<Limit> limits = new ArrayList<>();

  /**
   * @param worth of each option, 0 or more
   */
  public ChoiceModel(double[] worth) {
    this.worth = worth.clone();
  }

  public void add(Exclusion exclusion) {
    exclusions.add(exclusion);
  }

  public void add(Limit limit) {
    limits.add(limit);
  }

  public int options() {
    return worth.length;
  }

  public double worth(int option) {
    return worth[option];
  }

  /** The sum of the worth of some options. */
  public double worth(int[] options) {
    return Arrays.stream(options).mapToDouble(o -> worth[o]).sum();
  }

  public List<Exclusion> exclusions() {
    return List.copyOf(exclusions);
  }

  public List<Limit> limits() {
    return List.copyOf(limits);
  }
}
