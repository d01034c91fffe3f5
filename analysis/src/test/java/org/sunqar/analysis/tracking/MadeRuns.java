// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.tracking;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.sunqar.analysis.TestScenes;
import org.sunqar.analysis.alert.Alert;
import org.sunqar.analysis.alert.AlertBuilder;
import org.sunqar.analysis.alert.AlertRule;
import org.sunqar.analysis.alert.PixelChange;
import org.sunqar.analysis.alert.PixelGroup;
import org.sunqar.raster.geo.Grid;

/**
 * Runs that were never computed: a picture says which pixels are of which group, date indices are
 * days since 2024-01-01.
 */
public final class MadeRuns {

  public static final LocalDate ORIGIN = LocalDate.of(2024, 1, 1);
  static final double PIXEL_HA = 0.09;

  private MadeRuns() {}

  /** The grid of a picture of so many columns and rows. */
  public static Grid grid(int width, int height) {
    return TestScenes.utm(width, height);
  }

  /**
   * The groups of a picture: equal letters are a group, a dot is nothing.
   *
   * @param day on which the changes are first seen, as a date index
   * @param run outliers in a row
   */
  public static List<PixelGroup> groups(String picture, int day, int run) {
    String[] rows = picture.strip().split(" +");
    int width = rows[0].length();
    Map<Character, List<Integer>> pixels = new TreeMap<>();
    for (int row = 0; row < rows.length; row++) {
      for (int col = 0; col < width; col++) {
        char letter = rows[row].charAt(col);
        if (letter != '.') {
          pixels.computeIfAbsent(letter, _ -> new ArrayList<>()).add(row * width + col);
        }
      }
    }
    List<PixelGroup> groups = new ArrayList<>();
    for (List<Integer> members : pixels.values()) {
      int[] indices = members.stream().mapToInt(Integer::intValue).toArray();
      groups.add(new PixelGroup(indices, changes(indices, width, day, run)));
    }
    return AlertBuilder.ordered(groups);
  }

  private static List<PixelChange> changes(int[] pixels, int width, int day, int run) {
    List<PixelChange> changes = new ArrayList<>();
    for (int pixel : pixels) {
      changes.add(
          new PixelChange(
              pixel % width,
              pixel / width,
              PixelChange.Strength.SEED,
              day,
              day + 10,
              run,
              1,
              -5,
              -0.3f,
              20));
    }
    return changes;
  }

  public static AlertBuilder builder(String watch, Grid grid) {
    return new AlertBuilder(
        watch, grid, PIXEL_HA * 1e4, day -> ORIGIN.plusDays(day), day -> "scene-" + day);
  }

  /** A watch's alerts over made runs, kept in memory. */
  static final class Life {
    private final Map<String, AlertObject> alerts = new TreeMap<>();
    private final Map<String, int[]> pixels = new TreeMap<>();
    final List<HistoryEntry> history = new ArrayList<>();
    private final AlertRule rule;
    AlertTracking.Outcome last = new AlertTracking.Outcome(List.of(), List.of(), List.of(), 0);

    Life(AlertRule rule) {
      this.rule = rule;
    }

    /** A run over scenes up to a day. */
    Life run(String picture, int changeDay, int outliers, int lastDay) {
      String[] rows = picture.strip().split(" +");
      Grid grid = grid(rows[0].length(), rows.length);
      AlertBuilder builder = builder("w", grid);
      AlertTracking tracking =
          new AlertTracking(
              "w",
              "bayes",
              rule,
              new AlertTracking.GridSize(grid.width(), grid.height(), PIXEL_HA),
              builder::alert);
      List<PixelGroup> groups = groups(picture, changeDay, outliers);
      List<Alert> found = groups.stream().map(group -> builder.alert(group, "")).toList();
      List<AlertTracking.Known> known =
          alerts.values().stream()
              .filter(alert -> alert.machine().status() != MachineStatus.MERGED)
              .map(alert ->
                  new AlertTracking.Known(alert, pixels.getOrDefault(alert.id(), new int[0])))
              .toList();
      LocalDate lastScene = ORIGIN.plusDays(lastDay);
      Instant at = lastScene.atTime(12, 0).toInstant(ZoneOffset.UTC);
      last =
          tracking.track(
              new AlertTracking.Run("run-" + lastDay, at, lastScene, "Sunqar"),
              known,
              alerts.size(),
              groups,
              found);
      for (AlertTracking.Change change : last.changes()) {
        alerts.put(change.alert().id(), change.alert());
        change.entry().ifPresent(history::add);
      }
      for (int i = 0; i < last.found().size(); i++) {
        pixels.put(last.found().get(i).id(), last.groups().get(i).pixels());
      }
      return this;
    }

    AlertObject alert(String id) {
      return java.util.Objects.requireNonNull(alerts.get(id));
    }

    void review(String id, Review.Move move) {
      AlertObject alert = alert(id);
      Review review =
          alert.review().after(move, id, "ana", Instant.EPOCH, alert.finding().areaHa());
      alerts.put(id, alert.with(review).entered(Instant.EPOCH));
    }

    /** Each alert as {@code id status pixels}. */
    List<String> summary() {
      return alerts.values().stream()
          .map(alert ->
              alert.id() + " " + alert.machine().status().text() + " " + alert.finding().pixels())
          .toList();
    }

    List<String> entries(String id) {
      return history.stream()
          .filter(entry -> entry.alert().equals(id))
          .map(entry -> entry.number() + " " + entry.kind().text())
          .toList();
    }
  }
}
