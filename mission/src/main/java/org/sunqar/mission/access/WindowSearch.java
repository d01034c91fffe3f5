// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.access;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.sunqar.mission.MissionException;
import org.sunqar.mission.orbit.Ephemeris;
import org.sunqar.mission.orbit.SunTrack;

/**
 * Finds all spans of time in which targets lie within a cone below a satellite and are lit.
 *
 * <p>Each pass is solved on its own: the closest approach from three states on a great circle, then
 * the two ends of the span by a secant that a bracket guards. As a margin within a cone rises to
 * one maximum and falls again, no span is too short to be found, but for those that last less than
 * the closest approach differs from the maximum of the margin, which is sought where it could
 * matter. Ends are met to 0.1 ms of the ephemeris.
 *
 * <p>Written for orbits whose height is between 150 and 2,500 km; others are refused.
 */
final class WindowSearch {

  private static final double TOLERANCE = 1e-4;
  private static final double LOWEST = 6_378_137 + 150_000;
  private static final double HIGHEST = 6_378_137 + 2_500_000;

  /** Faster than the elevation of the Sun can change (rad/s). */
  private static final double SUN_RATE = 7.5e-5;

  /** A margin so little below zero that its maximum could still be above (cosine). */
  private static final double NEARLY = 1e-4;

  private final Ephemeris ephemeris;
  private final SunTrack sun;
  private final PointIndex points;
  private final Cone cone;
  private final double minSunElevation;
  private final double cosOffNadir;
  private final double sinElevation;
  private final Approaches approaches;
  private final double[] p = new double[3];
  private final double[] s = new double[3];
  private final List<Window> found = new ArrayList<>();

  /**
   * @param minSunElevation least elevation of the Sun at the target (rad), -pi/2 for any
   */
  WindowSearch(
      Ephemeris ephemeris, SunTrack sun, PointIndex points, Cone cone, double minSunElevation) {
    this.ephemeris = ephemeris;
    this.sun = sun;
    this.points = points;
    this.cone = cone;
    this.minSunElevation = minSunElevation;
    this.cosOffNadir = Math.cos(cone.maxOffNadir());
    this.sinElevation = Math.cos(cone.maxIncidence());
    this.approaches = new Approaches(ephemeris, points);
    if (!(approaches.radius > LOWEST && approaches.radius < HIGHEST)) {
      throw new MissionException(
          MissionException.Key.ORBIT,
          "Images are planned from heights of 150 to 2,500 km only; this orbit reaches "
              + Math.round((approaches.radius - 6_378_137) / 1000)
              + " km.");
    }
  }

  /** The spans by target, then by start. */
  List<Window> find() {
    found.clear();
    approaches.visit(cone.centralAngle(approaches.radius), this::pass);
    found.sort(Comparator.comparingInt(Window::target).thenComparingDouble(Window::start));
    return List.copyOf(found);
  }

  private void pass(int k, int nearest) {
    double step = ephemeris.step();
    double near = nearest * step;
    if (sunElevation(k, near) < minSunElevation - 10 * step * SUN_RATE) {
      return;
    }
    int middle = Math.clamp(nearest, 1, ephemeris.size() - 2);
    double[] track = approaches.track;
    double before = Approaches.cosine(track, middle - 1, points.direction, k);
    double at = Approaches.cosine(track, middle, points.direction, k);
    double after = Approaches.cosine(track, middle + 1, points.direction, k);
    double stride =
        Math.acos(Math.clamp(Approaches.cosine(track, middle, track, middle + 1), -1, 1));
    double rate = stride / step;
    double phase = Math.atan((after - before) / (2 * at * Math.sin(stride)));
    double best = middle * step + phase / rate;
    double closest = Math.min(1, at / Math.cos(phase));
    double reach = Math.cos(cone.centralAngle(approaches.radius));
    if (closest < reach * Math.cos(0.005) - Math.sin(0.005) * Math.sqrt(1 - reach * reach)) {
      return;
    }
    solve(k, best, Math.acos(Math.min(1, reach / closest)) / rate, 3 * step);
  }

