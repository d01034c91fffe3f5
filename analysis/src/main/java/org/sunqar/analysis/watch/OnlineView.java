// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.watch;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.sunqar.analysis.alert.AlertRule;
import org.sunqar.analysis.alert.PixelChange;
import org.sunqar.analysis.cube.Cube;
import org.sunqar.analysis.detect.online.EvidencePlanes;
import org.sunqar.analysis.detect.online.PixelEvidence;
import org.sunqar.analysis.detect.online.PixelState;
import org.sunqar.analysis.detect.online.SceneDetector;
import org.sunqar.analysis.state.StateView;
import org.sunqar.raster.geo.Window;

/** Reads maps and changes out of the planes of a chunk. */
final class OnlineView implements StateView<OnlineView.Found> {

  /**
   * What a chunk shows.
   *
   * @param maps for the files; empty where the chunk lies beyond them
   * @param views where it could be looked; empty likewise
   * @param changes pixels that may become part of an alert
   */
  record Found(Optional<ChangeMaps> maps, Optional<ClearViews> views, List<PixelChange> changes) {
    Found {
      changes = List.copyOf(changes);
    }
  }

  private final SceneDetector detector;
  private final AlertRule rule;
  private final Window map;
  private final Window place;
  private final int lastDay;

  /** The first date of each day with scenes. */
  private final NavigableMap<Integer, Integer> dates = new TreeMap<>();

  /**
   * A view.
   *
   * @param cube over the grid of the maps
   * @param history dates of the history
   * @param place of the state's grid in that of the maps
   */
  OnlineView(SceneDetector detector, Cube cube, int history, AlertRule rule, Window place) {
    this.detector = detector;
    this.rule = rule;
    this.map = cube.grid().window();
    this.place = place;
    LocalDate last = cube.scenes().getLast().day();
    this.lastDay = Math.toIntExact(last.toEpochDay());
    for (int date = cube.dates() - 1; date >= history; date--) {
      dates.put(Math.toIntExact(cube.scenes().get(date).day().toEpochDay()), date);
    }
  }

  @Override
  public Found of(Window window, PixelState state, float[] history) {
    Window inMap = window.shifted(place.col(), place.row());
    Optional<Window> seen = inMap.intersect(map);
    if (seen.isEmpty()) {
      return new Found(Optional.empty(), Optional.empty(), List.of());
    }
    ChangeMaps maps = noChange(seen.get());
    ClearViews views = ClearViews.none(seen.get());
    List<PixelChange> changes = new ArrayList<>();
    float[] status = state.moving(EvidencePlanes.STATUS);
    float[] observations = state.moving(EvidencePlanes.OBSERVATIONS);
    float[] last = state.moving(EvidencePlanes.LAST_DAY);
    int i = 0;
    for (int row = 0; row < seen.get().height(); row++) {
      int pixel =
          (seen.get().row() - inMap.row() + row) * window.width() + seen.get().col() - inMap.col();
      for (int col = 0; col < seen.get().width(); col++, i++, pixel++) {
        if (!(status[pixel] >= EvidencePlanes.NOTHING)) {
          maps.count()[i] = (short) Math.min(history[pixel], 0xffff);
          continue;
        }
        maps.count()[i] = (short) Math.min(history[pixel] + observations[pixel], 0xffff);
        if (!Float.isNaN(last[pixel])) {
          views.set(i, observations[pixel], lastDay - (int) last[pixel]);
        }
        maps.magnitude()[i] = 0;
        if (status[pixel] >= EvidencePlanes.PROVISIONAL) {
          PixelEvidence evidence = detector.evidence(state, pixel);
          maps.magnitude()[i] = evidence.magnitude();
          maps.day()[i] = evidence.firstDay().orElse(ChangeMaps.NO_DAY);
          change(seen.get().col() + col, seen.get().row() + row, evidence).ifPresent(changes::add);
        }
      }
    }
    return new Found(Optional.of(maps), Optional.of(views), changes);
  }

  private static ChangeMaps noChange(Window window) {
    int pixels = Math.toIntExact(window.pixels());
    int[] day = new int[pixels];
    float[] magnitude = new float[pixels];
    Arrays.fill(day, ChangeMaps.NO_DAY);
    Arrays.fill(magnitude, Float.NaN);
    return new ChangeMaps(window, day, magnitude, new short[pixels]);
  }

  /** A change that the rule takes, in the form that alerts are made of. */
  private Optional<PixelChange> change(int col, int row, PixelEvidence evidence) {
    if (evidence.firstDay().isEmpty()) {
      return Optional.empty();
    }
    int first = date(evidence.firstDay());
    int sure =
        date(evidence.detectionDay().isPresent() ? evidence.detectionDay() : evidence.lastDay());
    int run = Math.max(evidence.run(), evidence.beyond());
    return rule.strengthOf(run)
        .map(strength ->
            new PixelChange(
                col,
                row,
                strength,
                first,
                sure,
                run,
                evidence.lasting(),
                evidence.size(),
                evidence.magnitude(),
                evidence.observations()));
  }

  private int date(OptionalInt day) {
    var entry = dates.floorEntry(day.orElseThrow());
    return entry == null ? dates.firstEntry().getValue() : entry.getValue();
  }
}
