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
  public void monitor(float[] values, int offset, Lane lane, BreakBlock out) {
    for (int p = 0; p < PIXELS; p += W) {
      group(values, offset + p, lane, out, p);
    }
  }

  private void group(float[] values, int at, Lane lane, BreakBlock out, int p) {
    for (int g = 0; g < tables.momentGroups(); g++) {
      sumMoments(values, at, g, lane.moments);
    }
    FloatVector n = load(lane.moments, 0);
    float columns = tables.columns();
    VectorMask<Float> enough = n.compare(VectorOperators.GT, columns);
    n.castShape(I, 0).reinterpretAsInts().intoArray(out.historyCount, p);
    Arrays.fill(out.breakDate, p, p + W, -1);
    Arrays.fill(out.magnitude, p, p + W, Float.NaN);
    Arrays.fill(out.sigma, p, p + W, Float.NaN);
    Arrays.fill(out.evidence, p, p + W, BreakEvidence.NONE);
    Arrays.fill(out.outcome, p, p + W, Outcome.NOT_FITTED);
    FloatVector monitored = countMonitoring(values, at);
    monitored.castShape(I, 0).reinterpretAsInts().intoArray(out.monitorCount, p);
    VectorMask<Float> fitted = enough.and(monitored.compare(VectorOperators.GT, 0f));
    if (!fitted.anyTrue()) {
      return;
    }
    FloatVector squares = sumProducts(values, at, lane.coefficients);
    for (int e = 0; e < entries.length; e++) {
      entry(entries[e], lane.moments).intoArray(lane.normal, e * W);
    }
    VectorMask<Float> wellPosed = factorise(lane.normal);
    substitute(lane.normal, lane.coefficients);
    FloatVector rss = residuals(values, at, lane);
    FloatVector sigma = rss.div(n.sub(columns)).lanewise(VectorOperators.SQRT);
    VectorMask<Float> exact =
        wellPosed.and(rss.compare(VectorOperators.GT, squares.mul(LEAST_SCATTER * LEAST_SCATTER)));
    FloatVector.broadcast(F, Float.NaN).blend(sigma, fitted).intoArray(out.sigma, p);
    for (int i = 0; i < W; i++) {
      if (fitted.laneIsSet(i)) {
        out.outcome[p + i] = exact.laneIsSet(i) ? Outcome.FITTED : Outcome.NEEDS_DOUBLE;
      }
    }
    VectorMask<Float> decided = fitted.and(exact);
    if (!decided.anyTrue()) {
      return;
    }
    sortMonitoring(lane);
    firstCrossing(lane, n, sigma, decided).intoArray(out.breakDate, p);
    FloatVector.broadcast(F, Float.NaN)
        .blend(median(lane, monitored, decided), decided)
        .intoArray(out.magnitude, p);
    for (int i = 0; i < W; i++) {
      if (out.breakDate[p + i] >= 0) {
        out.evidence[p + i] =
            BreakEvidence.measure(
                lane.residuals, i, W, tables.historyDates(), tables.dates(), lane.buffer);
      }
    }
  }

  private static FloatVector load(float[] array, int slot) {
    return FloatVector.fromArray(F, array, slot * W);
  }

  private FloatVector countMonitoring(float[] values, int at) {
    FloatVector count = FloatVector.zero(F);
    for (int t = tables.historyDates(); t < tables.dates(); t++) {
      FloatVector y = FloatVector.fromArray(F, values, at + t * PIXELS);
      count = count.add(1f, y.compare(VectorOperators.EQ, y));
    }
    return count;
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
    int row = group * history * GROUP;
    for (int t = 0; t < history; t++, row += GROUP) {
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

  private FloatVector sumProducts(float[] values, int at, float[] sums) {
    FloatVector squares = FloatVector.zero(F);
    for (int from = 0; from < tables.columns(); from += HarmonicTables.COLUMN_GROUP) {
      squares = sumProducts(values, at, from, sums);
    }
    return squares;
  }

  /** The right-hand side for eight columns; returns the sum of squares of the values. */
  private FloatVector sumProducts(float[] values, int at, int from, float[] sums) {
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
    int row = from;
    for (int t = 0; t < tables.historyDates(); t++, row += stride) {
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
    return squares;
  }

  private static FloatVector entry(Entry entry, float[] moments) {
    FloatVector first = load(moments, entry.first());
    FloatVector sum =
        switch (entry.sign()) {
          case 1 -> first.add(load(moments, entry.second()));
          case -1 -> first.sub(load(moments, entry.second()));
          default -> first;
        };
    return sum.mul(entry.scale());
  }

  /** Cholesky in place, the diagonal inverted; lanes in which no pivot is too small. */
  private VectorMask<Float> factorise(float[] a) {
    int columns = tables.columns();
    VectorMask<Float> wellPosed = F.maskAll(true);
    for (int j = 0; j < columns; j++) {
      FloatVector diagonal = load(a, ScalarBfastMonitor.index(j, j));
      FloatVector pivot = diagonal;
      for (int k = 0; k < j; k++) {
        FloatVector l = load(a, ScalarBfastMonitor.index(j, k));
        pivot = l.neg().fma(l, pivot);
      }
      wellPosed = wellPosed.and(pivot.compare(VectorOperators.GE, diagonal.mul(LEAST_PIVOT)));
      FloatVector inverse = FloatVector.broadcast(F, 1f).div(pivot.lanewise(VectorOperators.SQRT));
      inverse.intoArray(a, ScalarBfastMonitor.index(j, j) * W);
      for (int i = j + 1; i < columns; i++) {
        FloatVector sum = load(a, ScalarBfastMonitor.index(i, j));
        for (int k = 0; k < j; k++) {
          sum =
              load(a, ScalarBfastMonitor.index(i, k))
                  .neg()
                  .fma(load(a, ScalarBfastMonitor.index(j, k)), sum);
        }
        sum.mul(inverse).intoArray(a, ScalarBfastMonitor.index(i, j) * W);
      }
    }
    return wellPosed;
  }

  /** Forward and backward substitution: coefficients in place of the right-hand side. */
  private void substitute(float[] a, float[] b) {
    int columns = tables.columns();
    for (int i = 0; i < columns; i++) {
      FloatVector sum = load(b, i);
      for (int k = 0; k < i; k++) {
        sum = load(a, ScalarBfastMonitor.index(i, k)).neg().fma(load(b, k), sum);
      }
      sum.mul(load(a, ScalarBfastMonitor.index(i, i))).intoArray(b, i * W);
    }
    for (int i = columns - 1; i >= 0; i--) {
      FloatVector sum = load(b, i);
      for (int k = i + 1; k < columns; k++) {
        sum = load(a, ScalarBfastMonitor.index(k, i)).neg().fma(load(b, k), sum);
      }
      sum.mul(load(a, ScalarBfastMonitor.index(i, i))).intoArray(b, i * W);
    }
    for (int i = columns; i < tables.columnStride(); i++) {
      FloatVector.zero(F).intoArray(b, i * W); // the padding columns of the design
    }
  }

  private FloatVector residuals(float[] values, int at, Lane lane) {
    int stride = tables.columnStride();
    float[] residuals = lane.residuals;
    if (stride > HarmonicTables.COLUMN_GROUP) {
      return residualsOfManyColumns(values, at, lane);
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
    for (int t = 0; t < tables.dates(); t++) {
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
    return rss;
  }

  /** Order 4: nine or ten columns do not fit into one register group. */
  private FloatVector residualsOfManyColumns(float[] values, int at, Lane lane) {
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
    return rss;
  }

  private IntVector firstCrossing(
      Lane lane, FloatVector n, FloatVector sigma, VectorMask<Float> decided) {
    float[] residuals = lane.residuals;
    int history = tables.historyDates();
    FloatVector window =
        n.mul(h).castShape(I, 0).reinterpretAsInts().castShape(F, 0).reinterpretAsFloats();
    IntVector next = fillNext(lane, history);
    FloatVector zero = FloatVector.zero(F);
    FloatVector sum = zero;
    FloatVector counted = zero;
    IntVector oldest = IntVector.zero(I);
    for (int t = history - 1; t >= 0; t--) {
      VectorMask<Float> open = counted.compare(VectorOperators.LT, window);
      if (!open.and(decided).anyTrue()) {
        break;
      }
      FloatVector e = load(residuals, t);
      VectorMask<Float> taken = open.and(e.compare(VectorOperators.EQ, e));
      sum = sum.add(e, taken);
      counted = counted.add(1f, taken);
      oldest = oldest.blend(t, taken.cast(I));
      next.intoArray(lane.next, t * W);
      next = next.blend(t, e.compare(VectorOperators.EQ, e).cast(I));
    }
    FloatVector scale = sigma.mul(n.lanewise(VectorOperators.SQRT)).mul(critical);
    FloatVector constant = scale.mul((float) Math.sqrt(2f));
    IntVector lanes = IntVector.zero(I).addIndex(1);
    IntVector first = IntVector.broadcast(I, -1);
    VectorMask<Float> searching = decided;
    FloatVector k = n;
    for (int t = history; t < tables.dates(); t++) {
      FloatVector e = load(residuals, t);
      VectorMask<Float> seen = searching.and(e.compare(VectorOperators.EQ, e));
      if (!seen.anyTrue()) {
        continue;
      }
      k = k.add(1f, seen);
      oldest.mul(W).add(lanes).intoArray(lane.index, 0);
      FloatVector leaving = FloatVector.fromArray(F, residuals, 0, lane.index, 0, seen);
      sum = sum.add(e.sub(leaving), seen);
      oldest = oldest.blend(IntVector.fromArray(I, lane.next, 0, lane.index, 0), seen.cast(I));
      FloatVector ratio = k.div(n);
      VectorMask<Float> beyond = ratio.compare(VectorOperators.GT, E);
      FloatVector boundary = constant;
      if (beyond.anyTrue()) {
        FloatVector root = logarithm(ratio).mul(2f).lanewise(VectorOperators.SQRT);
        boundary = boundary.blend(scale.mul(root), beyond);
      }
      VectorMask<Float> crossed =
          seen.and(sum.lanewise(VectorOperators.ABS).compare(VectorOperators.GT, boundary));
      if (crossed.anyTrue()) {
        first = first.blend(t, crossed.cast(I));
        searching = searching.andNot(crossed);
        if (!searching.anyTrue()) {
          break;
        }
      }
    }
    return first;
  }

  /** For each monitoring date and lane, the next later date with an observation. */
  private IntVector fillNext(Lane lane, int history) {
    IntVector next = IntVector.zero(I); // never followed: a window's end is an observation itself
    next.intoArray(lane.next, tables.dates() * W);
    for (int t = tables.dates() - 1; t >= history; t--) {
      next.intoArray(lane.next, t * W);
      FloatVector e = load(lane.residuals, t);
      next = next.blend(t, e.compare(VectorOperators.EQ, e).cast(I));
    }
    return next;
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

  private static FloatVector median(Lane lane, FloatVector count, VectorMask<Float> decided) {
    IntVector lanes = IntVector.zero(I).addIndex(1);
    IntVector n = count.castShape(I, 0).reinterpretAsInts();
    VectorMask<Integer> some = decided.cast(I);
    IntVector zero = IntVector.zero(I);
    n.lanewise(VectorOperators.LSHR, 1).mul(W).add(lanes).intoArray(lane.index, 0);
    FloatVector upper = FloatVector.fromArray(F, lane.sorted, 0, lane.index, 0, decided);
    zero.blend(n.sub(1).lanewise(VectorOperators.LSHR, 1).mul(W).add(lanes), some)
        .intoArray(lane.index, 0);
    FloatVector lower = FloatVector.fromArray(F, lane.sorted, 0, lane.index, 0, decided);
    return lower.add(upper).mul(0.5f);
  }
}
