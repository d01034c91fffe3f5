// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.kernel;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.sunqar.analysis.kernel.BreakBlock.Outcome;
import org.sunqar.analysis.kernel.HarmonicTables.Entry;

/**
 * {@link ScalarBfastMonitor} with one pixel per vector lane: the same operations in the same order.
 * Accumulators are held in registers by groups ({@link HarmonicTables#MOMENT_GROUP}), which the JIT
 * does not do by itself.
 *
 * <p>The moving sum reaches back by valid observations, not by dates. Two pointers would differ
 * from lane to lane, so a table holds, for each date and lane, the next date with an observation;
 * the oldest residual of each lane's window is gathered through it.
 *
 * <p>Methods with a loop leave their results in {@link Lane#slots} and return no vector: a vector
 * that leaves a method which is not inlined is boxed, and its accumulator then lives in memory for
 * the whole loop (measured: 0.18 instead of 0.038 microseconds a pixel for the right-hand side).
 * The same befalls a vector that is the running sum of a loop of a few turns, and a mask carried by
 * a loop: the solver therefore works column by column in memory.
 *
 * <p>Idea graveyard: compacting the valid residuals of each lane (scatter) touches every date
 * instead of the monitoring dates only; 36 sums of pairs of columns instead of 21 moments cost 1.4
 * times the fit.
 */
public final class VectorBfastMonitor implements BfastMonitorKernel {

  private static final VectorSpecies<Float> F = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> I = IntVector.SPECIES_PREFERRED;
  private static final int W = F.length();
  private static final int PIXELS = BreakBlock.PIXELS;
  private static final int GROUP = HarmonicTables.MOMENT_GROUP;

  // what the lane's slots hold, one vector each
  private static final int MONITORED = 0;
  private static final int SQUARES = 1;
  private static final int WELL_POSED = 2;
  private static final int RSS = 3;
  private static final int SIGMA = 4;
  private static final int DECIDED = 5;
  private static final int WINDOW_SUM = 6;
  private static final int CENTRE = 7;
  private static final int SCATTER = 8;

  static {
    if (PIXELS % W != 0 || I.length() != W) {
      throw new IllegalStateException("vectors of " + W + " lanes do not divide " + PIXELS);
    }
  }

  private final HarmonicTables tables;
  private final Entry[] entries;
  private final SortingNetwork network;
  private final float h;
  private final float critical;

  public VectorBfastMonitor(HarmonicTables tables, double h, double criticalValue) {
    this.tables = tables;
    this.entries = tables.normalEntries();
    this.network = new SortingNetwork(tables.dates() - tables.historyDates());
    this.h = (float) h;
    this.critical = (float) criticalValue;
  }

  @Override
  public Lane newLane() {
    return new Lane(tables, W);
  }

  @Override
  public BreakBlock newBlock() {
    return new BreakBlock(tables.dates() - tables.historyDates());
  }

  @Override
  public void monitor(float[] values, int offset, Lane lane, BreakBlock out) {
    for (int p = 0; p < PIXELS; p += W) {
      group(values, offset + p, lane, out, p);
    }
  }

