// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.sunqar.analysis.cube.SceneVariables;
import org.sunqar.analysis.story.FitPoint;
import org.sunqar.analysis.story.Observation;
import org.sunqar.analysis.story.Place;
import org.sunqar.analysis.story.PlaceReader;
import org.sunqar.analysis.story.SeriesStory;
import org.sunqar.analysis.story.SeriesTeller;
import org.sunqar.analysis.story.Sighting;
import org.sunqar.analysis.story.Timeline;
import org.sunqar.analysis.watch.DetectorSettings.BfastMonitoring;
import org.sunqar.analysis.watch.DetectorSettings.Online;
import org.sunqar.analysis.watch.DetectorSettings.TwoDates;
import org.sunqar.catalog.stac.Item;

/** The stories of pixels of a run as charts, where its detector sees a series. */
final class PixelStories {

  /** Days between the points of the season line. */
  private static final int STEP = 8;

  private final FinishedRun run;
  private final Speech speech;
  private final Timeline timeline;
  private final Optional<SeriesTeller> teller;
  private final List<SceneVariables> scenes;
  private final PlaceReader reader = new PlaceReader(4);

  /** A pixel's chart with what it rests on. */
  record Told(SeriesContent chart, SeriesStory story) {}

  PixelStories(FinishedRun run, Speech speech) {
    this.speech = speech;
    this.run = run;
    this.timeline = Timeline.of(run.cube(), run.watch().monitorFrom());
    this.teller = SeriesTeller.of(run.watch().detector(), timeline, run.regionalDeparture());
    Map<String, Item> byId =
        run.items().stream().collect(Collectors.toMap(Item::id, Function.identity(), (a, _) -> a));
    List<String> variable = List.of(run.watch().variable());
    this.scenes =
        run.cube().scenes().stream()
            .map(scene ->
                SceneVariables.of(Objects.requireNonNull(byId.get(scene.itemId())), variable)
                    .orElseThrow())
            .toList();
  }

  /** The story of a pixel of the run's grid; empty when it has no value on any date. */
  Optional<Told> tell(int col, int row) {
    return teller.flatMap(t -> tell(t, Place.pixel(run.grid(), col, row)));
  }

  private Optional<Told> tell(SeriesTeller detector, Place pixel) {
    List<Sighting> sightings = read(pixel);
    double[] clear = new double[sightings.size()];
    List<Observation> observations = new ArrayList<>();
    for (int t = 0; t < clear.length; t++) {
      clear[t] = Double.NaN;
      switch (sightings.get(t)) {
        case Sighting.Outside _ -> {}
        case Sighting.Unreadable unreadable -> throw unreadable.cause();
        case Sighting.Seen seen -> {
          clear[t] = seen.clearValue(0);
          if (Double.isFinite(seen.values()[0])) {
            observations.add(
                new Observation(timeline.days().get(t), seen.values()[0], seen.clear()));
          }
        }
      }
    }
    if (observations.isEmpty()) {
      return Optional.empty();
    }
    SeriesStory story = detector.tell(clear);
    Optional<LocalDate> change = story.change();
    return Optional.of(
        new Told(
            new SeriesContent(
                WatchWords.quantity(run.watch().variable()),
                observations,
                line(story),
                boundary(),
                story.historyStart(),
                timeline.monitorFrom(),
                change,
                story.confirmed().filter(day -> change.isEmpty() || day.isAfter(change.get()))),
            story));
  }

  private List<Sighting> read(Place pixel) {
    try {
      return reader.read(scenes, pixel);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a pixel was read", e);
    }
  }

  private String boundary() {
    return switch (run.watch().detector()) {
      case BfastMonitoring _ -> speech.text("series.usual");
      case Online _ -> speech.text("series.within");
      case TwoDates _ -> "";
    };
  }

  /** The season from the start of the history to the last scene, with the usual range. */
  private List<FitPoint> line(SeriesStory story) {
    List<FitPoint> line = new ArrayList<>();
    LocalDate monitorFrom = timeline.monitorFrom();
    LocalDate last = timeline.days().getLast();
    LocalDate day = story.historyStart();
    while (!day.isAfter(last)) {
      story.expectation().on(day).ifPresent(line::add);
      LocalDate next = day.plusDays(STEP);
      boolean overStart = day.isBefore(monitorFrom) && next.isAfter(monitorFrom);
      boolean overEnd = day.isBefore(last) && next.isAfter(last);
      day = overStart ? monitorFrom : overEnd ? last : next;
    }
    return line;
  }
}
