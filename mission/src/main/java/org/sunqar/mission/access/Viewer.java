// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hipparchus.geometry.euclidean.threed.Vector3D;
import org.orekit.utils.Constants;
import org.sunqar.mission.orbit.Ephemeris;
import org.sunqar.mission.orbit.GroundPoint;
import org.sunqar.mission.orbit.SunTrack;

/** Geometry between one satellite, targets and the Sun, at any instant of a horizon. */
public final class Viewer {

  private static final double A = Constants.WGS84_EARTH_EQUATORIAL_RADIUS;
  private static final double FLATNESS = 1 / (1 - Constants.WGS84_EARTH_FLATTENING);
  private static final Vector3D SPIN = new Vector3D(0, 0, Constants.WGS84_EARTH_ANGULAR_VELOCITY);
  private static final double CIRCLE = 2 * Math.PI;

  private final Ephemeris ephemeris;
  private final SunTrack sun;

  public Viewer(Ephemeris ephemeris, SunTrack sun) {
    this.ephemeris = ephemeris;
    this.sun = sun;
  }

  /**
   * The satellite's orbital axes in the frame of the Earth: ahead, to the right, down to the
   * Earth's centre.
   */
  private record Axes(Vector3D position, Vector3D ahead, Vector3D right, Vector3D down) {}

  private Axes axes(double seconds) {
    double[] xyz = new double[3];
    ephemeris.position(seconds, xyz);
    Vector3D position = new Vector3D(xyz);
    ephemeris.velocity(seconds, xyz);
    Vector3D velocity = new Vector3D(xyz).add(SPIN.crossProduct(position));
    Vector3D down = position.normalize().negate();
    Vector3D right = velocity.crossProduct(position).normalize();
    return new Axes(position, right.crossProduct(down), right, down);
  }

  /** How a target is seen, {@code seconds} after the horizon's start. */
  public View view(GroundPoint target, double seconds) {
    return view(target, target.position(), target.zenith(), seconds);
  }

  View view(GroundPoint target, Vector3D place, Vector3D zenith, double seconds) {
    Axes axes = axes(seconds);
    Vector3D sight = place.subtract(axes.position());
    double range = sight.getNorm();
    double x = sight.dotProduct(axes.ahead());
    double y = sight.dotProduct(axes.right());
    double z = sight.dotProduct(axes.down());
    double[] xyz = new double[3];
    sun.position(seconds, xyz);
    Vector3D sunward = new Vector3D(xyz).subtract(place);
    double hourAngle = target.longitude() - Math.atan2(xyz[1], xyz[0]);
    return new View(
        Math.atan2(Math.hypot(x, y), z),
        Math.atan2(y, z),
        Math.atan2(x, Math.hypot(y, z)),
        Vector3D.angle(zenith, sight.negate()),
        azimuth(target, sight.negate()),
        range,
        Math.asin(sunward.dotProduct(zenith) / sunward.getNorm()),
        azimuth(target, sunward),
        positive(Math.PI + hourAngle));
  }

  /** Direction of the ground track as it is seen at a place, from north over east (rad). */
  public double heading(GroundPoint place, double seconds) {
    double[] xyz = new double[3];
    ephemeris.velocity(seconds, xyz);
    return azimuth(place, new Vector3D(xyz));
  }

  static double azimuth(GroundPoint from, Vector3D direction) {
    double sl = Math.sin(from.longitude());
    double cl = Math.cos(from.longitude());
    double east = direction.getY() * cl - direction.getX() * sl;
    double north =
        direction.getZ() * Math.cos(from.latitude())
            - (direction.getX() * cl + direction.getY() * sl) * Math.sin(from.latitude());
    return positive(Math.atan2(east, north));
  }

  private static double positive(double angle) {
    return angle - CIRCLE * Math.floor(angle / CIRCLE);
  }

  /**
   * The corners of what a field of view covers on the ellipsoid when it is centred on a direction;
   * fewer than four where a corner misses the Earth.
   *
   * @param roll across the flight, positive to the right (rad)
   * @param pitch along the flight, positive ahead (rad)
   * @param across half the field of view across the flight (rad)
   * @param along half the field of view along the flight (rad)
   */
  public List<GroundPoint> footprint(
      double seconds, double roll, double pitch, double across, double along) {
    Axes axes = axes(seconds);
    List<GroundPoint> corners = new ArrayList<>(4);
    for (int i = 0; i < 4; i++) {
      double r = roll + (i == 0 || i == 3 ? -across : across);
      double p = pitch + (i < 2 ? along : -along);
      Vector3D direction =
          new Vector3D(
              Math.sin(p),
              axes.ahead(),
              Math.cos(p) * Math.sin(r),
              axes.right(),
              Math.cos(p) * Math.cos(r),
              axes.down());
      ground(axes.position(), direction).ifPresent(corners::add);
    }
    return List.copyOf(corners);
  }

  /** The point of the ellipsoid in a direction, on a sphere after stretching the polar axis. */
  private static Optional<GroundPoint> ground(Vector3D from, Vector3D direction) {
    Vector3D p = new Vector3D(from.getX(), from.getY(), from.getZ() * FLATNESS);
    Vector3D d = new Vector3D(direction.getX(), direction.getY(), direction.getZ() * FLATNESS);
    double a = d.getNormSq();
    double b = p.dotProduct(d);
    double discriminant = b * b - a * (p.getNormSq() - A * A);
    if (discriminant < 0 || b > 0) {
      return Optional.empty();
    }
    double distance = (-b - Math.sqrt(discriminant)) / a;
    return Optional.of(GroundPoint.below(from.add(distance, direction)));
  }
}
