// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tilematrix;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Bounds;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Grid;

/**
 * A tile matrix set of the OGC standard Two Dimensional Tile Matrix Set 2.0 (17-083r4), from the
 * coarsest to the finest matrix. Coordinates are x first.
 *
 * <p>Matrices are addressed by their zoom, which is their identifier where identifiers are
 * consecutive numbers, and their place in the list, from 0, where they are not.
 *
 * <p>Known limits: matrices whose rows are counted from the bottom, and those with fewer columns
 * towards the poles ({@code variableMatrixWidths}), are not read.
 *
 * @param id identifier, as {@code WebMercatorQuad}
 * @param title for people
 * @param crs the system of the tiles
 * @param crsUri how the system is named in JSON
 * @param matrices at least one, with cell sizes that decrease
 */
public record TileMatrixSet(
    String id, String title, Crs crs, String crsUri, List<TileMatrix> matrices) {

  /** Part of a tile by which coordinates may miss its edge. */
  private static final double EDGE = 1e-9;

  public TileMatrixSet {
    matrices = List.copyOf(matrices);
    if (matrices.isEmpty() || matrices.size() > 64) {
      throw new IllegalArgumentException(id + " has " + matrices.size() + " matrices");
    }
    for (int i = 1; i < matrices.size(); i++) {
      if (!(matrices.get(i).cellSize() < matrices.get(i - 1).cellSize())) {
        throw new IllegalArgumentException(id + " has cell sizes that do not decrease");
      }
    }
  }

  /**
   * One of the sets of the OGC's registry: WebMercatorQuad, WorldCRS84Quad, WorldMercatorWGS84Quad,
   * EuropeanETRS89_LAEAQuad, UPSArcticWGS84Quad, UPSAntarcticWGS84Quad and UTM01WGS84Quad to
   * UTM60WGS84Quad.
   */
  public static Optional<TileMatrixSet> find(String id) {
    return KnownTileMatrixSets.find(id);
  }

  /** The set of web maps. */
  public static TileMatrixSet webMercatorQuad() {
    return KnownTileMatrixSets.webMercatorQuad();
  }

  /**
   * The set that a JSON text of the standard defines.
   *
   * @throws RasterException with key CORRUPT, UNSUPPORTED or CRS
   */
  public static TileMatrixSet fromJson(String json) {
    return TileMatrixSetJson.parse(json);
  }

  /** In JSON, as an OGC API Tiles server answers. */
  public String toJson() {
    return TileMatrixSetJson.format(this);
  }

  /**
   * A set of square tiles that starts with one row or column of as few tiles as cover an extent,
   * and halves the cell size from level to level.
   *
   * @param levels number of matrices, 1 to 31
   */
  public static TileMatrixSet covering(
      String id, Crs crs, Bounds extent, int tileSize, int levels) {
    double width = extent.maxX() - extent.minX();
    double height = extent.maxY() - extent.minY();
    if (!(Math.min(width, height) > 0) || levels < 1 || levels > 31 || tileSize < 1) {
      throw new IllegalArgumentException(
          levels + " levels of tiles of " + tileSize + " pixels over " + extent);
    }
    double coarsest = Math.min(width, height) / tileSize;
    List<TileMatrix> matrices = new ArrayList<>();
    for (int zoom = 0; zoom < levels; zoom++) {
      double cell = coarsest / (1L << zoom);
      matrices.add(
          new TileMatrix(
              Integer.toString(zoom),
              cell,
              extent.minX(),
              extent.maxY(),
              tileSize,
              tileSize,
              tiles(width / (cell * tileSize)),
              tiles(height / (cell * tileSize))));
    }
    String uri =
        crs.epsg().isPresent()
            ? "http://www.opengis.net/def/crs/EPSG/0/" + crs.epsg().getAsInt()
            : crs.wkt();
    return new TileMatrixSet(id, id, crs, uri, matrices);
  }

  private static int tiles(double number) {
    double whole = Math.ceil(number - 1e-6);
    if (!(whole <= 1 << 30)) {
      throw new IllegalArgumentException("a matrix of " + whole + " tiles on a side");
    }
    return (int) Math.max(1, whole);
  }

  public int minZoom() {
    for (int i = 0; i < matrices.size(); i++) {
      String expected =
          matrices.get(0).id().matches("\\d{1,3}")
              ? Integer.toString(Integer.parseInt(matrices.get(0).id()) + i)
              : "";
      if (!matrices.get(i).id().equals(expected)) {
        return 0;
      }
    }
    return Integer.parseInt(matrices.get(0).id());
  }

  public int maxZoom() {
    return minZoom() + matrices.size() - 1;
  }

  /**
   * @throws IllegalArgumentException when there is no such matrix
   */
  public TileMatrix matrix(int zoom) {
    int index = zoom - minZoom();
    if (index < 0 || index >= matrices.size()) {
      throw new IllegalArgumentException(
          id + " has zooms from " + minZoom() + " to " + maxZoom() + ", not " + zoom);
    }
    return matrices.get(index);
  }

  /** Whether there is such a tile. */
  public boolean contains(Tile tile) {
    if (tile.zoom() < minZoom() || tile.zoom() > maxZoom()) {
      return false;
    }
    TileMatrix matrix = matrix(tile.zoom());
    return tile.col() >= 0
        && tile.row() >= 0
        && tile.col() < matrix.columns()
        && tile.row() < matrix.rows();
  }

  /** The pixels of a tile. */
  public Grid grid(Tile tile) {
    TileMatrix matrix = matrix(tile.zoom());
    return new Grid(
        crs,
        Affine.northUp(
            matrix.left() + tile.col() * matrix.spanX(),
            matrix.top() - tile.row() * matrix.spanY(),
            matrix.cellSize(),
            matrix.cellSize()),
        matrix.tileWidth(),
        matrix.tileHeight());
  }

  /** The area of a tile (CRS units); neighbours have exactly the same edge. */
  public Bounds bounds(Tile tile) {
    TileMatrix matrix = matrix(tile.zoom());
    return new Bounds(
        matrix.left() + tile.col() * matrix.spanX(),
        matrix.top() - (tile.row() + 1) * matrix.spanY(),
        matrix.left() + (tile.col() + 1) * matrix.spanX(),
        matrix.top() - tile.row() * matrix.spanY());
  }

  /** The tile around a point (CRS units); on an edge, the one to the right or below. */
  public Optional<Tile> tileAt(double x, double y, int zoom) {
    TileMatrix matrix = matrix(zoom);
    double col = Math.floor((x - matrix.left()) / matrix.spanX());
    double row = Math.floor((matrix.top() - y) / matrix.spanY());
    boolean inside = col >= 0 && row >= 0 && col < matrix.columns() && row < matrix.rows();
    return inside ? Optional.of(new Tile(zoom, (int) col, (int) row)) : Optional.empty();
  }

  /** The tile around a place (degrees); empty where the set does not reach. */
  public Optional<Tile> tileAtLonLat(double longitude, double latitude, int zoom) {
    double[] point = {longitude, latitude};
    crs.fromLonLat(point, 1);
    return tileAt(point[0], point[1], zoom);
  }

  /** The tiles of a zoom that an area touches with more than an edge (CRS units). */
  public Optional<TileRange> tiles(Bounds area, int zoom) {
    TileMatrix matrix = matrix(zoom);
    double minCol = Math.floor((area.minX() - matrix.left()) / matrix.spanX() + EDGE);
    double maxCol = Math.ceil((area.maxX() - matrix.left()) / matrix.spanX() - EDGE) - 1;
    double minRow = Math.floor((matrix.top() - area.maxY()) / matrix.spanY() + EDGE);
    double maxRow = Math.ceil((matrix.top() - area.minY()) / matrix.spanY() - EDGE) - 1;
    boolean touches =
        maxCol >= 0 && maxRow >= 0 && minCol < matrix.columns() && minRow < matrix.rows();
    return touches
        ? Optional.of(
            new TileRange(
                zoom,
                (int) Math.max(0, minCol),
                (int) Math.max(0, minRow),
                (int) Math.min(matrix.columns() - 1.0, Math.max(minCol, maxCol)),
                (int) Math.min(matrix.rows() - 1.0, Math.max(minRow, maxRow))))
        : Optional.empty();
  }

  /**
   * The tiles of a zoom that an area in longitude and latitude (degrees) touches: at most two
   * ranges, one on either side of the antimeridian where the area crosses it.
   */
  public List<TileRange> tilesOfLonLat(Bounds lonLat, int zoom) {
    Crs geographic = Crs.ofEpsg(4326);
    Bounds reach = extent().transformed(crs, geographic);
    List<TileRange> ranges = new ArrayList<>();
    for (Bounds part : lonLat.acrossAntimeridian()) {
      part.intersection(reach)
          .flatMap(area -> tiles(area.transformed(geographic, crs), zoom))
          .ifPresent(ranges::add);
    }
    return ranges;
  }

  /** The area of the coarsest matrix (CRS units). */
  public Bounds extent() {
    TileMatrix matrix = matrices.get(0);
    return new Bounds(
        matrix.left(),
        matrix.top() - matrix.rows() * matrix.spanY(),
        matrix.left() + matrix.columns() * matrix.spanX(),
        matrix.top());
  }

  /** Which zoom to take for a resolution between those of two. */
  public enum ZoomChoice {
    /** The one whose cell size is nearer, by ratio. */
    NEAREST,
    /** The coarser one, so that nothing is invented. */
    COARSER,
    /** The finer one, so that nothing is lost. */
    FINER
  }

  /**
   * The zoom for pixels of a size.
   *
   * @param resolution size of a pixel (CRS units)
   */
  public int zoomFor(double resolution, ZoomChoice choice) {
    int finer = 0;
    while (finer < matrices.size() - 1 && !isAtLeast(resolution, finer)) {
      finer++;
    }
    boolean between =
        finer > 0
            && isAtLeast(resolution, finer)
            && resolution / matrices.get(finer).cellSize() > 1 + 1e-8;
    double coarserRatio = finer == 0 ? 0 : matrices.get(finer - 1).cellSize() / resolution;
    boolean stepBack =
        between
            && switch (choice) {
              case NEAREST -> coarserRatio < resolution / matrices.get(finer).cellSize();
              case COARSER -> true;
              case FINER -> false;
            };
    return minZoom() + (stepBack ? finer - 1 : finer);
  }

  private boolean isAtLeast(double resolution, int index) {
    return resolution >= matrices.get(index).cellSize() * (1 - 1e-8);
  }

  /** The tile of the zoom above that holds the centre of a tile; empty at the lowest zoom. */
  public Optional<Tile> parent(Tile tile) {
    if (tile.zoom() == minZoom()) {
      return Optional.empty();
    }
    Bounds area = bounds(tile);
    return tileAt(
        (area.minX() + area.maxX()) / 2, (area.minY() + area.maxY()) / 2, tile.zoom() - 1);
  }

  /** The tiles of the zoom below that a tile covers; empty at the highest zoom. */
  public List<Tile> children(Tile tile) {
    return tile.zoom() == maxZoom()
        ? List.of()
        : tiles(bounds(tile), tile.zoom() + 1).stream().flatMap(TileRange::tiles).toList();
  }

  /**
   * One digit for each zoom, as Bing names tiles; for sets that double columns and rows from one
   * tile.
   */
  public static String quadkey(Tile tile) {
    StringBuilder key = new StringBuilder();
    for (int bit = tile.zoom() - 1; bit >= 0; bit--) {
      key.append(((tile.col() >> bit) & 1) + 2 * ((tile.row() >> bit) & 1));
    }
    return key.toString();
  }

  /**
   * The tile of a quadkey.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static Tile ofQuadkey(String quadkey) {
    if (!quadkey.matches("[0-3]{0,30}")) {
      throw new IllegalArgumentException("a quadkey has up to 30 digits from 0 to 3: " + quadkey);
    }
    int col = 0;
    int row = 0;
    for (int i = 0; i < quadkey.length(); i++) {
      int digit = quadkey.charAt(i) - '0';
      col = 2 * col + (digit & 1);
      row = 2 * row + (digit >> 1);
    }
    return new Tile(quadkey.length(), col, row);
  }
}
