// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is often asked of all items, kept in narrow columns: to count them, the server then reads an
 * index a tenth of the size of the table.
 *
 * <p>Known limit: texts that are the same in their first {@value #MAX_TEXT} characters are counted
 * as one.
 */
final class PostgisFacts {

  /** Zoom of the column of tiles; the tiles of lower zooms are parts of its number. */
  static final int TILE_ZOOM = 12;

  /** An entry of an index must fit a third of a page. */
  private static final int MAX_TEXT = 200;

  /** Texts that are columns: property and column. */
  private static final Map<String, String> TEXTS =
      Map.of("platform", "platform", "constellation", "constellation", "grid:code", "grid_code");

  private PostgisFacts() {}

  /** The column of a property that is a text. */
  static Optional<String> textColumn(String property) {
    return Optional.ofNullable(TEXTS.get(property)).map(column -> "i." + column);
  }

  /** The column of a property that is a number. */
  static Optional<String> numberColumn(String property) {
    return property.equals("eo:cloud_cover") ? Optional.of("i.cloud_cover") : Optional.empty();
  }

  /** Platform, constellation and grid code. */
  static List<Optional<String>> texts(ItemRow row) {
    return List.of(text(row, "platform"), text(row, "constellation"), text(row, "grid:code"));
  }

  private static Optional<String> text(ItemRow row, String property) {
    return row.text(property)
        .map(text -> text.replace('\0', PostgisProperties.NUL_SUBSTITUTE))
        .map(text ->
            text.codePointCount(0, text.length()) <= MAX_TEXT
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MAX_TEXT)));
  }

  /** Percent; beyond the range of doubles the last of them. */
  static Optional<Double> cloudCover(ItemRow row) {
    return row.number("eo:cloud_cover").stream()
        .boxed()
        .map(value -> Math.clamp(value, -1.7e308, 1.7e308))
        .findFirst();
  }

  static int tile(ItemRow row) {
    long tile = TileKey.of(TILE_ZOOM, row.bbox());
    return (int) (tile >> 32) << TILE_ZOOM | (int) tile;
  }

  /** The tile of a zoom up to {@value #TILE_ZOOM} as {@link TileKey}, of an item's. */
  static String tile(int zoom) {
    int up = TILE_ZOOM - zoom;
    return "((i.tile >> "
        + (TILE_ZOOM + up)
        + ")::bigint << 32) | ((i.tile & "
        + ((1 << TILE_ZOOM) - 1)
        + ") >> "
        + up
        + ")";
  }
}