  private void group(float[] values, int at, Lane lane, BreakBlock out, int p) {
    for (int g = 0; g < tables.momentGroups(); g++) {
      sumMoments(values, at, g, lane.moments);
    }
    countMonitoring(values, at, lane);
    load(lane.moments, 0).castShape(I, 0).reinterpretAsInts().intoArray(out.historyCount, p);
    load(lane.slots, MONITORED).castShape(I, 0).reinterpretAsInts().intoArray(out.monitorCount, p);
    Arrays.fill(out.breakDate, p, p + W, -1);
    Arrays.fill(out.magnitude, p, p + W, Float.NaN);
    Arrays.fill(out.sigma, p, p + W, Float.NaN);
    Arrays.fill(out.scatter, p, p + W, Float.NaN);
    Arrays.fill(out.run, p, p + W, 0);
    clearDepartures(out, p);
    Arrays.fill(out.outcome, p, p + W, Outcome.NOT_FITTED);
    boolean any = false;
    for (int i = p; i < p + W; i++) {
      any |=
          out.historyCount[i] > tables.columns()
              && h * out.historyCount[i] >= LEAST_WINDOW
              && out.monitorCount[i] > 0;
    }
    if (!any) {
      return;
    }
    sumProducts(values, at, lane);
    for (int e = 0; e < entries.length; e++) {
      storeEntry(entries[e], e, lane);
    }
    factorise(lane);
    substitute(lane);
    residuals(values, at, lane);
    if (!decide(lane, out, p)) {
      return;
    }
    sortMonitoring(lane);
    storeMedian(lane, out, p);
    firstCrossing(lane, out.breakDate, p);
    boolean wanted = out.departuresWanted;
    for (int i = p; i < p + W; i++) {
      wanted |= out.breakDate[i] >= 0;
    }
    if (wanted) {
      trimmedScatter(lane);
      departures(lane, out, p);
    }
  }

  /** Sets sigma and the outcomes; false when no lane is fitted and exact enough. */
  private boolean decide(Lane lane, BreakBlock out, int p) {
    FloatVector n = load(lane.moments, 0);
    FloatVector rss = load(lane.slots, RSS);
    FloatVector squares = load(lane.slots, SQUARES);
    FloatVector sigma = rss.div(n.sub(tables.columns())).lanewise(VectorOperators.SQRT);
    VectorMask<Float> exact =
        load(lane.slots, WELL_POSED)
            .compare(VectorOperators.GT, 0f)
            .and(rss.compare(VectorOperators.GT, squares.mul(LEAST_SCATTER * LEAST_SCATTER)));
    VectorMask<Float> fitted =
        n.compare(VectorOperators.GT, tables.columns())
            .and(n.mul(h).compare(VectorOperators.GE, LEAST_WINDOW))
            .and(load(lane.slots, MONITORED).compare(VectorOperators.GT, 0f));
    FloatVector.broadcast(F, Float.NaN).blend(sigma, fitted).intoArray(out.sigma, p);
    sigma.intoArray(lane.slots, SIGMA * W);
    FloatVector.zero(F).blend(1f, fitted.and(exact)).intoArray(lane.slots, DECIDED * W);
    long isFitted = fitted.toLong();
    long isExact = exact.toLong();
    for (int i = 0; i < W; i++) {
      if ((isFitted >>> i & 1) != 0) {
        out.outcome[p + i] = (isExact >>> i & 1) != 0 ? Outcome.FITTED : Outcome.NEEDS_DOUBLE;
      }
    }
    return (isFitted & isExact) != 0;
  }

  private void trimmedScatter(Lane lane) {
    FloatVector zero = FloatVector.zero(F);
    FloatVector limit = load(lane.slots, SIGMA).mul(BreakEvidence.TRIM);
    FloatVector count = zero;
    FloatVector sum = zero;
    FloatVector squares = zero;
    int history = tables.historyDates();
    for (int t = 0; t < history; t++) {
      FloatVector e = load(lane.residuals, t);
      VectorMask<Float> kept = e.lanewise(VectorOperators.ABS).compare(VectorOperators.LE, limit);
      FloatVector known = zero.blend(e, kept);
      count = count.add(1f, kept);
      sum = sum.add(known);
      squares = known.fma(known, squares);
    }
    FloatVector centre = sum.div(count);
    centre.intoArray(lane.slots, CENTRE * W);
    centre
        .neg()
        .fma(centre, squares.div(count))
        .lanewise(VectorOperators.SQRT)
        .div(BreakEvidence.TRIMMED_NORMAL)
        .intoArray(lane.slots, SCATTER * W);
  }

  private static void clearDepartures(BreakBlock out, int p) {
    FloatVector nan = FloatVector.broadcast(F, Float.NaN);
    for (int at = p; at < out.departures.length; at += PIXELS) {
      nan.intoArray(out.departures, at);
    }
  }

