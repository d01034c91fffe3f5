// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.filter;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.TopologyException;
import org.locationtech.jts.operation.relateng.RelateNG;

/**
 * A geometry of a filter, indexed once for all items that it is compared with. A prepared relation
 * of JTS serves one thread at a time: there are as many of them as threads that test at once.
 */
final class PreparedShape {

  private final Geometry shape;
  private final Queue<RelateNG> idle = new ConcurrentLinkedQueue<>();

  PreparedShape(Geometry shape) {
    this.shape = shape;
  }

  /**
   * Whether this one relates to the other one so; unknown when the two are too broken for an
   * answer, as JTS says of some collections whose polygons cross themselves.
   */
  Answer relates(SpatialFunction function, Geometry other) {
    if (!shape.getEnvelopeInternal().intersects(other.getEnvelopeInternal())) {
      return Answer.of(function == SpatialFunction.DISJOINT);
    }
    RelateNG waiting = idle.poll();
    RelateNG relation = waiting == null ? RelateNG.prepare(shape) : waiting;
    try {
      boolean relates = relation.evaluate(other, function.predicate());
      idle.add(relation);
      return Answer.of(relates);
    } catch (IllegalArgumentException | TopologyException _) {
      return Answer.UNKNOWN;
    }
  }
}
