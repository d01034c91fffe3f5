// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.overview;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sunqar.catalog.stac.Asset;
import org.sunqar.catalog.stac.Band;
import org.sunqar.catalog.stac.BandSource;
import org.sunqar.catalog.stac.Item;
import org.sunqar.raster.render.ColorMap;

/**
 * How an item is shown when nobody says how: in true colour where it has red, green and blue; else
 * an index through a colour map; else its first band in grey.
 *
 * @param title for people
 * @param bands red, green and blue, or the one band; of each the files that it is in
 * @param colors the colour map of one band; empty for grey
 */
record SceneStyle(String title, List<List<BandSource>> bands, Optional<ColorMap> colors) {

  private static final List<String> TRUE_COLOUR = List.of("red", "green", "blue");

  /** Indices of vegetation, whose maps go from brown to green. */
  private static final Set<String> GREEN = Set.of("ndvi", "evi", "evi2", "savi", "msavi", "kndvi");

  SceneStyle {
    bands = List.copyOf(bands);
  }

  /** Empty when the item has no band that can be shown. */
  static Optional<SceneStyle> of(Item item) {
    List<List<BandSource>> colours = new ArrayList<>();
    for (String name : TRUE_COLOUR) {
      List<BandSource> parts = item.parts(name);
      if (!parts.isEmpty()) {
        colours.add(parts);
      }
    }
    if (colours.size() == TRUE_COLOUR.size()) {
      return Optional.of(new SceneStyle("True colour", colours, Optional.empty()));
    }
    return firstBand(item)
        .map(name -> {
          Optional<ColorMap> colors =
              GREEN.contains(name.toLowerCase(Locale.ROOT))
                  ? ColorMap.find("rdylgn")
                  : Optional.empty();
          return new SceneStyle(name, List.of(item.parts(name)), colors);
        });
  }

  /** The first band of an asset that holds data, and no mask. */
  private static Optional<String> firstBand(Item item) {
    for (Map.Entry<String, Asset> entry : item.assets().entrySet()) {
      Asset asset = entry.getValue();
      if (!asset.roles().contains("data")) {
        continue;
      }
      for (Band band : asset.bands()) {
        String name = band.name().isEmpty() ? band.commonName().orElse("") : band.name();
        if (!name.isEmpty() && band.fields().get("sunqar:clear_mask") == null) {
          return Optional.of(name);
        }
      }
    }
    return Optional.empty();
  }
}