  /** Departures, scatter and longest run of the lanes with a break, or of all that are wanted. */
  private void departures(Lane lane, BreakBlock out, int p) {
    FloatVector nan = FloatVector.broadcast(F, Float.NaN);
    FloatVector zero = FloatVector.zero(F);
    FloatVector centre = load(lane.slots, CENTRE);
    FloatVector scatter = load(lane.slots, SCATTER);
    FloatVector inverse = FloatVector.broadcast(F, 1f).div(scatter);
    VectorMask<Float> filled = load(lane.slots, DECIDED).compare(VectorOperators.GT, 0f);
    if (!out.departuresWanted) {
      filled =
          filled.and(
              IntVector.fromArray(I, out.breakDate, p).compare(VectorOperators.GE, 0).cast(F));
    }
    nan.blend(scatter, filled).intoArray(out.scatter, p);
    FloatVector below = zero;
    FloatVector above = zero;
    FloatVector longest = zero;
    int dates = tables.dates();
    int history = tables.historyDates();
    for (int t = history; t < dates; t++) {
      FloatVector z = load(lane.residuals, t).sub(centre).mul(inverse);
      nan.blend(z, filled).intoArray(out.departures, (t - history) * PIXELS + p);
      VectorMask<Float> known = z.compare(VectorOperators.EQ, z);
      VectorMask<Float> isBelow = z.compare(VectorOperators.LT, -BreakEvidence.FENCE);
      VectorMask<Float> isAbove = z.compare(VectorOperators.GT, BreakEvidence.FENCE);
      below = below.blend(zero.blend(below.add(1f), isBelow), known);
      above = above.blend(zero.blend(above.add(1f), isAbove), known);
      longest = longest.max(below).max(above);
    }
    zero.blend(longest, filled).castShape(I, 0).reinterpretAsInts().intoArray(out.run, p);
  }

  private static FloatVector load(float[] array, int slot) {
    return FloatVector.fromArray(F, array, slot * W);
  }

  private void countMonitoring(float[] values, int at, Lane lane) {
    FloatVector count = FloatVector.zero(F);
    int dates = tables.dates();
    for (int t = tables.historyDates(); t < dates; t++) {
      FloatVector y = FloatVector.fromArray(F, values, at + t * PIXELS);
      count = count.add(1f, y.compare(VectorOperators.EQ, y));
    }
    count.intoArray(lane.slots, MONITORED * W);
  }

  private void sumMoments(float[] values, int at, int group, float[] sums) {
    FloatVector zero = FloatVector.zero(F);
    FloatVector one = FloatVector.broadcast(F, 1f);
    FloatVector a0 = zero;
    FloatVector a1 = zero;
    FloatVector a2 = zero;
    FloatVector a3 = zero;
    FloatVector a4 = zero;
    FloatVector a5 = zero;
    FloatVector a6 = zero;
    FloatVector a7 = zero;
    FloatVector a8 = zero;
    FloatVector a9 = zero;
    FloatVector a10 = zero;
    float[] table = tables.moments;
    int history = tables.historyDates();
    int first = group * history * GROUP;
    for (int t = 0; t < history; t++) {
      int row = first + t * GROUP;
      FloatVector y = FloatVector.fromArray(F, values, at + t * PIXELS);
      FloatVector mask = zero.blend(one, y.compare(VectorOperators.EQ, y));
      a0 = mask.fma(FloatVector.broadcast(F, table[row]), a0);
      a1 = mask.fma(FloatVector.broadcast(F, table[row + 1]), a1);
      a2 = mask.fma(FloatVector.broadcast(F, table[row + 2]), a2);
      a3 = mask.fma(FloatVector.broadcast(F, table[row + 3]), a3);
      a4 = mask.fma(FloatVector.broadcast(F, table[row + 4]), a4);
      a5 = mask.fma(FloatVector.broadcast(F, table[row + 5]), a5);
      a6 = mask.fma(FloatVector.broadcast(F, table[row + 6]), a6);
      a7 = mask.fma(FloatVector.broadcast(F, table[row + 7]), a7);
      a8 = mask.fma(FloatVector.broadcast(F, table[row + 8]), a8);
      a9 = mask.fma(FloatVector.broadcast(F, table[row + 9]), a9);
      a10 = mask.fma(FloatVector.broadcast(F, table[row + 10]), a10);
    }
    int slot = group * GROUP * W;
    a0.intoArray(sums, slot);
    a1.intoArray(sums, slot + W);
    a2.intoArray(sums, slot + 2 * W);
    a3.intoArray(sums, slot + 3 * W);
    a4.intoArray(sums, slot + 4 * W);
    a5.intoArray(sums, slot + 5 * W);
    a6.intoArray(sums, slot + 6 * W);
    a7.intoArray(sums, slot + 7 * W);
    a8.intoArray(sums, slot + 8 * W);
    a9.intoArray(sums, slot + 9 * W);
    a10.intoArray(sums, slot + 10 * W);
  }

