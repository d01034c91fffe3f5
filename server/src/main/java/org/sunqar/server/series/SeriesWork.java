// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.series;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.sunqar.analysis.cube.SceneVariables;
import org.sunqar.analysis.cube.SpectralIndex;
import org.sunqar.analysis.detect.BfastMonitorOptions;
import org.sunqar.analysis.detect.online.OnlineDetectors;
import org.sunqar.analysis.story.FitPoint;
import org.sunqar.analysis.story.Place;
import org.sunqar.analysis.story.PlaceReader;
import org.sunqar.analysis.story.SeriesStory;
import org.sunqar.analysis.story.SeriesTeller;
import org.sunqar.analysis.story.Sighting;
import org.sunqar.analysis.story.Timeline;
import org.sunqar.analysis.watch.DetectorSettings;
import org.sunqar.analysis.watch.RunDetails;
import org.sunqar.analysis.watch.Watch;
import org.sunqar.catalog.stac.Item;
import org.sunqar.server.http.Problem;
import org.sunqar.server.series.SeriesQuery.Where;

/** Reads a series, lets a detector look at it, and writes what came out. */
final class SeriesWork {

  /** What is shown when nobody says what; those that the bands allow. */
  private static final List<String> USUAL = List.of("ndvi", "ndmi", "nbr", "mndwi");

  /** Share of the dates that are history when nobody says where monitoring begins. */
  private static final double HISTORY = 0.6;

  /** Pixels of an area over all dates: some seconds of reading. */
  private static final long MOST_VALUES = 200_000_000;

  private static final String BFAST_MONITOR = "bfast-monitor";
  static final String BFAST_MONITOR_ONLINE = "bfast-monitor-online";

  private final String collection;
  private final SeriesQuery query;
  private final Optional<Watch> watch;
  private final Optional<Path> run;

  /**
   * The work on a query.
   *
   * @param run folder of the watch's latest run
   */
  SeriesWork(String collection, SeriesQuery query, Optional<Watch> watch, Optional<Path> run) {
    this.collection = collection;
    this.query = query;
    this.watch = watch;
    this.run = run;
  }

  /** What was read, one scene an element of each list. */
  private record Read(List<String> indices, List<SceneVariables> scenes, List<Sighting> sightings) {

    /** The scenes that hold the place. */
    int[] shown() {
      return IntStream.range(0, scenes.size())
          .filter(t -> !(sightings.get(t) instanceof Sighting.Outside))
          .toArray();
    }

    double number(int scene, ToDoubleFunction<Sighting.Seen> of) {
      return sightings.get(scene) instanceof Sighting.Seen seen
          ? of.applyAsDouble(seen)
          : Double.NaN;
    }

    boolean clear(int scene) {
      return sightings.get(scene) instanceof Sighting.Seen seen && seen.clear();
    }
  }

  /**
   * The series as it is sent.
   *
   * @param items the scenes that may hold the place, in the order of analysis
   */
  ObjectNode series(List<Item> items, Place place, PlaceReader reader) throws InterruptedException {
    DetectorChoice detector = detector(); // wrong ones are told before anything is read
    List<String> names = names(items);
    List<SceneVariables> scenes =
        items.stream()
            .flatMap(item -> SceneVariables.of(item, names).stream())
            .map(scene -> query.masked() ? scene : scene.withoutMask())
            .toList();
    requireSome(items, names, scenes);
    requireAffordable(scenes, place);
    Read read = new Read(names, scenes, reader.read(scenes, place));
    int[] shown = read.shown();
    if (shown.length == 0) {
      throw outside();
    }
    LocalDate from = from(read, shown);
    ObjectNode json = write(read, shown, from, detector);
    json.set("offers", SeriesOffers.of(items));
    return json;
  }

  /** Which detector looks at the series, and under which name. */
  private record DetectorChoice(Optional<DetectorSettings> settings, String name) {}

