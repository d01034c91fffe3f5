// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.vector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sunqar.raster.geo.Grid;

/**
 * Walks over an image row by row and grows the outlines of the regions that the row touches.
 *
 * <p>Each edge between two pixels has two sides, one for the region of each. A side is directed so
 * that its region lies on the right as seen on the screen: upper edges of a pixel run east, right
 * ones south, lower ones west, left ones north. At a corner the sides that come in are linked with
 * those that go out, around each run of equal pixels that meet there. So pixels that touch at the
 * corner alone are not linked, and each ring belongs to pixels that are connected by edges; a ring
 * that passes a corner twice is cut there when it is closed (see {@link RegionOutline}).
 *
 * <p>Open ends of the outlines lie on the front: on the vertical edges between columns, and on the
 * horizontal edge to the left of the corner that is looked at.
 */
final class RegionScan {

  private final int width;
  private final boolean eight;
  private final RegionOutline outline;
  private final Consumer<Region> sink;

  private double[] above;
  private double[] current;
  private @Nullable Part[] partsAbove;
  private @Nullable Part[] parts;
  private List<Part.Group> open = new ArrayList<>();
  private int row;

  /** Ends on the vertical edge left of each column: of the pixel to the left, which runs south. */
  private final @Nullable Chain[] southward;

  /** Likewise, of the pixel to the right, which runs north: its head is here. */
  private final @Nullable Chain[] northward;

  /** Of the pixel above the horizontal edge, which runs west: its head is here. */
  private @Nullable Chain westward;

  /** Of the pixel below the horizontal edge, which runs east. */
  private @Nullable Chain eastward;

  // of the corner that is looked at: edges clockwise, the pixel after each, and the open ends
  private static final int UP = 0;
  private static final int RIGHT = 1;
  private static final int DOWN = 2;
  private static final int LEFT = 3;
  private final boolean[] edge = new boolean[4];
  private final double[] value = new double[4];
  private final @Nullable Chain[] incoming = new Chain[4];
  private final @Nullable Chain[] outgoing = new Chain[4];

  RegionScan(Grid grid, Vectorizer.Connectivity connectivity, Consumer<Region> sink) {
    this.width = grid.width();
    this.eight = connectivity == Vectorizer.Connectivity.EIGHT;
    this.outline = new RegionOutline(grid.affine());
    this.sink = sink;
    // one pixel without a value on each side of the row
    this.above = new double[width + 2];
    this.current = new double[width + 2];
    this.partsAbove = new Part[width + 2];
    this.parts = new Part[width + 2];
    this.southward = new Chain[width + 1];
    this.northward = new Chain[width + 1];
    Arrays.fill(above, Double.NaN);
    Arrays.fill(current, Double.NaN);
  }

  /** Takes the next row. */
  void row(double[] values, byte[] mask) {
    for (int col = 0; col < width; col++) {
      current[col + 1] = mask[col] == 0 ? Double.NaN : values[col];
    }
    label();
    corners();
    handOut();
    double[] values0 = above;
    above = current;
    current = values0;
    @Nullable Part[] parts0 = partsAbove;
    partsAbove = parts;
    parts = parts0;
    row++;
  }

  /** Closes all outlines after the last row. */
  void finish() {
    row(new double[width], new byte[width]);
  }

  /** Gives each pixel its part: that of the pixel to the left or above, or a new one. */
  private void label() {
    int col = 1;
    while (col <= width) {
      double value = current[col];
      int end = col + 1;
      while (end <= width && current[end] == value) {
        end++;
      }
      if (Double.isNaN(value)) {
        parts[col] = null;
        col++;
        continue;
      }
      Part part = partOfRun(col, end, value);
      part.add(end - col, row);
      Arrays.fill(parts, col, end, part);
      col = end;
    }
  }

  private Part partOfRun(int from, int end, double value) {
    Part part = null;
    for (int col = from; col < end; col++) {
      if (above[col] != value) {
        continue;
      }
      Part found = known(partsAbove[col]).current();
      if (part == null) {
        part = found;
      } else if (!part.equals(found)) {
        part.merge(found);
      }
    }
    if (part == null) {
      part = new Part(value);
      open.add(part.group());
    }
    return part;
  }