  private void sumProducts(float[] values, int at, Lane lane) {
    for (int from = 0; from < tables.columns(); from += HarmonicTables.COLUMN_GROUP) {
      sumProducts(values, at, from, lane.coefficients, lane.slots);
    }
  }

  /** The right-hand side for eight columns, and the sum of squares of the values. */
  private void sumProducts(float[] values, int at, int from, float[] sums, float[] slots) {
    FloatVector zero = FloatVector.zero(F);
    FloatVector squares = zero;
    FloatVector a0 = zero;
    FloatVector a1 = zero;
    FloatVector a2 = zero;
    FloatVector a3 = zero;
    FloatVector a4 = zero;
    FloatVector a5 = zero;
    FloatVector a6 = zero;
    FloatVector a7 = zero;
    float[] design = tables.design;
    int stride = tables.columnStride();
    int history = tables.historyDates();
    for (int t = 0; t < history; t++) {
      int row = t * stride + from;
      FloatVector y = FloatVector.fromArray(F, values, at + t * PIXELS);
      FloatVector v = zero.blend(y, y.compare(VectorOperators.EQ, y));
      squares = v.fma(v, squares);
      a0 = v.fma(FloatVector.broadcast(F, design[row]), a0);
      a1 = v.fma(FloatVector.broadcast(F, design[row + 1]), a1);
      a2 = v.fma(FloatVector.broadcast(F, design[row + 2]), a2);
      a3 = v.fma(FloatVector.broadcast(F, design[row + 3]), a3);
      a4 = v.fma(FloatVector.broadcast(F, design[row + 4]), a4);
      a5 = v.fma(FloatVector.broadcast(F, design[row + 5]), a5);
      a6 = v.fma(FloatVector.broadcast(F, design[row + 6]), a6);
      a7 = v.fma(FloatVector.broadcast(F, design[row + 7]), a7);
    }
    int slot = from * W;
    a0.intoArray(sums, slot);
    a1.intoArray(sums, slot + W);
    a2.intoArray(sums, slot + 2 * W);
    a3.intoArray(sums, slot + 3 * W);
    a4.intoArray(sums, slot + 4 * W);
    a5.intoArray(sums, slot + 5 * W);
    a6.intoArray(sums, slot + 6 * W);
    a7.intoArray(sums, slot + 7 * W);
    squares.intoArray(slots, SQUARES * W);
  }

  private static void storeEntry(Entry entry, int slot, Lane lane) {
    FloatVector first = load(lane.moments, entry.first());
    FloatVector sum =
        switch (entry.sign()) {
          case 1 -> first.add(load(lane.moments, entry.second()));
          case -1 -> first.sub(load(lane.moments, entry.second()));
          default -> first;
        };
    sum.mul(entry.scale()).intoArray(lane.normal, slot * W);
  }

