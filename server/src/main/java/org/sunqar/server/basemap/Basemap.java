// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.basemap;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.sunqar.catalog.CatalogException;

/**
 * Tiles of a map in Web Mercator, row 0 in the north, as {@code z/x/y}. It may be asked by many
 * threads at once.
 */
public interface Basemap extends AutoCloseable {

  /** How a tile is coded. */
  enum Format {
    /** Mapbox Vector Tile, version 2 */
    MVT("application/vnd.mapbox-vector-tile"),
    PNG("image/png"),
    JPEG("image/jpeg"),
    WEBP("image/webp");

    private final String mediaType;

    Format(String mediaType) {
      this.mediaType = mediaType;
    }

    public String mediaType() {
      return mediaType;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What the map is.
   *
   * @param name of the map, for people
   * @param attribution to be shown with it, plain text; may be empty
   * @param minZoom of tiles, 0..24
   * @param maxZoom of tiles, 0..24; later zooms are drawn from its tiles
   * @param west of what it covers (degrees), and so on
   * @param version changes when the tiles do
   */
  record About(
      String name,
      String attribution,
      Format format,
      int minZoom,
      int maxZoom,
      double west,
      double south,
      double east,
      double north,
      String version) {

    public About {
      if (minZoom < 0 || maxZoom > 24 || minZoom > maxZoom) {
        throw new IllegalArgumentException("zooms " + minZoom + " to " + maxZoom);
      }
    }
  }

  /** A tile's bytes, gzip'ed or not. */
  @SuppressWarnings("ArrayRecordComponent") // sent once, compared nowhere
  record Tile(byte[] bytes, boolean gzip) {}

  About about();

  /**
   * A tile; empty where the map has none.
   *
   * @throws CatalogException CORRUPT when the file is damaged, IO when it cannot be read
   */
  Optional<Tile> tile(int z, int x, int y);

  @Override
  void close();

  /** The map of the world that is part of the program. */
  static Basemap shipped() {
    try (InputStream in = Basemap.class.getResourceAsStream("world.pmtiles")) {
      if (in == null) {
        throw new IllegalStateException("the program has no base map");
      }
      return PmTiles.of(in.readAllBytes(), "the program's base map");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The map in a file: PMTiles, or a GeoPackage with features.
   *
   * @throws CatalogException NOT_FOUND, INVALID when it is neither, CORRUPT, IO
   */
  static Basemap open(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new CatalogException(
          CatalogException.Key.NOT_FOUND, "the base map " + file + " is not there");
    }
    byte[] start = new byte[16];
    try (InputStream in = Files.newInputStream(file)) {
      in.readNBytes(start, 0, start.length);
    } catch (IOException e) {
      throw new CatalogException(
          CatalogException.Key.IO,
          "the base map " + file + " cannot be read: " + e.getMessage(),
          e);
    }
    if (PmTiles.isOne(start)) {
      return PmTiles.open(file);
    }
    if (new String(start, 0, 15, StandardCharsets.US_ASCII).equals("SQLite format 3")) {
      return GeoPackageMap.open(file);
    }
    throw new CatalogException(
        CatalogException.Key.INVALID,
        file + " is no base map: it should be PMTiles (version 3) or a GeoPackage");
  }
}
