// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.basemap;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.CoordinateSequenceFilter;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.index.strtree.STRtree;
import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.geopackage.FeatureFile;
import org.sunqar.raster.geo.Crs;
import org.sunqar.server.http.EntityTag;

/**
 * The features of a GeoPackage as tiles, one layer a table, made when they are asked for. Tables
 * that are named as the layers of the program's own map (land, lake, river, coast, border, admin1,
 * place) are drawn as those, others as plain lines and names.
 *
 * <p>Known limits: all features are kept in memory, therefore at most {@value #MOST_MEGABYTES} MB
 * of geometries; a larger map is to be made into PMTiles. A table of pictures (tiles) is refused.
 */
final class GeoPackageMap implements Basemap {

  private static final int MOST_MEGABYTES = 96;
  private static final int MAX_ZOOM = 14;

  /** Of one tile, more features are left out. */
  private static final int MOST_FEATURES = 50_000;

  /** Tiles that are kept (bytes). */
  private static final long KEPT = 32L << 20;

  private record Shape(String layer, Geometry geometry, Map<String, Object> values, int order) {}

  private final STRtree shapes = new STRtree();
  private final About about;
  private final Map<Long, Optional<Tile>> kept = new LinkedHashMap<>(256, 0.75f, true);
  private long keptBytes;

  private GeoPackageMap(Path file, List<FeatureFile.Layer> layers, FeatureFile features) {
    Envelope bounds = new Envelope();
    long left = MOST_MEGABYTES * 1_000_000L;
    int[] order = {0};
    for (FeatureFile.Layer layer : layers) {
      ToWorld toWorld = new ToWorld(layer.crs());
      left -=
          features.forEach(
              layer,
              left,
              feature -> {
                Geometry geometry = feature.geometry();
                geometry.apply(toWorld);
                geometry.geometryChanged();
                Envelope box = geometry.getEnvelopeInternal();
                if (Double.isFinite(
                    box.getMinX() + box.getMaxX() + box.getMinY() + box.getMaxY())) {
                  bounds.expandToInclude(box);
                  shapes.insert(
                      box, new Shape(layer.table(), geometry, feature.values(), order[0]++));
                }
              });
    }
    shapes.build();
    about = about(file, bounds);
  }

  /**
   * @throws CatalogException INVALID for a file without features, or with too many
   */
  static GeoPackageMap open(Path file) {
    try (FeatureFile features = FeatureFile.open(file)) {
      List<FeatureFile.Layer> layers = features.layers();
      if (layers.isEmpty()) {
        throw new CatalogException(
            CatalogException.Key.INVALID,
            file
                + (features.hasTiles()
                    ? " has pictures, but a base map is made of features; 'gdal_translate' makes"
                        + " MBTiles of it, and 'pmtiles convert' PMTiles of those"
                    : " has no table of features"));
      }
      return new GeoPackageMap(file, layers, features);
    }
  }

  @Override
  public About about() {
    return about;
  }

  @Override
  public Optional<Tile> tile(int z, int x, int y) {
    if (z > MAX_ZOOM) {
      return Optional.empty();
    }
    long id = PmTiles.tileId(z, x, y);
    synchronized (kept) {
      Optional<Tile> known = kept.get(id);
      if (known != null) {
        return known;
      }
    }
    Optional<Tile> made = make(z, x, y);
    synchronized (kept) {
      if (kept.put(id, made) == null) {
        keptBytes += size(made);
      }
      var eldest = kept.values().iterator();
      while (keptBytes > KEPT) {
        keptBytes -= size(eldest.next());
        eldest.remove();
      }
    }
    return made;
  }

  /** An empty one is not free either. */
  private static int size(Optional<Tile> tile) {
    return 100 + tile.map(t -> t.bytes().length).orElse(0);
  }

  private Optional<Tile> make(int z, int x, int y) {
    TileGeometry geometry = new TileGeometry(z, x, y);
    TileWriter tile = new TileWriter();
    @SuppressWarnings("unchecked") // it holds nothing else
    List<Shape> found = shapes.query(geometry.clip());
    found.stream()
        .sorted(java.util.Comparator.comparingInt(Shape::order))
        .limit(MOST_FEATURES)
        .forEach(shape -> geometry.add(tile, shape.layer, shape.geometry, shape.values));
    return tile.isEmpty() ? Optional.empty() : Optional.of(new Tile(gzip(tile.toBytes()), true));
  }

  @Override
  public void close() {
    // all of the file has been read
  }

  private static About about(Path file, Envelope world) {
    try {
      String state = file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file);
      String version = EntityTag.hash(state.getBytes(StandardCharsets.UTF_8)).substring(0, 16);
      Envelope box = world.isNull() ? new Envelope(0, 1, 0, 1) : world;
      return new About(
          String.valueOf(file.getFileName()),
          "",
          Format.MVT,
          0,
          MAX_ZOOM,
          Math.max(-180, 360 * box.getMinX() - 180),
          latitude(box.getMaxY()),
          Math.min(180, 360 * box.getMaxX() - 180),
          latitude(box.getMinY()),
          version);
    } catch (IOException e) {
      throw new CatalogException(
          CatalogException.Key.IO,
          "the base map " + file + " cannot be read: " + e.getMessage(),
          e);
    }
  }

  private static double latitude(double y) {
    return Math.toDegrees(Math.atan(Math.sinh(Math.PI * (1 - 2 * Math.clamp(y, 0, 1)))));
  }

  private static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 2 + 64);
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /**
   * Coordinates of a reference system to Web Mercator, 0 to 1 from west to east and north to south.
   */
  private record ToWorld(Crs crs) implements CoordinateSequenceFilter {

    /** Web Mercator ends here (degrees). */
    private static final double LAST = 85.0511287798066;

    @Override
    public void filter(CoordinateSequence sequence, int at) {
      double[] xy = {sequence.getX(at), sequence.getY(at)};
      crs.toLonLat(xy, 1);
      double sine = Math.sin(Math.toRadians(Math.clamp(xy[1], -LAST, LAST)));
      sequence.setOrdinate(at, 0, xy[0] / 360 + 0.5);
      sequence.setOrdinate(at, 1, 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI));
    }

    @Override
    public boolean isDone() {
      return false;
    }

    @Override
    public boolean isGeometryChanged() {
      return true;
    }
  }
}
