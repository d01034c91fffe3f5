// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.locationtech.jts.geom.Geometry;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.alert.GeoJsonReader;
import org.sunqar.analysis.simulate.EventType;
import org.sunqar.analysis.simulate.Truth;
import org.sunqar.analysis.watch.AreaMask;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.Pixels;
import org.sunqar.raster.pixel.Raster;
import org.sunqar.raster.pixel.Resampling;
import org.sunqar.raster.reader.Rasters;
import org.sunqar.raster.warp.WarpOptions;
import org.sunqar.raster.warp.WarpedRaster;

/**
 * Reads a reference: a GeoJSON feature collection, or a raster.
 *
 * <p>A feature is a change. Its day is in the property {@code change} or {@code date} (2022-05-31);
 * its property {@code class} may be {@code change} or {@code stable}. If any feature is {@code
 * stable} (or {@code no_change}), the features are units of a sample, each of which stands for the
 * place of its point or the middle of its polygon; otherwise the polygons are all the changes there
 * were. A change without a day counts as one in the time that is watched.
 *
 * <p>A raster has the day of change as days since 1970-01-01 in its first band, as {@code
 * event_date.tif} of a simulation, and 0 or no value where nothing happened; bytes are classes, of
 * which all but 0 are changes without a day. Pixels of equal day that touch are one event.
 */
public final class ReferenceReader {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long MOST_BYTES = 256L << 20;
  private static final Set<String> STABLE = Set.of("stable", "no_change", "nochange");

  private final Grid grid;
  private final LocalDate monitorFrom;
  private final LocalDate last;

  /**
   * A reader.
   *
   * @param grid of the run
   * @param monitorFrom first day that is watched
   * @param last day of the run's last scene: what happened later could not be found
   */
  public ReferenceReader(Grid grid, LocalDate monitorFrom, LocalDate last) {
    this.grid = grid;
    this.monitorFrom = monitorFrom;
    this.last = last;
  }

