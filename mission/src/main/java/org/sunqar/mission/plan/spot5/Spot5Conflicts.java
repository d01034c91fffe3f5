// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.plan.spot5;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.sunqar.mission.plan.spot5.Spot5Instance.Restriction;
import org.sunqar.mission.plan.spot5.Spot5Instance.Take;

/**
 * Takes as numbered options, and which of them exclude each other. A forbidden combination with a
 * camera that its photograph does not have never comes up and is left out.
 */
final class Spot5Conflicts {

  private final int[] firstOption;
  private final int[] itemOf;
  private final int[] units;
  private final int capacity;

  /** For each option those that it excludes. */
  private final int[][] pairs;

  /** For each option two others after each other: all three are not allowed together. */
  private final int[][] triples;

  Spot5Conflicts(Spot5Instance instance) {
    int items = instance.photographs().size();
    capacity = instance.capacity().orElse(-1);
    firstOption = new int[items + 1];
    for (int i = 0; i < items; i++) {
      firstOption[i + 1] = firstOption[i] + instance.photographs().get(i).takes().size();
    }
    itemOf = new int[firstOption[items]];
    units = new int[firstOption[items]];
    for (int i = 0; i < items; i++) {
      List<Take> takes = instance.photographs().get(i).takes();
      for (int k = 0; k < takes.size(); k++) {
        itemOf[firstOption[i] + k] = i;
        units[firstOption[i] + k] = takes.get(k).units();
      }
    }
    List<List<Integer>> twos = new ArrayList<>();
    List<List<Integer>> threes = new ArrayList<>();
    for (List<Integer> together : exclusions(instance)) {
      for (int k = 0; k < together.size(); k++) {
        List<Integer> turned = new ArrayList<>(together);
        Collections.swap(turned, 0, k);
        (turned.size() == 2 ? twos : threes).add(turned);
      }
    }
    pairs = byFirst(twos);
    triples = byFirst(threes);
  }

  /** Options that are not allowed together, each combination once. */
  private Set<List<Integer>> exclusions(Spot5Instance instance) {
    Set<List<Integer>> all = new HashSet<>();
    for (Restriction restriction : instance.restrictions()) {
      for (List<Integer> cameras : restriction.forbidden()) {
        List<Integer> together = new ArrayList<>();
        for (int k = 0; k < cameras.size(); k++) {
          int photograph = restriction.photographs().get(k);
          List<Take> takes = instance.photographs().get(photograph).takes();
          for (int t = 0; t < takes.size(); t++) {
            if (takes.get(t).camera() == cameras.get(k)) {
              together.add(firstOption[photograph] + t);
            }
          }
        }
        if (together.size() == cameras.size()) {
          together.sort(null);
          all.add(together);
        }
      }
    }
    return all;
  }

  private int[][] byFirst(List<List<Integer>> combinations) {
    int[] sizes = new int[itemOf.length];
    combinations.forEach(c -> sizes[c.getFirst()] += c.size() - 1);
    int[][] all = new int[itemOf.length][];
    Arrays.setAll(all, option -> new int[sizes[option]]);
    int[] filled = new int[itemOf.length];
    for (List<Integer> c : combinations) {
      int option = c.getFirst();
      for (int other : c.subList(1, c.size())) {
        all[option][filled[option]++] = other;
      }
    }
    return all;
  }

  int options() {
    return itemOf.length;
  }

  int firstOption(int item) {
    return firstOption[item];
  }

  int itemOf(int option) {
    return itemOf[option];
  }

  int units(int option) {
    return units[option];
  }

  /** Units in all, or -1 where they are not bounded. */
  int capacity() {
    return capacity;
  }

  int[] pairs(int option) {
    return pairs[option];
  }

  int[] triples(int option) {
    return triples[option];
  }
}
