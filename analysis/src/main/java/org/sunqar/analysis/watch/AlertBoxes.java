// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.watch;

import java.util.List;
import org.locationtech.jts.geom.Envelope;
import org.sunqar.raster.geo.Bounds;

/** Boxes as SQL over the extents of alerts. */
final class AlertBoxes {

  private AlertBoxes() {}

  /**
   * @param box longitudes and latitudes (degrees); an east beyond 180 crosses the antimeridian
   */
  static SqlPart meeting(Bounds box) {
    return meeting(
        box.acrossAntimeridian().stream()
            .map(part -> new Envelope(part.minX(), part.maxX(), part.minY(), part.maxY()))
            .toList());
  }

  /** Whether an extent meets one of some boxes. */
  static SqlPart meeting(List<Envelope> boxes) {
    return SqlPart.or(
        boxes.stream()
            .map(box ->
                new SqlPart(
                    "(east >= ? AND west <= ? AND north >= ? AND south <= ?)",
                    box.getMinX(),
                    box.getMaxX(),
                    box.getMinY(),
                    box.getMaxY()))
            .toList());
  }
}
