// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.access;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.sunqar.mission.MissionException;
import org.sunqar.mission.orbit.GroundPoint;

/**
 * Cuts an area into parallel strips of a swath's width. The strips cover the area; where it is
 * concave one band gives several.
 *
 * @param swath width of a strip (m)
 * @param overlap of neighbours (m), 0 or more and less than the swath
 */
public record StripCutter(double swath, double overlap) {

  private static final GeometryFactory FACTORY = new GeometryFactory();
  private static final int MOST = 10_000;

  /** Neighbouring strips overlap by this part of the swath. */
  private static final double OVERLAP = 0.05;

  public StripCutter {
    if (!(swath > 0 && overlap >= 0 && overlap < swath)) {
      throw new MissionException(
          MissionException.Key.SETTING,
          "Strips take a swath above 0 and an overlap below it, not "
              + swath
              + " and "
              + overlap
              + " m.");
    }
  }

  /** Strips of a swath (m) with the usual overlap, a twentieth of it. */
  public static StripCutter of(double swath) {
    return new StripCutter(swath, OVERLAP * swath);
  }

  /**
   * The strips at a heading.
   *
   * @param heading at the area's centre, from north over east (rad)
   * @throws MissionException AREA when there would be more than 10,000
   */
  public List<Strip> cut(Area area, double heading) {
    double s = Math.sin(heading);
    double c = Math.cos(heading);
    // To x along the heading and y to its right.
    Geometry turned = new AffineTransformation(s, c, 0, c, -s, 0).transform(area.shape());
    Envelope box = turned.getEnvelopeInternal();
    int bands = (int) Math.max(1, Math.ceil((box.getHeight() - overlap) / (swath - overlap)));
    if (bands > MOST) {
      throw new MissionException(
          MissionException.Key.AREA,
          "The area takes "
              + bands
              + " strips of "
              + Math.round(swath)
              + " m; 10,000 are the most.");
    }
    double covered = bands * (swath - overlap) + overlap;
    double top = box.centre().y - covered / 2;
    List<Strip> strips = new ArrayList<>();
    for (int band = 0; band < bands; band++) {
      double y = top + band * (swath - overlap);
      Geometry part =
          turned.intersection(
              FACTORY.toGeometry(new Envelope(box.getMinX() - 1, box.getMaxX() + 1, y, y + swath)));
      for (int i = 0; i < part.getNumGeometries(); i++) {
        Geometry piece = part.getGeometryN(i);
        if (piece.getArea() > 0) {
          strips.add(strip(strips.size(), area, piece, y, heading));
        }
      }
    }
    return strips;
  }

  private Strip strip(int index, Area area, Geometry piece, double y, double heading) {
    Envelope box = piece.getEnvelopeInternal();
    double s = Math.sin(heading);
    double c = Math.cos(heading);
    Coordinate[] places = {
      new Coordinate(box.getMinX(), y + swath / 2),
      new Coordinate(box.getMaxX(), y + swath / 2),
      new Coordinate(box.getMinX(), y),
      new Coordinate(box.getMaxX(), y),
      new Coordinate(box.getMaxX(), y + swath),
      new Coordinate(box.getMinX(), y + swath)
    };
    List<GroundPoint> points = new ArrayList<>();
    for (Coordinate p : places) {
      points.add(area.plane().back(p.x * s + p.y * c, p.x * c - p.y * s));
    }
    return new Strip(
        index,
        points.get(0),
        points.get(1),
        box.getWidth(),
        swath,
        Math.min(1, piece.getArea() / area.squareMetres()),
        points.subList(2, 6));
  }
}
