// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.plan.schedule.search;

import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * A bound by prices, for any size: time, memory, energy and warmth of each satellite have prices;
 * every item takes the way that is worth most beyond its price, or none; then no plan is worth more
 * than what all items win and all prices bring (Lagrangian relaxation; it holds for any prices).
 * The prices follow a subgradient with the steps of Polyak.
 */
final class PriceBound {

  /** How much more is made of the prices of stretches than of those of slots. */
  private static final double SCALE = 10;

  /** Steps without a better bound until they get shorter. */
  private static final int PATIENCE = 12;

  private static final double SHORTER = 0.7;
  private static final double SHORTEST = 1e-4;

  private final Relaxation relaxation;
  private final Ways ways;
  private final List<Relaxation.Stretch> stretches;

  /** Price of a second that a satellite is busy. */
  private final double[][] busy;

  /** Price of all that may be used in a stretch. */
  private final double[] store;

  private final double[][] busySum;
  private final double[][] bitSum;
  private final double[][] secondSum;
  private final int[] chosen;

  PriceBound(Relaxation relaxation) {
    this.relaxation = relaxation;
    ways = relaxation.problem().ways();
    stretches = relaxation.stretches();
    int satellites = relaxation.problem().fleet().flights().size();
    busy = new double[satellites][relaxation.slots()];
    store = new double[stretches.size()];
    busySum = new double[satellites][relaxation.slots() + 1];
    bitSum = new double[satellites][relaxation.slots() + 1];
    secondSum = new double[satellites][relaxation.slots() + 1];
    chosen = new int[ways.items()];
  }

  /**
   * The least bound that is found.
   *
   * @param known value of a plan: the search ends when the bound comes down to it
   * @param over asked between steps
   */
  double find(double known, BooleanSupplier over) {
    double best = Double.POSITIVE_INFINITY;
    double step = 1;
    int patience = PATIENCE;
    while (step > SHORTEST) {
      double bound = bound();
      if (bound < best * (1 - 1e-6)) {
        patience = PATIENCE;
      } else if (--patience == 0) {
        step *= SHORTER;
        patience = PATIENCE;
      }
      best = Math.min(best, bound);
      if (best <= known * (1 + 1e-6) || over.getAsBoolean()) {
        break;
      }
      follow(step * (bound - known));
    }
    return best + 1e-9 * Math.abs(best);
  }

  /** The bound by the prices as they are; notes what the items take. */
  private double bound() {
    double sum = 0;
    for (double[] prices : busy) {
      sum += Relaxation.STEP * Arrays.stream(prices).sum();
    }
    sum += Arrays.stream(store).sum();
    add();
    for (int item = 0; item < chosen.length; item++) {
      double most = relaxation.isIn(item) ? Double.NEGATIVE_INFINITY : 0;
      chosen[item] = -1;
      for (int way = ways.first(item); way < ways.first(item + 1); way++) {
        double left = relaxation.worth(way);
        if (left <= most) {
          break; // the others are worth no more
        }
        left -= price(way);
        if (left > most) {
          most = left;
          chosen[item] = way;
        }
      }
      sum += chosen[item] >= 0 ? most : 0;
    }
    return sum;
  }

  /** Adds the prices up over time. */
  private void add() {
    double[][] bits = new double[busy.length][];
    double[][] seconds = new double[busy.length][];
    for (int s = 0; s < busy.length; s++) {
      bits[s] = new double[relaxation.slots() + 1];
      seconds[s] = new double[relaxation.slots() + 1];
    }
    for (int k = 0; k < store.length; k++) {
      Relaxation.Stretch each = stretches.get(k);
      boolean memory = each.store() == Relaxation.Store.MEMORY;
      double power =
          each.store() == Relaxation.Store.ENERGY ? relaxation.imagingPower(each.satellite()) : 1;
      double price = store[k] / each.capacity() * power;
      double[] edges = (memory ? bits : seconds)[each.satellite()];
      edges[each.from()] += price;
      edges[each.to()] -= price;
    }
    for (int s = 0; s < busy.length; s++) {
      double bit = 0;
      double second = 0;
      for (int k = 0; k < relaxation.slots(); k++) {
        bit += bits[s][k];
        second += seconds[s][k];
        busySum[s][k + 1] = busySum[s][k] + Relaxation.STEP * busy[s][k];
        bitSum[s][k + 1] = bitSum[s][k] + Relaxation.STEP * bit;
        secondSum[s][k + 1] = secondSum[s][k] + Relaxation.STEP * second;
      }
    }
  }