  /** Cholesky in place, the diagonal inverted; notes the lanes in which no pivot is too small. */
  private void factorise(Lane lane) {
    float[] a = lane.normal;
    int columns = tables.columns();
    for (int j = 0; j < columns; j++) {
      load(a, ScalarBfastMonitor.index(j, j)).mul(LEAST_PIVOT).intoArray(lane.least, j * W);
    }
    FloatVector zero = FloatVector.zero(F);
    FloatVector one = FloatVector.broadcast(F, 1f);
    one.intoArray(lane.slots, WELL_POSED * W);
    for (int j = 0; j < columns; j++) {
      FloatVector pivot = load(a, ScalarBfastMonitor.index(j, j));
      zero.blend(
              load(lane.slots, WELL_POSED), pivot.compare(VectorOperators.GE, load(lane.least, j)))
          .intoArray(lane.slots, WELL_POSED * W);
      FloatVector inverse = one.div(pivot.lanewise(VectorOperators.SQRT));
      inverse.intoArray(a, ScalarBfastMonitor.index(j, j) * W);
      for (int i = j + 1; i < columns; i++) {
        int at = ScalarBfastMonitor.index(i, j);
        load(a, at).mul(inverse).intoArray(a, at * W);
      }
      for (int i = j + 1; i < columns; i++) {
        FloatVector minus = load(a, ScalarBfastMonitor.index(i, j)).neg();
        for (int k = j + 1; k <= i; k++) {
          int at = ScalarBfastMonitor.index(i, k);
          minus.fma(load(a, ScalarBfastMonitor.index(k, j)), load(a, at)).intoArray(a, at * W);
        }
      }
    }
  }

  /** Forward and backward substitution: coefficients in place of the right-hand side. */
  private void substitute(Lane lane) {
    float[] a = lane.normal;
    float[] b = lane.coefficients;
    int columns = tables.columns();
    for (int k = 0; k < columns; k++) {
      FloatVector solved = load(b, k).mul(load(a, ScalarBfastMonitor.index(k, k)));
      solved.intoArray(b, k * W);
      for (int i = k + 1; i < columns; i++) {
        load(a, ScalarBfastMonitor.index(i, k)).neg().fma(solved, load(b, i)).intoArray(b, i * W);
      }
    }
    for (int k = columns - 1; k >= 0; k--) {
      FloatVector solved = load(b, k).mul(load(a, ScalarBfastMonitor.index(k, k)));
      solved.intoArray(b, k * W);
      for (int i = 0; i < k; i++) {
        load(a, ScalarBfastMonitor.index(k, i)).neg().fma(solved, load(b, i)).intoArray(b, i * W);
      }
    }
    FloatVector zero = FloatVector.zero(F);
    for (int i = columns; i < tables.columnStride(); i++) {
      zero.intoArray(b, i * W); // the padding columns of the design
    }
  }

  private void residuals(float[] values, int at, Lane lane) {
    int stride = tables.columnStride();
    float[] residuals = lane.residuals;
    if (stride > HarmonicTables.COLUMN_GROUP) {
      residualsOfManyColumns(values, at, lane);
      return;
    }
    float[] design = tables.design;
    FloatVector b0 = load(lane.coefficients, 0);
    FloatVector b1 = load(lane.coefficients, 1);
    FloatVector b2 = load(lane.coefficients, 2);
    FloatVector b3 = load(lane.coefficients, 3);
    FloatVector b4 = load(lane.coefficients, 4);
    FloatVector b5 = load(lane.coefficients, 5);
    FloatVector b6 = load(lane.coefficients, 6);
    FloatVector b7 = load(lane.coefficients, 7);
    FloatVector rss = FloatVector.zero(F);
    int history = tables.historyDates();
    int dates = tables.dates();
    for (int t = 0; t < dates; t++) {
      int row = t * stride;
      FloatVector fit = b0.mul(FloatVector.broadcast(F, design[row]));
      fit = b1.fma(FloatVector.broadcast(F, design[row + 1]), fit);
      fit = b2.fma(FloatVector.broadcast(F, design[row + 2]), fit);
      fit = b3.fma(FloatVector.broadcast(F, design[row + 3]), fit);
      fit = b4.fma(FloatVector.broadcast(F, design[row + 4]), fit);
      fit = b5.fma(FloatVector.broadcast(F, design[row + 5]), fit);
      fit = b6.fma(FloatVector.broadcast(F, design[row + 6]), fit);
      fit = b7.fma(FloatVector.broadcast(F, design[row + 7]), fit);
      FloatVector e = FloatVector.fromArray(F, values, at + t * PIXELS).sub(fit);
      e.intoArray(residuals, t * W);
      if (t < history) {
        FloatVector known = FloatVector.zero(F).blend(e, e.compare(VectorOperators.EQ, e));
        rss = known.fma(known, rss);
      }
    }
    rss.intoArray(lane.slots, RSS * W);
  }

