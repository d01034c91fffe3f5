// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.tiles;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.sunqar.catalog.stac.Asset;
import org.sunqar.catalog.stac.Band;
import org.sunqar.catalog.stac.BandSource;
import org.sunqar.catalog.stac.Item;
import org.sunqar.catalog.stac.MaskSource;
import org.sunqar.raster.geo.Bounds;
import org.sunqar.raster.geo.Grid;

/**
 * Something with pixels that lie somewhere: an item, or a map of a watch.
 *
 * @param id names it in messages and entity tags
 * @param version changes whenever what it shows may have changed
 * @param bbox longitudes and latitudes (degrees)
 * @param time when it was seen
 * @param grid where its pixels lie
 * @param bands names of its bands, in order
 * @param mask which of its pixels are clear, when it says so
 * @param cloudCover share of clouds (percent); 101 where it is not known
 * @param stretch the stored samples from black to white of red, green and blue in its own
 *     thumbnail; empty where it tells none
 * @param sources the files of each band by its name in lower case, filled as they are asked for
 * @param origin finds them
 */
record Scene(
    String id,
    String version,
    Bounds bbox,
    Instant time,
    Optional<Grid> grid,
    List<String> bands,
    Optional<MaskSource> mask,
    double cloudCover,
    List<Range> stretch,
    Map<String, List<BandSource>> sources,
    Origin origin) {

  /** Finds the files of a band; an empty list when there is no such band. */
  @FunctionalInterface
  interface Origin {
    List<BandSource> parts(String name);
  }

  static final List<String> TRUE_COLOUR = List.of("red", "green", "blue");

  /** Bands beyond this are no band names that somebody means. */
  private static final int MOST_NAMES = 64;

  static Scene of(Item item, String version) {
    return new Scene(
        item.id(),
        version,
        item.bbox(),
        item.time(),
        item.grid(),
        shown(item),
        item.clearMask(),
        item.properties().containsKey("eo:cloud_cover")
            ? item.properties().get("eo:cloud_cover").asDouble(101)
            : 101,
        stretch(item),
        new ConcurrentHashMap<>(),
        item::parts);
  }

  /** Of the default rendering that the importer drew its thumbnail with. */
  private static List<Range> stretch(Item item) {
    JsonNode renders = item.properties().get("renders");
    List<Range> found = new ArrayList<>();
    for (int band = 0; renders != null && band < TRUE_COLOUR.size(); band++) {
      JsonNode range = renders.path("default").path("rescale").path(band);
      double low = range.path(0).asDouble(Double.NaN);
      double high = range.path(1).asDouble(Double.NaN);
      if (!(low < high)) {
        return List.of();
      }
      found.add(new Range(low, high));
    }
    return List.copyOf(found);
  }

  /** The bands that somebody may want to see: those of assets that hold data, without masks. */
  private static List<String> shown(Item item) {
    Set<String> names = new LinkedHashSet<>();
    for (Asset asset : item.assets().values()) {
      if (!asset.roles().contains("data")) {
        continue;
      }
      for (Band band : asset.bands()) {
        String name = band.commonName().orElse(band.name());
        if (!name.isEmpty() && band.fields().get("sunqar:clear_mask") == null) {
          names.add(name);
        }
      }
    }
    return List.copyOf(names);
  }

  /** A file with one band. */
  static Scene of(String name, String version, Instant time, Grid grid, BandSource band) {
    return ofBands(name, version, time, grid, List.of(name), List.of(band));
  }

  /** A file with some bands. */
  static Scene ofBands(
      String id,
      String version,
      Instant time,
      Grid grid,
      List<String> names,
      List<BandSource> bands) {
    return new Scene(
        id,
        version,
        grid.lonLatBounds(),
        time,
        Optional.of(grid),
        names,
        Optional.empty(),
        101,
        List.of(),
        new ConcurrentHashMap<>(),
        asked -> {
          int at = names.indexOf(asked);
          return at < 0 ? List.of() : List.of(bands.get(at));
        });
  }

  Scene withStretch(List<Range> other) {
    return new Scene(
        id, version, bbox, time, grid, bands, mask, cloudCover, other, sources, origin);
  }

  /**
   * The physical values from black to white of red, green and blue in its own thumbnail; empty
   * where it tells none.
   */
  List<Range> brightness() {
    List<Range> found = new ArrayList<>();
    for (Range levels : stretch) {
      List<BandSource> parts = parts(TRUE_COLOUR.get(found.size()));
      if (parts.isEmpty() || !(parts.getFirst().scale() > 0)) {
        return List.of();
      }
      BandSource band = parts.getFirst();
      found.add(
          new Range(
              levels.low() * band.scale() + band.offset(),
              levels.high() * band.scale() + band.offset()));
    }
    return List.copyOf(found);
  }

  /** The files that a band is in, see {@link Item#parts}. */
  List<BandSource> parts(String band) {
    String key = band.toLowerCase(Locale.ROOT);
    List<BandSource> known = sources.get(key);
    if (known != null) {
      return known;
    }
    List<BandSource> found = List.copyOf(origin.parts(band));
    if (sources.size() < MOST_NAMES) {
      sources.put(key, found);
    }
    return found;
  }

  /** Whether it has all of some bands. */
  boolean has(List<String> names) {
    return names.stream().noneMatch(name -> parts(name).isEmpty());
  }
}