  private DetectorChoice detector() {
    Optional<DetectorSettings> ofWatch = watch.map(Watch::detector);
    String name =
        query.detector().orElseGet(() -> ofWatch.orElseGet(DetectorSettings::usual).name());
    if (ofWatch.isPresent() && ofWatch.get().name().equals(name)) {
      return new DetectorChoice(ofWatch, name);
    }
    return switch (name) {
      case SeriesQuery.NO_DETECTOR -> new DetectorChoice(Optional.empty(), name);
      case "difference" ->
          throw Problem.badRequest("detector", "a difference of two dates sees no series");
      case BFAST_MONITOR ->
          new DetectorChoice(
              Optional.of(new DetectorSettings.BfastMonitoring(BfastMonitorOptions.defaults())),
              name);
      case BFAST_MONITOR_ONLINE ->
          new DetectorChoice(
              Optional.of(new DetectorSettings.Online(OnlineDetectors.of(BFAST_MONITOR, Map.of()))),
              name);
      default -> {
        if (!OnlineDetectors.names().contains(name)) {
          throw Problem.badRequest(
              "detector",
              "there is no detector '%s'; there are %s, %s, %s"
                  .formatted(
                      SeriesQuery.shown(name),
                      String.join(", ", OnlineDetectors.names()),
                      BFAST_MONITOR_ONLINE,
                      SeriesQuery.NO_DETECTOR));
        }
        yield new DetectorChoice(
            Optional.of(new DetectorSettings.Online(OnlineDetectors.of(name, Map.of()))), name);
      }
    };
  }

  private List<String> names(List<Item> items) {
    if (!query.indices().isEmpty()) {
      return query.indices();
    }
    if (watch.isPresent()) {
      return List.of(watch.get().variable());
    }
    List<String> usual =
        USUAL.stream().filter(name -> items.stream().anyMatch(item -> allows(item, name))).toList();
    return usual.isEmpty()
        ? items.stream().flatMap(item -> bands(item).stream()).limit(1).toList()
        : usual;
  }

  private static boolean allows(Item item, String name) {
    return item.band(name).isPresent()
        || SpectralIndex.of(name).orElseThrow().bands().stream()
            .allMatch(band -> item.band(band).isPresent());
  }

  /** The bands that are no mask. */
  static List<String> bands(Item item) {
    return item.bandNames().stream()
        .filter(name ->
            item.band(name)
                .filter(band ->
                    item.clearMask()
                        .filter(
                            mask -> mask.href().equals(band.href()) && mask.band() == band.band())
                        .isEmpty())
                .isPresent())
        .toList();
  }

  private void requireSome(List<Item> items, List<String> names, List<SceneVariables> scenes) {
    if (items.isEmpty()) {
      throw outside();
    }
    for (int v = 0; v < names.size(); v++) {
      int variable = v;
      if (scenes.stream().noneMatch(scene -> scene.has(variable))) {
        throw Problem.badRequest(
            "index",
            "no scene of collection '%s' allows '%s'; its bands are %s, and indices are %s"
                .formatted(
                    collection,
                    SeriesQuery.shown(names.get(v)),
                    String.join(
                        ", ",
                        items.stream()
                            .flatMap(item -> item.bandNames().stream())
                            .collect(java.util.stream.Collectors.toCollection(TreeSet::new))),
                    String.join(", ", SpectralIndex.names())));
      }
    }
    if (scenes.isEmpty()) {
      throw Problem.badRequest("index", "collection '" + collection + "' has no bands");
    }
  }

  /** Refuses what would take minutes before anything is read. */
  private static void requireAffordable(List<SceneVariables> scenes, Place place) {
    long pixels = 0;
    for (SceneVariables scene : scenes) {
      pixels += place.in(scene.grid()).map(piece -> piece.window().pixels()).orElse(0L);
    }
    if (pixels > MOST_VALUES) {
      throw Problem.badRequest(
          "geometry",
          "the area has %d pixels over all dates, and at most %d can be read at once: take a smaller one"
              .formatted(pixels, MOST_VALUES));
    }
  }

  private Problem outside() {
    return Problem.notFound(
        switch (query.where()) {
          case Where.Point point ->
              "no scene of collection '%s' holds the place %s, %s"
                  .formatted(collection, point.longitude(), point.latitude());
          case Where.Area _ ->
              "no scene of collection '%s' has a pixel in the area".formatted(collection);
        });
  }

  private LocalDate from(Read read, int[] shown) {
    return query
        .from()
        .or(() -> watch.map(Watch::monitorFrom))
        .orElseGet(() -> {
          int history = Math.max(1, (int) (HISTORY * shown.length));
          return read.scenes().get(shown[history - 1]).day().plusDays(1);
        });
  }