  /** Order 4: nine or ten columns do not fit into one register group. */
  private void residualsOfManyColumns(float[] values, int at, Lane lane) {
    int stride = tables.columnStride();
    FloatVector rss = FloatVector.zero(F);
    for (int t = 0; t < tables.dates(); t++) {
      FloatVector fit =
          load(lane.coefficients, 0).mul(FloatVector.broadcast(F, tables.design[t * stride]));
      for (int k = 1; k < tables.columns(); k++) {
        FloatVector x = FloatVector.broadcast(F, tables.design[t * stride + k]);
        fit = load(lane.coefficients, k).fma(x, fit);
      }
      FloatVector e = FloatVector.fromArray(F, values, at + t * PIXELS).sub(fit);
      e.intoArray(lane.residuals, t * W);
      if (t < tables.historyDates()) {
        FloatVector known = FloatVector.zero(F).blend(e, e.compare(VectorOperators.EQ, e));
        rss = known.fma(known, rss);
      }
    }
    rss.intoArray(lane.slots, RSS * W);
  }

  /** Leaves the date index of the first crossing, or -1, of each lane in {@code out}. */
  private void firstCrossing(Lane lane, int[] out, int p) {
    openWindow(lane);
    float[] residuals = lane.residuals;
    FloatVector n = load(lane.moments, 0);
    FloatVector scale = load(lane.slots, SIGMA).mul(n.lanewise(VectorOperators.SQRT)).mul(critical);
    FloatVector constant = scale.mul((float) Math.sqrt(2f));
    FloatVector limit = n.mul(E);
    IntVector lanes = IntVector.zero(I).addIndex(1);
    FloatVector first = FloatVector.broadcast(F, -1f); // dates are exact in float32
    IntVector oldest = IntVector.fromArray(I, lane.index, 0);
    FloatVector sum = load(lane.slots, WINDOW_SUM);
    FloatVector k = n;
    int dates = tables.dates();
    for (int t = tables.historyDates(); t < dates; t++) {
      FloatVector e = load(residuals, t);
      VectorMask<Float> searching = first.compare(VectorOperators.LT, 0f);
      VectorMask<Float> seen = e.compare(VectorOperators.EQ, e).and(searching);
      k = k.add(1f, seen);
      oldest.mul(W).add(lanes).intoArray(lane.index, 0);
      FloatVector leaving = FloatVector.fromArray(F, residuals, 0, lane.index, 0);
      sum = sum.add(e.sub(leaving), seen);
      oldest = oldest.blend(IntVector.fromArray(I, lane.next, 0, lane.index, 0), seen.cast(I));
      VectorMask<Float> beyond = k.compare(VectorOperators.GT, limit);
      FloatVector boundary = constant;
      if (beyond.anyTrue()) {
        FloatVector root = logarithm(k.div(n)).mul(2f).lanewise(VectorOperators.SQRT);
        boundary = boundary.blend(scale.mul(root), beyond);
      }
      VectorMask<Float> crossed =
          seen.and(sum.lanewise(VectorOperators.ABS).compare(VectorOperators.GT, boundary));
      first = first.blend((float) t, crossed);
    }
    VectorMask<Float> decided = load(lane.slots, DECIDED).compare(VectorOperators.GT, 0f);
    FloatVector.broadcast(F, -1f)
        .blend(first, decided)
        .castShape(I, 0)
        .reinterpretAsInts()
        .intoArray(out, p);
  }

