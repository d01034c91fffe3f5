// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.evaluate;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.simulate.Truth;

/**
 * Alerts held against a reference.
 *
 * <p>Pixels: two classes, alert and no alert, with the estimators of {@link AccuracyEstimate}. Of a
 * {@link Reference.Complete} a stratified random sample is drawn with a seed, at least 75 units of
 * each class where there are so many (Olofsson et al. 2014, 5.1.1), so that the figures come with
 * the intervals that a nation's report needs; with more units they are narrower. Only pixels that
 * the run looked at count; changes before the monitoring start and after the last scene count as
 * none.
 *
 * <p>Events, of a complete reference only: one is found when alerts cover a quarter of its pixels,
 * as in a simulation's score. Lags are days from the event to the alert that covers most of it: to
 * its first date, to the date on which the detector was sure, and to the last scene of the run that
 * raised it, which is what somebody who waited for the alert has seen. An alert is right when it
 * touches an event of any date.
 *
 * @param change accuracy and area of what changed
 * @param rest accuracy and area of the rest
 * @param overall share of the area that is right
 * @param samples units of the sample
 * @param bySize events and alerts by their size; empty for a sample
 * @param firstSeen lag to the first date; empty without found events
 * @param sure lag to the date on which the detector was sure
 * @param raised lag to the last scene of the run that raised it
 */
