// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.tiles;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.sunqar.catalog.stac.Collection;
import org.sunqar.catalog.stac.TimeInterval;

/**
 * A layer of WMTS: the mosaic of a collection, or a map of a watch.
 *
 * @param id its identifier
 * @param styles the first is the default; the others are named formulas that its bands allow
 * @param days on which there are scenes, rising; empty where time plays no part
 * @param span from the first to the last day when there are too many to be listed
 */
record WmtsLayer(
    String id,
    Dataset dataset,
    List<String> styles,
    List<LocalDate> days,
    Optional<TimeInterval> span) {

  static final String DEFAULT_STYLE = "default";

  /** The time that means the newest of all. */
  static final String CURRENT = "current";

  private static final String WATCH = "watch:";

  /** More days than this are told as a span. */
  private static final int MOST_DAYS = 800;

  WmtsLayer {
    styles = List.copyOf(styles);
    days = List.copyOf(days);
  }

  static WmtsLayer of(Collection collection, Scenes scenes) {
    Dataset.OfCollection dataset = new Dataset.OfCollection(collection, Optional.empty());
    List<Scene> all =
        dataset
            .bbox()
            .map(box -> scenes.touching(collection.id(), box, Optional.empty()))
            .orElse(List.of());
    TreeSet<LocalDate> days = new TreeSet<>();
    all.forEach(scene -> days.add(scene.time().atZone(ZoneOffset.UTC).toLocalDate()));
    boolean listed = all.size() < Scenes.MOST && days.size() <= MOST_DAYS;
    return new WmtsLayer(
        collection.id(),
        dataset,
        styles(all),
        listed ? List.copyOf(days) : List.of(),
        listed ? Optional.empty() : dataset.time());
  }

  private static List<String> styles(List<Scene> scenes) {
    List<String> styles = new java.util.ArrayList<>(List.of(DEFAULT_STYLE));
    scenes.stream()
        .findFirst()
        .ifPresent(scene -> {
          for (Preset preset : Preset.values()) {
            if (scene.has(preset.bands())) {
              styles.add(preset.id());
            }
          }
        });
    return styles;
  }

  static WmtsLayer of(Dataset.OfRun run) {
    return new WmtsLayer(
        WATCH + run.watch() + ":" + run.map().id(),
        run,
        List.of(DEFAULT_STYLE),
        List.of(),
        Optional.empty());
  }

  boolean hasTime() {
    return !days.isEmpty() || span.isPresent();
  }

  /** The watch and the map that an identifier names. */
  static Optional<List<String>> watchMap(String id) {
    int last = id.lastIndexOf(':');
    return id.startsWith(WATCH) && last > WATCH.length()
        ? Optional.of(List.of(id.substring(WATCH.length(), last), id.substring(last + 1)))
        : Optional.empty();
  }
}