  /**
   * Sums the last floor(h * n) history residuals of each lane, notes the oldest of them, and fills
   * the table of next dates from there on.
   */
  private void openWindow(Lane lane) {
    float[] residuals = lane.residuals;
    int history = tables.historyDates();
    FloatVector window =
        load(lane.moments, 0)
            .mul(h)
            .castShape(I, 0)
            .reinterpretAsInts()
            .castShape(F, 0)
            .reinterpretAsFloats();
    IntVector next = IntVector.zero(I); // never followed: a window's end is an observation itself
    for (int t = tables.dates() - 1; t >= history; t--) {
      next.intoArray(lane.next, t * W);
      FloatVector e = load(residuals, t);
      next = next.blend(t, e.compare(VectorOperators.EQ, e).cast(I));
    }
    FloatVector sum = FloatVector.zero(F);
    FloatVector counted = sum;
    IntVector oldest = IntVector.zero(I);
    for (int t = history - 1; t >= 0; t--) {
      VectorMask<Float> open = counted.compare(VectorOperators.LT, window);
      if (!open.anyTrue()) {
        break;
      }
      FloatVector e = load(residuals, t);
      VectorMask<Float> known = e.compare(VectorOperators.EQ, e);
      VectorMask<Float> taken = open.and(known);
      sum = sum.add(e, taken);
      counted = counted.add(1f, taken);
      oldest = oldest.blend(t, taken.cast(I));
      next.intoArray(lane.next, t * W);
      next = next.blend(t, known.cast(I));
    }
    oldest.intoArray(lane.index, 0);
    sum.intoArray(lane.slots, WINDOW_SUM * W);
  }

  private static FloatVector logarithm(FloatVector x) {
    IntVector bits = x.reinterpretAsInts();
    IntVector exponent =
        bits.sub(ScalarBfastMonitor.SQRT_HALF_BITS).lanewise(VectorOperators.ASHR, 23);
    FloatVector m = bits.sub(exponent.lanewise(VectorOperators.LSHL, 23)).reinterpretAsFloats();
    FloatVector s = m.sub(1f).div(m.add(1f));
    FloatVector z = s.mul(s);
    FloatVector series = z.fma(ScalarBfastMonitor.C9, ScalarBfastMonitor.C7);
    series = z.fma(series, FloatVector.broadcast(F, ScalarBfastMonitor.C5));
    series = z.fma(series, FloatVector.broadcast(F, ScalarBfastMonitor.C3));
    series = z.fma(series, FloatVector.broadcast(F, 1f));
    FloatVector power = exponent.castShape(F, 0).reinterpretAsFloats();
    return power.fma(FloatVector.broadcast(F, ScalarBfastMonitor.LN2), s.add(s).mul(series));
  }

  /** Sorts the lower half of the monitoring residuals of each lane. */
  private void sortMonitoring(Lane lane) {
    int history = tables.historyDates();
    float[] sorted = lane.sorted;
    FloatVector infinity = FloatVector.broadcast(F, Float.POSITIVE_INFINITY);
    for (int t = history; t < tables.dates(); t++) {
      FloatVector e = load(lane.residuals, t);
      VectorMask<Float> known = e.compare(VectorOperators.EQ, e);
      infinity.blend(e, known).intoArray(sorted, (t - history) * W);
    }
    int rows = tables.dates() - history;
    for (int row = 0; row + SortingNetwork.RUN <= rows; row += SortingNetwork.RUN) {
      sortRun(sorted, row * W);
    }
    int[] pairs = network.pairs;
    for (int k = 0; k < pairs.length; k += 2) {
      int i = pairs[k] * W;
      int j = pairs[k + 1] * W;
      FloatVector a = FloatVector.fromArray(F, sorted, i);
      FloatVector b = FloatVector.fromArray(F, sorted, j);
      a.min(b).intoArray(sorted, i);
      a.max(b).intoArray(sorted, j);
    }
  }

