// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.simulate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How alerts compare with the truth.
 *
 * <p>Rules: only events from the start of monitoring on are to be found. Such an event is
 * <em>found</em> when alerts cover at least {@value #FOUND_SHARE} of its pixels. An alert is
 * <em>false</em> when it touches no pixel of any event, also of the history. The lag of a found
 * event is the date of the alert that covers most of it (the earlier, if two cover equally) minus
 * the date of the event; it is negative for an alert that came before.
 *
 * @param eventsToFind events from the start of monitoring on
 * @param eventsFound those of them that were found
 * @param missed the others
 * @param foundByType found and to find, by type; only types that were planted
 * @param alerts number of alerts
 * @param falseAlerts alerts that touch no event
 * @param neverEvent accuracy of the pixels without any event; a pixel counts as such when no alert
 *     covers it
 * @param monitored accuracy of the pixels with an event from the start of monitoring on; a pixel
 *     counts as such when an alert covers it
 * @param eventLag of the found events; empty when none was
 * @param pixelLag of event pixels inside alerts, by the pixel's own break date; empty when there is
 *     no such date
 */
public record Score(
    int eventsToFind,
    int eventsFound,
    List<Truth.Event> missed,
    Map<EventType, Found> foundByType,
    int alerts,
    int falseAlerts,
    Accuracy neverEvent,
    Accuracy monitored,
    Optional<Lag> eventLag,
    Optional<Lag> pixelLag) {

  /** Share of an event's pixels that alerts must cover. */
  public static final double FOUND_SHARE = 0.25;

  public Score {
    missed = List.copyOf(missed);
    foundByType = Map.copyOf(foundByType);
  }

  /** Events of a type. */
  public record Found(int found, int toFind) {}

  /**
   * Accuracy of one class of pixels (Congalton 1991).
   *
   * @param reference pixels that are of the class
   * @param mapped pixels that the alerts say are of the class
   * @param both pixels of which both is true
   */
  public record Accuracy(long reference, long mapped, long both) {

    /** Share of the reference that was mapped, 0..1; NaN without reference. */
    public double producers() {
      return (double) both / reference;
    }

    /** Share of what was mapped that is right, 0..1; NaN when nothing was mapped. */
    public double users() {
      return (double) both / mapped;
    }
  }

  /**
   * Spread of delays (days), by linear interpolation between order statistics.
   *
   * @param count of delays, at least 1
   */
  public record Lag(int count, double lowerQuartile, double median, double upperQuartile) {

    static Optional<Lag> of(int[] days) {
      if (days.length == 0) {
        return Optional.empty();
      }
      int[] sorted = days.clone();
      Arrays.sort(sorted);
      return Optional.of(
          new Lag(
              sorted.length,
              quantile(sorted, 0.25),
              quantile(sorted, 0.5),
              quantile(sorted, 0.75)));
    }

    private static double quantile(int[] sorted, double share) {
      double at = share * (sorted.length - 1);
      int low = (int) at;
      int high = Math.min(low + 1, sorted.length - 1);
      return sorted[low] + (sorted[high] - sorted[low]) * (at - low);
    }
  }

  /**
   * Compares alerts with the truth.
   *
   * @param monitorFrom first day of the monitoring period
   * @param alertLabel per pixel, row by row: 0 or the number of an alert, 1..alertDates.size()
   * @param alertDates date of each alert, the first for number 1
   * @param breakDay per pixel: days since 1970-01-01 of its own break, 0 for none; an array without
   *     elements when unknown
   */
  public static Score of(
      Truth truth,
      LocalDate monitorFrom,
      int[] alertLabel,
      List<LocalDate> alertDates,
      int[] breakDay) {
    int pixels = truth.eventId().length;
    if (alertLabel.length != pixels || (breakDay.length != 0 && breakDay.length != pixels)) {
      throw new IllegalArgumentException(
          "alerts of " + alertLabel.length + " pixels, truth of " + pixels);
    }
    return new Comparison(truth, monitorFrom, alertLabel, alertDates, breakDay).score();
  }

  /** The pixel counts behind a score. */
  private static final class Comparison {
    private final Truth truth;
    private final int[] alertLabel;
    private final List<LocalDate> alertDates;
    private final int[] breakDay;
    private final long monitorDay;

    Comparison(
        Truth truth,
        LocalDate monitorFrom,
        int[] alertLabel,
        List<LocalDate> alertDates,
        int[] breakDay) {
      this.truth = truth;
      this.alertLabel = alertLabel;
      this.alertDates = alertDates;
      this.breakDay = breakDay;
      this.monitorDay = monitorFrom.toEpochDay();
    }

    Score score() {
      List<Map<Integer, Integer>> coveredBy = new ArrayList<>();
      truth.events().forEach(e -> coveredBy.add(new TreeMap<>()));
      boolean[] touches = new boolean[alertDates.size() + 1];
      long[] counts = new long[6]; // never: reference, mapped, both; monitored: the same
      int[] lags = new int[breakDay.length];
      int lagCount = 0;
      for (int i = 0; i < alertLabel.length; i++) {
        int label = alertLabel[i];
        if (label < 0 || label > alertDates.size()) {
          throw new IllegalArgumentException(
              "pixel " + i + " has alert " + label + " of " + alertDates.size());
        }
        int event = truth.eventId()[i];
        boolean monitored = event > 0 && truth.eventDay()[i] >= monitorDay;
        count(counts, event == 0, label == 0, monitored);
        if (label > 0 && event > 0) {
          touches[label] = true;
          coveredBy.get(event - 1).merge(label, 1, Integer::sum);
          if (monitored && breakDay.length > 0 && breakDay[i] != 0) {
            lags[lagCount++] = breakDay[i] - truth.eventDay()[i];
          }
        }
      }
      int falseAlerts = 0;
      for (int label = 1; label < touches.length; label++) {
        falseAlerts += touches[label] ? 0 : 1;
      }
      return events(
          coveredBy,
          falseAlerts,
          new Accuracy(counts[0], counts[1], counts[2]),
          new Accuracy(counts[3], counts[4], counts[5]),
          Lag.of(Arrays.copyOf(lags, lagCount)));
    }

    private static void count(long[] counts, boolean never, boolean outside, boolean monitored) {
      counts[0] += never ? 1 : 0;
      counts[1] += outside ? 1 : 0;
      counts[2] += never && outside ? 1 : 0;
      counts[3] += monitored ? 1 : 0;
      counts[4] += outside ? 0 : 1;
      counts[5] += monitored && !outside ? 1 : 0;
    }

    private Score events(
        List<Map<Integer, Integer>> coveredBy,
        int falseAlerts,
        Accuracy never,
        Accuracy monitored,
        Optional<Lag> pixelLag) {
      List<Truth.Event> missed = new ArrayList<>();
      List<Integer> lags = new ArrayList<>();
      Map<EventType, Found> byType = new TreeMap<>();
      for (Truth.Event event : truth.events()) {
        if (event.date().toEpochDay() < monitorDay) {
          continue;
        }
        Map<Integer, Integer> alerts = coveredBy.get(event.id() - 1);
        int covered = alerts.values().stream().mapToInt(Integer::intValue).sum();
        boolean found = covered > 0 && covered >= FOUND_SHARE * event.pixels();
        if (found) {
          lags.add(lag(event, alerts));
        } else {
          missed.add(event);
        }
        Found before = byType.getOrDefault(event.type(), new Found(0, 0));
        byType.put(event.type(), new Found(before.found() + (found ? 1 : 0), before.toFind() + 1));
      }
      return new Score(
          lags.size() + missed.size(),
          lags.size(),
          missed,
          byType,
          alertDates.size(),
          falseAlerts,
          never,
          monitored,
          Lag.of(lags.stream().mapToInt(Integer::intValue).toArray()),
          pixelLag);
    }

    private int lag(Truth.Event event, Map<Integer, Integer> alerts) {
      int most = 0;
      long day = Long.MAX_VALUE;
      for (Map.Entry<Integer, Integer> alert : alerts.entrySet()) {
        long date = alertDates.get(alert.getKey() - 1).toEpochDay();
        if (alert.getValue() > most || (alert.getValue() == most && date < day)) {
          most = alert.getValue();
          day = date;
        }
      }
      return Math.toIntExact(day - event.date().toEpochDay());
    }
  }
}
