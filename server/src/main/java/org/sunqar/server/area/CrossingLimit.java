// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.area;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.algorithm.LineIntersector;
import org.locationtech.jts.algorithm.RobustLineIntersector;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.noding.MCIndexNoder;
import org.locationtech.jts.noding.NodedSegmentString;
import org.locationtech.jts.noding.SegmentIntersector;
import org.locationtech.jts.noding.SegmentString;

/**
 * Whether outlines cross one another so often that to unite them would take all memory: a million
 * points can cross in 10<sup>11</sup> places. Counting stops at the limits, so it is cheap.
 */
final class CrossingLimit implements SegmentIntersector {

  /** Crossings that are put up with. */
  private static final int CROSSINGS = 200_000;

  /** Pairs of segments that are looked at. */
  private static final long PAIRS = 50_000_000;

  private final LineIntersector intersector = new RobustLineIntersector();
  private int crossings;
  private long pairs;

  private CrossingLimit() {}

  /** Refuses outlines that cross too often. */
  static void check(List<Coordinate[]> rings) {
    CrossingLimit limit = new CrossingLimit();
    List<SegmentString> strings = new ArrayList<>();
    rings.forEach(ring -> strings.add(new NodedSegmentString(ring, null)));
    MCIndexNoder noder = new MCIndexNoder(limit);
    noder.computeNodes(strings);
    if (limit.isDone()) {
      throw new AreaException(
          "the outlines cross one another too often: simplify them, or leave out what lies on"
              + " other polygons");
    }
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // the same ring, not one like it
  public void processIntersections(SegmentString a, int i, SegmentString b, int j) {
    pairs++;
    if (a == b && Math.abs(i - j) <= 1) {
      return;
    }
    intersector.computeIntersection(
        a.getCoordinate(i), a.getCoordinate(i + 1), b.getCoordinate(j), b.getCoordinate(j + 1));
    if (intersector.isProper()) {
      crossings++;
    }
  }

  @Override
  public boolean isDone() {
    return crossings > CROSSINGS || pairs > PAIRS;
  }
}