  /** Sorts eight rows in registers: Batcher's odd-even merge sort for eight values. */
  private static void sortRun(float[] rows, int at) {
    FloatVector r0 = FloatVector.fromArray(F, rows, at);
    FloatVector r1 = FloatVector.fromArray(F, rows, at + W);
    FloatVector r2 = FloatVector.fromArray(F, rows, at + 2 * W);
    FloatVector r3 = FloatVector.fromArray(F, rows, at + 3 * W);
    FloatVector r4 = FloatVector.fromArray(F, rows, at + 4 * W);
    FloatVector r5 = FloatVector.fromArray(F, rows, at + 5 * W);
    FloatVector r6 = FloatVector.fromArray(F, rows, at + 6 * W);
    FloatVector r7 = FloatVector.fromArray(F, rows, at + 7 * W);
    // pairs, then fours
    FloatVector a0 = r0.min(r1);
    FloatVector a1 = r0.max(r1);
    FloatVector a2 = r2.min(r3);
    FloatVector a3 = r2.max(r3);
    FloatVector a4 = r4.min(r5);
    FloatVector a5 = r4.max(r5);
    FloatVector a6 = r6.min(r7);
    FloatVector a7 = r6.max(r7);
    FloatVector b0 = a0.min(a2);
    FloatVector b2 = a0.max(a2);
    FloatVector b1 = a1.min(a3);
    FloatVector b3 = a1.max(a3);
    FloatVector b4 = a4.min(a6);
    FloatVector b6 = a4.max(a6);
    FloatVector b5 = a5.min(a7);
    FloatVector b7 = a5.max(a7);
    FloatVector c1 = b1.min(b2);
    FloatVector c2 = b1.max(b2);
    FloatVector c5 = b5.min(b6);
    FloatVector c6 = b5.max(b6);
    // the two fours into eight
    FloatVector d0 = b0.min(b4);
    FloatVector d4 = b0.max(b4);
    FloatVector d1 = c1.min(c5);
    FloatVector d5 = c1.max(c5);
    FloatVector d2 = c2.min(c6);
    FloatVector d6 = c2.max(c6);
    FloatVector d3 = b3.min(b7);
    FloatVector d7 = b3.max(b7);
    FloatVector e2 = d2.min(d4);
    FloatVector e4 = d2.max(d4);
    FloatVector e3 = d3.min(d5);
    FloatVector e5 = d3.max(d5);
    d0.intoArray(rows, at);
    d1.min(e2).intoArray(rows, at + W);
    d1.max(e2).intoArray(rows, at + 2 * W);
    e3.min(e4).intoArray(rows, at + 3 * W);
    e3.max(e4).intoArray(rows, at + 4 * W);
    e5.min(d6).intoArray(rows, at + 5 * W);
    e5.max(d6).intoArray(rows, at + 6 * W);
    d7.intoArray(rows, at + 7 * W);
  }

  private static void storeMedian(Lane lane, BreakBlock out, int p) {
    VectorMask<Float> decided = load(lane.slots, DECIDED).compare(VectorOperators.GT, 0f);
    IntVector lanes = IntVector.zero(I).addIndex(1);
    IntVector n = load(lane.slots, MONITORED).castShape(I, 0).reinterpretAsInts().max(1);
    n.lanewise(VectorOperators.LSHR, 1).mul(W).add(lanes).intoArray(lane.index, 0);
    FloatVector upper = FloatVector.fromArray(F, lane.sorted, 0, lane.index, 0);
    n.sub(1).lanewise(VectorOperators.LSHR, 1).mul(W).add(lanes).intoArray(lane.index, 0);
    FloatVector lower = FloatVector.fromArray(F, lane.sorted, 0, lane.index, 0);
    FloatVector.broadcast(F, Float.NaN)
        .blend(lower.add(upper).mul(0.5f), decided)
        .intoArray(out.magnitude, p);
  }
}