  /**
   * Reads a file.
   *
   * @throws AnalysisException AREA when it is no reference of this place
   */
  public Reference read(Path file) throws IOException {
    if (grid.window().pixels() > Integer.MAX_VALUE - 8) {
      throw new AnalysisException(
          AnalysisException.Key.MEMORY, "the watch has too many pixels to evaluate at once");
    }
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    if (!name.endsWith(".geojson") && !name.endsWith(".json")) {
      return new Reference.Complete(ofRaster(file));
    }
    if (Files.size(file) > MOST_BYTES) {
      throw invalid(file + " is larger than 256 MiB");
    }
    JsonNode json;
    try {
      json = JSON.readTree(Files.readString(file, StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      throw invalid(file + " is not JSON: " + e.getOriginalMessage());
    }
    JsonNode features = json.path("features");
    if (!json.path("type").asText().equals("FeatureCollection") || features.isEmpty()) {
      throw invalid(file + " is not a GeoJSON feature collection with features");
    }
    boolean sampled = false;
    for (JsonNode feature : features) {
      sampled |= STABLE.contains(classOf(feature));
    }
    return sampled ? sampled(features) : new Reference.Complete(complete(features));
  }

  private Reference.Sampled sampled(JsonNode features) {
    List<Reference.Unit> units = new ArrayList<>();
    for (JsonNode feature : features) {
      double[] place = place(feature);
      grid.crs().fromLonLat(place, 1);
      int col = (int) Math.floor(grid.affine().colOf(place[0], place[1]));
      int row = (int) Math.floor(grid.affine().rowOf(place[0], place[1]));
      if (col >= 0 && col < grid.width() && row >= 0 && row < grid.height()) {
        boolean changed =
            !STABLE.contains(classOf(feature)) && day(feature).map(this::watched).orElse(true);
        units.add(new Reference.Unit(row * grid.width() + col, changed));
      }
    }
    return new Reference.Sampled(units);
  }

  private static double[] place(JsonNode feature) {
    JsonNode geometry = feature.path("geometry");
    if (geometry.path("type").asText().equals("Point")) {
      JsonNode point = geometry.path("coordinates");
      if (point.path(0).isNumber() && point.path(1).isNumber()) {
        return new double[] {point.get(0).asDouble(), point.get(1).asDouble()};
      }
      throw invalid("a unit of the reference has a point without coordinates");
    }
    var inside = GeoJsonReader.area(geometry.toString(), "a unit of the reference");
    return new double[] {inside.getInteriorPoint().getX(), inside.getInteriorPoint().getY()};
  }

  private Truth complete(JsonNode features) {
    int pixels = Math.toIntExact(grid.window().pixels());
    byte[] type = new byte[pixels];
    int[] days = new int[pixels];
    int[] ids = new int[pixels];
    List<Truth.Event> events = new ArrayList<>();
    for (JsonNode feature : features) {
      Geometry polygon =
          GeoJsonReader.area(feature.path("geometry").toString(), "a change of the reference");
      LocalDate day = day(feature).orElse(monitorFrom);
      int id = events.size() + 1;
      int count = 0;
      for (int pixel : inside(polygon)) {
        if (ids[pixel] == 0) {
          ids[pixel] = id;
          type[pixel] = (byte) EventType.CLEARING.code();
          days[pixel] = Math.toIntExact(day.toEpochDay());
          count++;
        }
      }
      // what covers no pixel's centre cannot be found, but was there
      events.add(new Truth.Event(id, EventType.CLEARING, day, count));
    }
    events.removeIf(event -> event.pixels() == 0);
    return renumbered(new Truth(grid.width(), grid.height(), type, days, ids, List.of()), events);
  }

  /** Ids of events run from 1 without gaps. */
  private static Truth renumbered(Truth truth, List<Truth.Event> events) {
    int[] numbers = new int[events.stream().mapToInt(Truth.Event::id).max().orElse(0) + 1];
    List<Truth.Event> all = new ArrayList<>();
    for (Truth.Event event : events) {
      numbers[event.id()] = all.size() + 1;
      all.add(new Truth.Event(all.size() + 1, event.type(), event.date(), event.pixels()));
    }
    int[] ids = truth.eventId();
    for (int i = 0; i < ids.length; i++) {
      ids[i] = numbers[ids[i]];
    }
    return new Truth(truth.width(), truth.height(), truth.eventType(), truth.eventDay(), ids, all);
  }

  private List<Integer> inside(Geometry polygon) {
    List<Integer> pixels = new ArrayList<>();
    AreaMask mask;
    try {
      mask = AreaMask.of(polygon, grid);
    } catch (AnalysisException e) {
      if (e.key() == AnalysisException.Key.AREA) {
        return pixels; // elsewhere, or smaller than a pixel
      }
      throw e;
    }
    Window window = mask.window();
    for (int row = 0; row < window.height(); row++) {
      for (int col = 0; col < window.width(); col++) {
        if (mask.contains(col, row)) {
          pixels.add((window.row() + row) * grid.width() + window.col() + col);
        }
      }
    }
    return pixels;
  }

  private Truth ofRaster(Path file) {
    int pixels = Math.toIntExact(grid.window().pixels());
    byte[] type = new byte[pixels];
    int[] days = new int[pixels];
    try (Raster source = Rasters.open(file);
        Raster onGrid =
            WarpedRaster.of(source, grid, WarpOptions.of(Resampling.NEAREST).withMaxError(0))) {
      boolean classes = source.bands().getFirst().type().bytes() == 1;
      int rows = Math.max(1, (1 << 22) / grid.width());
      for (int top = 0; top < grid.height(); top += rows) {
        Window strip = new Window(0, top, grid.width(), Math.min(rows, grid.height() - top));
        Pixels read = onGrid.pixels(strip, 1);
        PixelBlock values = read.values().getFirst();
        for (int i = 0; i < values.size(); i++) {
          if (read.isValid(0, i) && values.get(i) != 0) {
            int pixel = top * grid.width() + i;
            type[pixel] = (byte) EventType.CLEARING.code();
            days[pixel] = classes ? Math.toIntExact(monitorFrom.toEpochDay()) : (int) values.get(i);
          }
        }
      }
    }
    return Truth.of(grid.width(), grid.height(), type, days);
  }

  private boolean watched(LocalDate day) {
    return !day.isBefore(monitorFrom) && !day.isAfter(last);
  }

  private static String classOf(JsonNode feature) {
    return feature.path("properties").path("class").asText("").toLowerCase(Locale.ROOT);
  }

  private static Optional<LocalDate> day(JsonNode feature) {
    JsonNode properties = feature.path("properties");
    JsonNode value =
        properties.hasNonNull("change") ? properties.get("change") : properties.path("date");
    if (!value.isTextual()) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDate.parse(value.asText()));
    } catch (DateTimeParseException e) {
      throw new AnalysisException(
          AnalysisException.Key.AREA,
          "a change of the reference has the day '" + value.asText() + "'; write it as 2022-05-31",
          e);
    }
  }

  private static AnalysisException invalid(String message) {
    return new AnalysisException(AnalysisException.Key.AREA, message);
  }
}