  private static <T> T known(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("an outline has no end where it should");
    }
    return value;
  }

  /** Links the sides at each corner of the line between the row above and this one. */
  private void corners() {
    for (int col = 0; col <= width; col++) {
      double northWest = above[col];
      double northEast = above[col + 1];
      double southWest = current[col];
      double southEast = current[col + 1];
      boolean inside = northWest == northEast && southWest == southEast && northWest == southWest;
      if (!inside) {
        corner(col, northWest, northEast, southWest, southEast);
      }
    }
  }

  private static boolean same(double a, double b) {
    return a == b || (Double.isNaN(a) && Double.isNaN(b));
  }

  private void corner(int col, double nw, double ne, double sw, double se) {
    edge[UP] = !same(nw, ne);
    edge[RIGHT] = !same(ne, se);
    edge[DOWN] = !same(sw, se);
    edge[LEFT] = !same(nw, sw);
    value[UP] = ne;
    value[RIGHT] = se;
    value[DOWN] = sw;
    value[LEFT] = nw;
    incoming[UP] = southward[col];
    outgoing[UP] = northward[col];
    incoming[LEFT] = eastward;
    outgoing[LEFT] = westward;
    southward[col] = null;
    northward[col] = null;
    eastward = null;
    westward = null;
    for (int from = 0; from < 4; from++) {
      if (edge[from] && !Double.isNaN(value[from])) {
        int to = (from + 1) & 3;
        while (!edge[to]) {
          to = (to + 1) & 3;
        }
        link(col, from, to);
      }
    }
    if (eight && nw == se && edge[UP] && edge[DOWN]) {
      known(partsAbove[col]).current().join(known(parts[col + 1]).current());
    }
    if (eight && ne == sw && edge[UP] && edge[DOWN]) {
      known(partsAbove[col + 1]).current().join(known(parts[col]).current());
    }
  }

  /**
   * Links the sides of the equal pixels between two edges: in along the edge {@code to}, out along
   * the edge {@code from}, which comes before it clockwise.
   */
  private void link(int col, int from, int to) {
    long corner = Chain.corner(col, row);
    boolean turns = to != ((from + 2) & 3);
    boolean comes = to == UP || to == LEFT;
    boolean leaves = from == UP || from == LEFT;
    if (comes && leaves) {
      join(known(incoming[to]).current(), known(outgoing[from]).current(), corner, col, from);
    } else if (comes) {
      Chain chain = known(incoming[to]).current();
      if (turns) {
        chain.append(corner);
      }
      keepTail(col, from, chain);
    } else if (leaves) {
      Chain chain = known(outgoing[from]).current();
      if (turns) {
        chain.prepend(corner);
      }
      keepHead(col, to, chain);
    } else {
      Chain chain = new Chain();
      chain.append(corner);
      keepTail(col, from, chain);
      keepHead(col, to, chain);
    }
  }

  /** Edges up and to the left are neighbours, so that the outline always turns here. */
  private void join(Chain head, Chain tail, long corner, int col, int from) {
    head.append(corner);
    if (head.equals(tail)) {
      Part part = from == UP ? partsAbove[col + 1] : partsAbove[col];
      known(part).current().addRing(head.corners());
    } else {
      head.followedBy(tail);
    }
  }

  private void keepTail(int col, int edge, Chain chain) {
    if (edge == RIGHT) {
      eastward = chain;
    } else {
      southward[col] = chain;
    }
  }

  private void keepHead(int col, int edge, Chain chain) {
    if (edge == RIGHT) {
      westward = chain;
    } else {
      northward[col] = chain;
    }
  }

  /** Hands out the regions that this row does not touch. */
  private void handOut() {
    List<Part.Group> still = new ArrayList<>(open.size());
    for (Part.Group group : open) {
      if (!group.isMerged()) {
        if (group.lastRow() < row) {
          sink.accept(outline.of(group.parts()));
        } else {
          still.add(group);
        }
      }
    }
    open = still;
  }
}