  private ObjectNode write(Read read, int[] shown, LocalDate from, DetectorChoice detector) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("collection", collection).put("from", from.toString());
    json.put("detector", detector.name());
    ArrayNode dates = json.putArray("dates");
    ArrayNode items = json.putArray("items");
    ArrayNode clear = json.putArray("clear");
    for (int t : shown) {
      dates.add(read.scenes().get(t).day().toString());
      items.add(read.scenes().get(t).itemId());
      clear.add(read.clear(t));
    }
    boolean area = query.where() instanceof Where.Area;
    if (area) {
      write(json.putArray("clearShare"), shown, t -> read.number(t, Sighting.Seen::clearShare));
    }
    ObjectNode indices = json.putObject("indices");
    for (int v = 0; v < read.indices().size(); v++) {
      int variable = v;
      write(
          indices.putArray(read.indices().get(v)),
          shown,
          t -> read.number(t, seen -> seen.values()[variable]));
    }
    if (area) {
      ObjectNode spread = json.putObject("spread");
      for (int v = 0; v < read.indices().size(); v++) {
        int variable = v;
        write(
            spread.putArray(read.indices().get(v)),
            shown,
            t -> read.number(t, seen -> seen.spread()[variable]));
      }
    }
    detect(json, read, shown, from, detector);
    List<String> unreadable =
        IntStream.of(shown)
            .filter(t -> read.sightings().get(t) instanceof Sighting.Unreadable)
            .mapToObj(t -> read.scenes().get(t).itemId())
            .toList();
    if (!unreadable.isEmpty()) {
      unreadable.forEach(json.putArray("unreadable")::add);
    }
    return json;
  }

  /** Adds what the detector expects of each index, and its breaks. */
  private void detect(
      ObjectNode json, Read read, int[] shown, LocalDate from, DetectorChoice detector) {
    ObjectNode fits = json.putObject("fit");
    ArrayNode breaks = json.putArray("breaks");
    if (detector.settings().isEmpty()) {
      return;
    }
    Timeline timeline =
        new Timeline(read.scenes().stream().map(SceneVariables::day).toList(), from);
    for (int v = 0; v < read.indices().size(); v++) {
      String index = read.indices().get(v);
      int variable = v;
      Optional<SeriesTeller> teller =
          SeriesTeller.of(detector.settings().get(), timeline, regional(index, detector, timeline));
      if (teller.isEmpty()) {
        continue;
      }
      double[] values =
          IntStream.range(0, read.scenes().size())
              .mapToDouble(t -> read.number(t, seen -> seen.clearValue(variable)))
              .toArray();
      SeriesStory story = teller.get().tell(values);
      write(fits, index, story, timeline, shown);
      write(breaks, index, story, detector.name());
    }
  }

  /** What the watch's run took off, where the series is the watch's own. */
  private List<Float> regional(String index, DetectorChoice detector, Timeline timeline) {
    boolean own =
        watch
            .filter(w -> w.variable().equals(index))
            .filter(w -> w.monitorFrom().equals(timeline.monitorFrom()))
            .filter(w -> detector.settings().filter(w.detector()::equals).isPresent())
            .isPresent();
    return own
        ? run.map(folder -> RunDetails.regionalDeparture(folder, timeline.monitoredDates()))
            .orElse(List.of())
        : List.of();
  }

  private static void write(
      ObjectNode fits, String index, SeriesStory story, Timeline timeline, int[] shown) {
    List<Optional<FitPoint>> points = new ArrayList<>();
    for (int t : shown) {
      points.add(story.expectation().on(timeline.days().get(t)));
    }
    if (points.stream().allMatch(Optional::isEmpty)) {
      return;
    }
    ObjectNode fit = fits.putObject(index);
    int[] all = IntStream.range(0, shown.length).toArray();
    write(fit.putArray("expected"), all, t -> number(points.get(t), FitPoint::value));
    write(fit.putArray("low"), all, t -> number(points.get(t), FitPoint::lower));
    write(fit.putArray("high"), all, t -> number(points.get(t), FitPoint::upper));
  }

  private static double number(Optional<FitPoint> point, ToDoubleFunction<FitPoint> of) {
    return point.isPresent() ? of.applyAsDouble(point.get()) : Double.NaN;
  }

  private static void write(ArrayNode breaks, String index, SeriesStory story, String detector) {
    Optional<LocalDate> date = story.change().or(story::confirmed);
    if (date.isEmpty()) {
      return;
    }
    ObjectNode one = breaks.addObject();
    one.put("date", date.get().toString());
    story.confirmed().ifPresent(day -> one.put("confirmed", day.toString()));
    story.magnitude().ifPresent(value -> one.put("magnitude", (float) value));
    story.probability().ifPresent(value -> one.put("probability", (float) value));
    one.put("detector", detector).put("index", index);
  }

  /** Numbers as float32, which the pixels are; null where there is none. */
  private static void write(
      ArrayNode out, int[] scenes, java.util.function.IntToDoubleFunction of) {
    for (int t : scenes) {
      double value = of.applyAsDouble(t);
      if (Double.isFinite(value)) {
        out.add((float) value);
      } else {
        out.addNull();
      }
    }
  }
}
