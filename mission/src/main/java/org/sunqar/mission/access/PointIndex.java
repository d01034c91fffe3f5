// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.access;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.hipparchus.geometry.euclidean.threed.Vector3D;
import org.sunqar.mission.orbit.GroundPoint;

/**
 * Targets in the order of their height above the equator's plane, so that those of a range of
 * latitudes lie together.
 */
final class PointIndex {

  /** Direction from the Earth's centre, three numbers per target. */
  final double[] direction;

  /** Position (m), then zenith, six numbers per target. */
  final double[] place;

  /** Index of the target in the list that was given. */
  final int[] target;

  PointIndex(List<GroundPoint> points) {
    List<Vector3D> positions = points.stream().map(GroundPoint::position).toList();
    double[] heights = positions.stream().mapToDouble(p -> p.getZ() / p.getNorm()).toArray();
    target =
        IntStream.range(0, points.size())
            .boxed()
            .sorted(Comparator.comparingDouble(k -> heights[k]))
            .mapToInt(Integer::intValue)
            .toArray();
    direction = new double[3 * target.length];
    place = new double[6 * target.length];
    for (int k = 0; k < target.length; k++) {
      Vector3D position = positions.get(target[k]);
      System.arraycopy(position.normalize().toArray(), 0, direction, 3 * k, 3);
      System.arraycopy(position.toArray(), 0, place, 6 * k, 3);
      System.arraycopy(points.get(target[k]).zenith().toArray(), 0, place, 6 * k + 3, 3);
    }
  }

  int size() {
    return target.length;
  }

  /** The first target whose direction has a third coordinate of at least {@code z}. */
  int from(double z) {
    int low = 0;
    int high = size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (direction[3 * middle + 2] < z) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