public record Evaluation(
    AccuracyEstimate.OfClass change,
    AccuracyEstimate.OfClass rest,
    AccuracyEstimate.Interval overall,
    int samples,
    List<SizeClass> bySize,
    Optional<Lag> firstSeen,
    Optional<Lag> sure,
    Optional<Lag> raised) {

  static final double FOUND_SHARE = 0.25;
  private static final int LEAST_UNITS = 75;

  /** Upper ends of the size classes (hectares). */
  private static final double[] SIZES = {1, 5, 20, Double.POSITIVE_INFINITY};

  public Evaluation {
    bySize = List.copyOf(bySize);
  }

  /**
   * Events and alerts of a size.
   *
   * @param belowHa upper end (hectares), infinite for the last
   * @param events that could be found
   * @param found of them
   * @param alerts of this size
   * @param right of them
   */
  public record SizeClass(double belowHa, int events, int found, int alerts, int right) {}

  /** Spread of delays (days). */
  public record Lag(int count, double lowerQuartile, double median, double upperQuartile) {
    private static Optional<Lag> of(List<Long> days) {
      if (days.isEmpty()) {
        return Optional.empty();
      }
      long[] sorted = days.stream().mapToLong(Long::longValue).sorted().toArray();
      return Optional.of(
          new Lag(
              sorted.length,
              quantile(sorted, 0.25),
              quantile(sorted, 0.5),
              quantile(sorted, 0.75)));
    }

    private static double quantile(long[] sorted, double share) {
      double at = share * (sorted.length - 1);
      int low = (int) at;
      int high = Math.min(low + 1, sorted.length - 1);
      return sorted[low] + (sorted[high] - sorted[low]) * (at - low);
    }
  }

  /**
   * An alert on the grid.
   *
   * @param pixels row * width + column
   * @param areaHa hectares
   */
  @SuppressWarnings("ArrayRecordComponent") // owned by the caller
  public record Mapped(
      int[] pixels, double areaHa, LocalDate firstSeen, LocalDate sure, LocalDate raised) {}

  /**
   * What was looked at.
   *
   * @param looked pixels that the run looked at
   * @param pixelAreaHa area of a pixel (hectares)
   * @param monitorFrom first day that is watched
   * @param last day of the last scene
   */
  public record Domain(BitSet looked, double pixelAreaHa, LocalDate monitorFrom, LocalDate last) {}

  /**
   * Evaluates.
   *
   * @param samples units to draw from a complete reference, at least 4
   * @param seed of the draw
   * @throws AnalysisException SETTING when the sample says nothing of one of the classes
   */
  public static Evaluation of(
      List<Mapped> alerts, Reference reference, Domain domain, int samples, long seed) {
    BitSet alerted = new BitSet();
    for (Mapped alert : alerts) {
      Arrays.stream(alert.pixels()).forEach(alerted::set);
    }
    alerted.and(domain.looked());
    List<Reference.Unit> units =
        switch (reference) {
          case Reference.Sampled(List<Reference.Unit> given) -> given;
          case Reference.Complete(Truth truth) ->
              draw(truth, alerted, domain, samples, new Random(seed));
        };
    int[][] counts = new int[2][2];
    for (Reference.Unit unit : units) {
      if (domain.looked().get(unit.pixel())) {
        counts[alerted.get(unit.pixel()) ? 0 : 1][unit.changed() ? 0 : 1]++;
      }
    }
    long mapped = alerted.cardinality();
    long looked = domain.looked().cardinality();
    AccuracyEstimate estimate =
        AccuracyEstimate.of(
            List.of(List.of(counts[0][0], counts[0][1]), List.of(counts[1][0], counts[1][1])),
            List.of(mapped, looked - mapped),
            looked * domain.pixelAreaHa());
    Events events =
        reference instanceof Reference.Complete(Truth truth)
            ? new Events(alerts, truth, domain)
            : new Events();
    return new Evaluation(
        estimate.classes().get(0),
        estimate.classes().get(1),
        estimate.overall(),
        estimate.samples(),
        events.classes,
        Lag.of(events.firstSeen),
        Lag.of(events.sure),
        Lag.of(events.raised));
  }

  private static List<Reference.Unit> draw(
      Truth truth, BitSet alerted, Domain domain, int samples, Random random) {
    BitSet rest = (BitSet) domain.looked().clone();
    rest.andNot(alerted);
    int inAlerts = Math.min(alerted.cardinality(), Math.max(LEAST_UNITS, samples / 4));
    int others = Math.min(rest.cardinality(), Math.max(LEAST_UNITS, samples - inAlerts));
    List<Reference.Unit> units = new ArrayList<>();
    for (int pixel : chosen(alerted, inAlerts, random)) {
      units.add(new Reference.Unit(pixel, changed(truth, pixel, domain)));
    }
    for (int pixel : chosen(rest, others, random)) {
      units.add(new Reference.Unit(pixel, changed(truth, pixel, domain)));
    }
    return units;
  }

  /** So many of a set, each as likely: selection sampling (Knuth, TAOCP 2, 3.4.2, algorithm S). */
  private static List<Integer> chosen(BitSet set, int count, Random random) {
    List<Integer> chosen = new ArrayList<>();
    int left = set.cardinality();
    for (int pixel = set.nextSetBit(0); pixel >= 0; pixel = set.nextSetBit(pixel + 1)) {
      if (random.nextDouble() * left < count - chosen.size()) {
        chosen.add(pixel);
      }
      left--;
    }
    return chosen;
  }

  private static boolean changed(Truth truth, int pixel, Domain domain) {
    return truth.eventId()[pixel] > 0
        && watched(LocalDate.ofEpochDay(truth.eventDay()[pixel]), domain);
  }

  private static boolean watched(LocalDate day, Domain domain) {
    return !day.isBefore(domain.monitorFrom()) && !day.isAfter(domain.last());
  }

  /** Whole events and whole alerts. */
  private static final class Events {
    private final List<SizeClass> classes = new ArrayList<>();
    private final List<Long> firstSeen = new ArrayList<>();
    private final List<Long> sure = new ArrayList<>();
    private final List<Long> raised = new ArrayList<>();

    /** A sample says nothing of whole events. */
    Events() {}

    Events(List<Mapped> alerts, Truth truth, Domain domain) {
      int size = truth.events().size();
      int[] covered = new int[size + 1];
      int[] most = new int[size + 1];
      int[] best = new int[size + 1];
      int[][] sums = new int[SIZES.length][4];
      for (int a = 0; a < alerts.size(); a++) {
        Map<Integer, Integer> under = new TreeMap<>();
        for (int pixel : alerts.get(a).pixels()) {
          if (truth.eventId()[pixel] > 0) {
            under.merge(truth.eventId()[pixel], 1, Integer::sum);
          }
        }
        int[] sum = sums[sizeClass(alerts.get(a).areaHa())];
        sum[2]++;
        sum[3] += under.isEmpty() ? 0 : 1;
        for (Map.Entry<Integer, Integer> part : under.entrySet()) {
          int event = part.getKey();
          covered[event] += part.getValue();
          if (part.getValue() > most[event]) {
            most[event] = part.getValue();
            best[event] = a;
          }
        }
      }
      for (Truth.Event event : truth.events()) {
        if (!watched(event.date(), domain)) {
          continue;
        }
        int[] sum = sums[sizeClass(event.pixels() * domain.pixelAreaHa())];
        sum[0]++;
        if (most[event.id()] > 0 && covered[event.id()] >= FOUND_SHARE * event.pixels()) {
          sum[1]++;
          Mapped alert = alerts.get(best[event.id()]);
          firstSeen.add(ChronoUnit.DAYS.between(event.date(), alert.firstSeen()));
          sure.add(ChronoUnit.DAYS.between(event.date(), alert.sure()));
          raised.add(ChronoUnit.DAYS.between(event.date(), alert.raised()));
        }
      }
      for (int i = 0; i < SIZES.length; i++) {
        classes.add(new SizeClass(SIZES[i], sums[i][0], sums[i][1], sums[i][2], sums[i][3]));
      }
    }

    private static int sizeClass(double hectares) {
      int at = 0;
      while (hectares >= SIZES[at]) {
        at++;
      }
      return at;
    }
  }
}
