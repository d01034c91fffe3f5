// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.alert;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Grid;

/**
 * The outline of a set of pixels, along their edges, as a valid polygon (several, when parts of the
 * set touch only at corners).
 *
 * <p>Edges are walked with the pixels on the left. Where two pixels of one part meet at a corner
 * the walk keeps to the outside, so that a ring passes each corner once: holes become rings of
 * their own that touch the outer ring in a point, which is valid.
 *
 * <p>Not done by {@code org.sunqar.raster.vector.Vectorizer}, which scans whole images and keeps
 * corners only: here the pixels are a list, and long edges get points of their own so that they can
 * be brought to longitude and latitude.
 */
public final class PixelPolygon {

  private static final GeometryFactory FACTORY = new GeometryFactory();

  /**
   * Pixels after which a straight edge gets a point of its own. What is straight on a projected
   * grid is bent in longitude and latitude: an edge of n pixels of p metres by about (n p)^2 / 8 R,
   * which with n = 64 is less than a tenth of a pixel for pixels of up to a kilometre.
   */
  private static final int LONGEST_EDGE = 64;

  private PixelPolygon() {}

  /**
   * The outline in map coordinates of a grid.
   *
   * @param pixels row * width + column, ascending, at least one
   */
  public static Geometry of(int[] pixels, Grid grid) {
    List<Polygon> polygons = new ArrayList<>();
    for (int[] part : edgeConnectedParts(pixels, grid.width())) {
      polygons.add(polygon(part, grid));
    }
    return polygons.size() == 1
        ? polygons.getFirst()
        : FACTORY.createMultiPolygon(polygons.toArray(Polygon[]::new));
  }

  private static List<int[]> edgeConnectedParts(int[] pixels, int width) {
    boolean[] visited = new boolean[pixels.length];
    List<int[]> parts = new ArrayList<>();
    int[] stack = new int[pixels.length];
    int[] part = new int[pixels.length];
    for (int start = 0; start < pixels.length; start++) {
      if (visited[start]) {
        continue;
      }
      int count = 0;
      int depth = 0;
      visited[start] = true;
      stack[depth++] = start;
      while (depth > 0) {
        int pixel = pixels[stack[--depth]];
        part[count++] = pixel;
        int col = pixel % width;
        int[] neighbours = {
          pixel - width, pixel + width, col > 0 ? pixel - 1 : -1, col < width - 1 ? pixel + 1 : -1
        };
        for (int neighbour : neighbours) {
          int at = Arrays.binarySearch(pixels, neighbour);
          if (at >= 0 && !visited[at]) {
            visited[at] = true;
            stack[depth++] = at;
          }
        }
      }
      int[] sorted = Arrays.copyOf(part, count);
      Arrays.sort(sorted);
      parts.add(sorted);
    }
    return parts;
  }

  /** A corner of pixels: between columns col - 1 and col, rows row - 1 and row. */
  private record Corner(int col, int row) {
    Corner step(Direction direction) {
      return new Corner(col + direction.cols, row + direction.rows);
    }
  }

  private enum Direction {
    EAST(1, 0),
    SOUTH(0, 1),
    WEST(-1, 0),
    NORTH(0, -1);

    private final int cols;
    private final int rows;

    Direction(int cols, int rows) {
      this.cols = cols;
      this.rows = rows;
    }

    /** The direction after a right turn as seen on the screen. */
    Direction right() {
      return switch (this) {
        case EAST -> SOUTH;
        case SOUTH -> WEST;
        case WEST -> NORTH;
        case NORTH -> EAST;
      };
    }

    Direction left() {
      return right().right().right();
    }
  }

  private record Edge(Corner from, Direction direction) {}

  /** One edge-connected part: its outer ring and its holes. */
  private static Polygon polygon(int[] part, Grid grid) {
    Map<Edge, Boolean> edges = borderEdges(part, grid.width());
    List<List<Corner>> rings = new ArrayList<>();
    for (Edge edge : List.copyOf(edges.keySet())) {
      if (edges.containsKey(edge)) {
        rings.add(walk(edge, edges));
      }
    }
    LinearRing shell = null;
    List<LinearRing> holes = new ArrayList<>();
    for (List<Corner> ring : rings) {
      if (signedArea(ring) > 0) {
        shell = toMap(ring, grid.affine());
      } else {
        holes.add(toMap(ring, grid.affine()));
      }
    }
    if (shell == null) {
      throw new IllegalStateException("a part of pixels without an outer ring");
    }
    return FACTORY.createPolygon(shell, holes.toArray(LinearRing[]::new));
  }

  /** Border edges with the pixel on the right of the walk as seen on the screen (clockwise). */
  private static Map<Edge, Boolean> borderEdges(int[] part, int width) {
    Map<Edge, Boolean> edges = new java.util.LinkedHashMap<>();
    for (int pixel : part) {
      int col = pixel % width;
      int row = pixel / width;
      if (Arrays.binarySearch(part, pixel - width) < 0) {
        edges.put(new Edge(new Corner(col, row), Direction.EAST), true);
      }
      if (col == width - 1 || Arrays.binarySearch(part, pixel + 1) < 0) {
        edges.put(new Edge(new Corner(col + 1, row), Direction.SOUTH), true);
      }
      if (Arrays.binarySearch(part, pixel + width) < 0) {
        edges.put(new Edge(new Corner(col + 1, row + 1), Direction.WEST), true);
      }
      if (col == 0 || Arrays.binarySearch(part, pixel - 1) < 0) {
        edges.put(new Edge(new Corner(col, row + 1), Direction.NORTH), true);
      }
    }
    return edges;
  }

  /**
   * Takes the edges of one ring out of the map; corners where it turns are kept, and one in {@value
   * #LONGEST_EDGE} of those where it goes straight on.
   */
  private static List<Corner> walk(Edge start, Map<Edge, Boolean> edges) {
    List<Corner> corners = new ArrayList<>();
    int straightOn = 0;
    Edge edge = start;
    do {
      edges.remove(edge);
      Corner next = edge.from().step(edge.direction());
      // left first: at a corner where two pixels meet diagonally the walk crosses over to the
      // other pixel and so stays outside of both
      Direction left = edge.direction().left();
      Direction straight = edge.direction();
      Direction right = edge.direction().right();
      Direction turn =
          edges.containsKey(new Edge(next, left)) || start.equals(new Edge(next, left))
              ? left
              : edges.containsKey(new Edge(next, straight))
                      || start.equals(new Edge(next, straight))
                  ? straight
                  : right;
      straightOn++;
      if (turn != edge.direction() || straightOn == LONGEST_EDGE) {
        corners.add(next);
        straightOn = 0;
      }
      edge = new Edge(next, turn);
    } while (!edge.equals(start));
    return corners;
  }

  /** Twice the area in pixels, positive for a ring that runs clockwise on the screen. */
  private static long signedArea(List<Corner> ring) {
    long area = 0;
    for (int i = 0; i < ring.size(); i++) {
      Corner a = ring.get(i);
      Corner b = ring.get((i + 1) % ring.size());
      area += (long) a.col() * b.row() - (long) b.col() * a.row();
    }
    return area;
  }

  private static LinearRing toMap(List<Corner> ring, Affine affine) {
    Coordinate[] coordinates = new Coordinate[ring.size() + 1];
    for (int i = 0; i <= ring.size(); i++) {
      Corner corner = ring.get(i % ring.size());
      coordinates[i] =
          new Coordinate(
              affine.xOf(corner.col(), corner.row()), affine.yOf(corner.col(), corner.row()));
    }
    return FACTORY.createLinearRing(coordinates);
  }
}