  /**
   * Finds the span about a closest approach that is expected to last {@code half} seconds to either
   * side.
   */
  private void solve(int k, double nearest, double half, double farthest) {
    double end = ephemeris.seconds();
    double best = Math.clamp(nearest, 0, end);
    double margin = margin(k, best);
    if (margin <= 0 && margin > -NEARLY) {
      best = maximum(k, best, 2);
      margin = margin(k, best);
    }
    if (margin <= 0) {
      return;
    }
    double from = edge(k, best, Math.max(0, best - half - farthest), best - half);
    double to = edge(k, best, Math.min(end, best + half + farthest), best + half);
    lit(k, from, to, best);
  }

  private void lit(int k, double from, double to, double best) {
    double slack = (to - from) * SUN_RATE;
    double elevation = sunElevation(k, best) - minSunElevation;
    if (elevation > slack) {
      found.add(new Window(points.target[k], from, to, best));
    } else if (elevation > -slack) {
      for (Spans.Span span : Spans.where(t -> sunElevation(k, t) - minSunElevation, from, to)) {
        found.add(
            new Window(
                points.target[k],
                span.from(),
                span.to(),
                Math.clamp(best, span.from(), span.to())));
      }
    }
  }

  /** Elevation of the Sun at a target (rad). */
  private double sunElevation(int k, double t) {
    sun.position(t, s);
    int a = 6 * k;
    double x = s[0] - points.place[a];
    double y = s[1] - points.place[a + 1];
    double z = s[2] - points.place[a + 2];
    return Math.asin(
        (x * points.place[a + 3] + y * points.place[a + 4] + z * points.place[a + 5])
            / Math.sqrt(x * x + y * y + z * z));
  }

  /** Positive within the cone; the least of the differences of cosines to the limits. */
  private double margin(int k, double t) {
    ephemeris.position(t, p);
    int a = 6 * k;
    double x = p[0] - points.place[a];
    double y = p[1] - points.place[a + 1];
    double z = p[2] - points.place[a + 2];
    double distance = Math.sqrt(x * x + y * y + z * z);
    double radius = Math.sqrt(p[0] * p[0] + p[1] * p[1] + p[2] * p[2]);
    double cosOff = (x * p[0] + y * p[1] + z * p[2]) / (distance * radius);
    double sine =
        (x * points.place[a + 3] + y * points.place[a + 4] + z * points.place[a + 5]) / distance;
    double margin = Math.min(cosOff - cosOffNadir, sine - sinElevation);
    if (cone.maxRange() < Double.POSITIVE_INFINITY) {
      double ratio = distance / cone.maxRange();
      margin = Math.min(margin, sine - ratio * ratio);
    }
    return margin;
  }

  /** Where the margin is largest, near {@code t}: golden section within {@code width} seconds. */
  private double maximum(int k, double t, double width) {
    double low = Math.max(0, t - width);
    double high = Math.min(ephemeris.seconds(), t + width);
    while (high - low > 1e-3) {
      double a = low + 0.382 * (high - low);
      double b = high - 0.382 * (high - low);
      if (margin(k, a) < margin(k, b)) {
        low = a;
      } else {
        high = b;
      }
    }
    return 0.5 * (low + high);
  }

  /**
   * Where the margin changes its sign between an instant within the span and one outside; the
   * latter when it does not.
   */
  private double edge(int k, double inside, double outside, double guess) {
    double in = inside;
    double out = outside;
    double marginIn = margin(k, in);
    double marginOut = margin(k, out);
    if (marginOut > 0) {
      return out;
    }
    double t = strictlyBetween(in, out, guess);
    double previous = in;
    double marginPrevious = marginIn;
    for (int i = 0; i < 60 && Math.abs(out - in) > TOLERANCE; i++) {
      double m = margin(k, t);
      if (m > 0) {
        in = t;
      } else {
        out = t;
      }
      double next = t - m * (t - previous) / (m - marginPrevious);
      if (Math.abs(next - t) < 0.1 * TOLERANCE) {
        return next;
      }
      previous = t;
      marginPrevious = m;
      t = strictlyBetween(in, out, next);
    }
    return 0.5 * (in + out);
  }

  /** A value when it lies between two others, or else their middle. */
  private static double strictlyBetween(double a, double b, double value) {
    return value > Math.min(a, b) && value < Math.max(a, b) ? value : 0.5 * (a + b);
  }
}