  private double price(int way) {
    int satellite = relaxation.problem().satellite(way);
    double rate = relaxation.rate(Relaxation.Store.MEMORY, way);
    double price = 0;
    for (int look = ways.firstLook(way); look < ways.firstLook(way + 1); look++) {
      double from = relaxation.slot(ways.start(look));
      double to = relaxation.slot(ways.end(look));
      double free = relaxation.slot(relaxation.until(look));
      price +=
          at(busySum[satellite], free)
              - at(busySum[satellite], from)
              + rate * (at(bitSum[satellite], to) - at(bitSum[satellite], from))
              + at(secondSum[satellite], to)
              - at(secondSum[satellite], from);
    }
    return price;
  }

  private static double at(double[] sums, double slot) {
    int k = Math.min((int) slot, sums.length - 2);
    return sums[k] + (slot - k) * (sums[k + 1] - sums[k]);
  }

  /** Raises the price of what is taken more often than it is there, and lowers the others. */
  private void follow(double length) {
    double[][] free = new double[busy.length][relaxation.slots()];
    for (double[] each : free) {
      Arrays.fill(each, Relaxation.STEP);
    }
    double[] left = new double[store.length];
    Arrays.fill(left, 1);
    double[][] bits = new double[busy.length][relaxation.slots()];
    double[][] seconds = new double[busy.length][relaxation.slots()];
    for (int way : chosen) {
      if (way < 0) {
        continue;
      }
      int satellite = relaxation.problem().satellite(way);
      double rate = relaxation.rate(Relaxation.Store.MEMORY, way);
      for (int look = ways.firstLook(way); look < ways.firstLook(way + 1); look++) {
        double from = relaxation.slot(ways.start(look));
        double to = relaxation.slot(ways.end(look));
        spread(free[satellite], from, relaxation.slot(relaxation.until(look)), -1);
        spread(bits[satellite], from, to, rate);
        spread(seconds[satellite], from, to, 1);
      }
    }
    for (int s = 0; s < busy.length; s++) {
      Arrays.parallelPrefix(bits[s], Double::sum);
      Arrays.parallelPrefix(seconds[s], Double::sum);
    }
    for (int k = 0; k < store.length; k++) {
      Relaxation.Stretch each = stretches.get(k);
      boolean memory = each.store() == Relaxation.Store.MEMORY;
      double[] sums = (memory ? bits : seconds)[each.satellite()];
      double used = sums[each.to() - 1] - (each.from() == 0 ? 0 : sums[each.from() - 1]);
      double power =
          each.store() == Relaxation.Store.ENERGY ? relaxation.imagingPower(each.satellite()) : 1;
      left[k] -= used * power / each.capacity();
    }
    move(free, left, length);
  }

  private static void spread(double[] slots, double from, double to, double rate) {
    for (int k = (int) from; k < to && k < slots.length; k++) {
      slots[k] += rate * Relaxation.STEP * (Math.min(k + 1, to) - Math.max(k, from));
    }
  }

  private void move(double[][] free, double[] left, double length) {
    double norm = 0;
    for (int s = 0; s < busy.length; s++) {
      for (int k = 0; k < free[s].length; k++) {
        if (busy[s][k] > 0 || free[s][k] < 0) {
          norm += free[s][k] * free[s][k];
        }
      }
    }
    for (int k = 0; k < store.length; k++) {
      if (store[k] > 0 || left[k] < 0) {
        norm += SCALE * SCALE * left[k] * left[k];
      }
    }
    if (norm == 0) {
      return;
    }
    double step = length / norm;
    for (int s = 0; s < busy.length; s++) {
      for (int k = 0; k < free[s].length; k++) {
        busy[s][k] = Math.max(0, busy[s][k] - step * free[s][k]);
      }
    }
    for (int k = 0; k < store.length; k++) {
      store[k] = Math.max(0, store[k] - step * SCALE * SCALE * left[k]);
    }
  }
}
