// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.plan.schedule.check;

import java.util.List;
import java.util.Optional;
import org.sunqar.mission.access.Arc;
import org.sunqar.mission.access.Limits;
import org.sunqar.mission.access.Range;
import org.sunqar.mission.access.Strip;
import org.sunqar.mission.access.View;
import org.sunqar.mission.constellation.ImagingMode;
import org.sunqar.mission.constellation.Instrument;
import org.sunqar.mission.orbit.GroundPoint;
import org.sunqar.mission.orbit.Time;
import org.sunqar.mission.order.Request;
import org.sunqar.mission.plan.schedule.Acquisition;
import org.sunqar.mission.plan.schedule.PlanRules;
import org.sunqar.mission.plan.schedule.Pointing;

/** Whether acquisitions show what is asked for, in the way in which it is asked for. */
final class Geometry {

  /** What angles may differ by (rad); some metres on the ground. */
  private static final double ANGLE = 2e-5;

  /** What imaging may be shorter by, as a share: the Earth is not a sphere. */
  private static final double SHORTER = 0.02;

  private final Course course;
  private final Complaints complaints;

  Geometry(Course course, Complaints complaints) {
    this.course = course;
    this.complaints = complaints;
  }

  /** Checks one acquisition. */
  void check(Acquisition a, Request request) {
    Optional<Instrument> instrument =
        course.satellite().instruments().stream()
            .filter(i -> i.id().equals(a.sensor().instrument()))
            .findFirst();
    Optional<ImagingMode> mode =
        instrument.flatMap(
            i -> i.modes().stream().filter(m -> m.kind() == a.sensor().mode()).findFirst());
    if (mode.isEmpty()) {
      complaints.add(
          "%s is taken by %s in mode %s, which %s does not have.",
          a.id(), a.sensor().instrument(), a.sensor().mode(), a.satellite());
      return;
    }
    complaints.when(
        request.image().mode().filter(m -> m != a.sensor().mode()).isPresent(),
        "%s is in mode %s, but %s asks for another.",
        a.id(),
        a.sensor().mode(),
        request.id());
    complaints.when(
        a.start().isBefore(request.start()) || a.end().isAfter(request.end()),
        "%s is from %s to %s, outside the time of %s, %s to %s.",
        a.id(),
        a.start(),
        a.end(),
        request.id(),
        request.start(),
        request.end());
    complaints.when(
        Math.abs(a.bits() - mode.get().dataRate() * a.seconds()) > 1 + 1e-6 * a.bits(),
        "%s has %.0f bit, but its mode writes %.0f in its time.",
        a.id(),
        a.bits(),
        mode.get().dataRate() * a.seconds());
    switch (request.target()) {
      case Request.Point point -> point(a, request, point.place(), instrument.get(), mode.get());
      case Request.Along along -> strip(a, request, along, instrument.get(), mode.get());
    }
  }

  private static Time middle(Acquisition a) {
    return a.start().plus(a.seconds() / 2);
  }

  private View view(GroundPoint place, Time time) {
    return course.viewer().view(place, course.seconds(time));
  }

  private void point(
      Acquisition a, Request request, GroundPoint place, Instrument instrument, ImagingMode mode) {
    View view = view(place, middle(a));
    limits(a, request.image().limits(), view, instrument, mode, true);
    lasts(a, instrument.swath());
    Pointing expected = new Pointing(view.roll(), view.pitch(), 0);
    complaints.when(
        differ(a.from(), expected) || differ(a.to(), expected),
        "%s does not look at %s.",
        a.id(),
        request.id());
  }

  private void strip(
      Acquisition a,
      Request request,
      Request.Along along,
      Instrument instrument,
      ImagingMode mode) {
    Strip strip = along.strip();
    GroundPoint between = strip.middle();
    View middle = view(between, middle(a));
    limits(a, request.image().limits(), middle, instrument, mode, true);
    lasts(a, strip.length());
    complaints.when(
        strip.width() > 1.03 * instrument.swath() * middle.range() / instrument.referenceHeight(),
        "The strip of %s is wider than the swath with which %s takes it.",
        request.id(),
        a.id());
    boolean forward = fits(a, strip.first(), strip.last(), along.heading());
    boolean backward = fits(a, strip.last(), strip.first(), along.heading() + Math.PI);
    complaints.when(
        !forward && !backward, "%s does not go along the strip of %s.", a.id(), request.id());
    GroundPoint first = backward ? strip.last() : strip.first();
    GroundPoint last = backward ? strip.first() : strip.last();
    limits(a, request.image().limits(), view(first, a.start()), instrument, mode, false);
    limits(a, request.image().limits(), view(last, a.end()), instrument, mode, false);
  }

  private boolean fits(Acquisition a, GroundPoint from, GroundPoint to, double heading) {
    return !differ(a.from(), pointing(from, a.start(), heading))
        && !differ(a.to(), pointing(to, a.end(), heading));
  }

  private Pointing pointing(GroundPoint place, Time time, double heading) {
    View view = view(place, time);
    double track = course.viewer().heading(place, course.seconds(time));
    return new Pointing(
        view.roll(), view.pitch(), Math.IEEEremainder(heading - track, 2 * Math.PI));
  }

  private static boolean differ(Pointing one, Pointing other) {
    return Math.abs(one.roll() - other.roll()) > ANGLE
        || Math.abs(one.pitch() - other.pitch()) > ANGLE
        || Math.abs(Math.IEEEremainder(one.yaw() - other.yaw(), 2 * Math.PI)) > 10 * ANGLE;
  }

  private void lasts(Acquisition a, double metres) {
    double seconds = metres / course.groundSpeed(middle(a));
    complaints.when(
        a.seconds() < (1 - SHORTER) * seconds,
        "%s takes %.2f s, but %.1f km take %.2f s.",
        a.id(),
        a.seconds(),
        metres / 1000,
        seconds);
  }

  /**
   * Checks a view against limits.
   *
   * @param all whether those of the Sun and of the ground sampling hold too
   */
  private void limits(
      Acquisition a,
      Limits limits,
      View view,
      Instrument instrument,
      ImagingMode mode,
      boolean all) {
    double most = course.satellite().platform().agility().maxOffNadir();
    complaints.when(
        view.offNadir() > most + ANGLE,
        "%s looks %.3f degrees aside, but %s can look %.3f at most.",
        a.id(),
        Math.toDegrees(view.offNadir()),
        a.satellite(),
        Math.toDegrees(most));
    within(a, "off-nadir angle", view.offNadir(), limits.offNadir());
    within(a, "incidence", view.incidence(), limits.incidence());
    if (!all) {
      return;
    }
    within(a, "elevation of the Sun", view.sunElevation(), limits.sun().elevation());
    within(a, "azimuth of the Sun", view.sunAzimuth(), limits.sun().azimuth());
    within(a, "local time", view.localSolarTime(), limits.sun().localTime());
    double sampling =
        view.range()
            / Math.sqrt(Math.max(1e-9, Math.cos(view.incidence())))
            * mode.groundSampling()
            / instrument.referenceHeight();
    complaints.when(
        sampling > limits.maxGroundSampling() * (1 + 1e-4),
        "%s has a ground sampling distance of %.3f m; at most %.3f are asked for.",
        a.id(),
        sampling,
        limits.maxGroundSampling());
    complaints.when(
        a.look().cloud().orElse(0) > limits.maxCloud() + 1e-9,
        "%s is forecast to be cloudy to %.0f %%; at most %.0f %% are asked for.",
        a.id(),
        100 * a.look().cloud().orElse(0),
        100 * limits.maxCloud());
  }

  private void within(Acquisition a, String what, double angle, Range range) {
    complaints.when(
        angle < range.min() - ANGLE || angle > range.max() + ANGLE,
        "%s has an %s of %.3f degrees, outside the limits of %.3f to %.3f.",
        a.id(),
        what,
        Math.toDegrees(angle),
        Math.toDegrees(range.min()),
        Math.toDegrees(range.max()));
  }

  private void within(Acquisition a, String what, double angle, Arc arc) {
    double circle = 2 * Math.PI;
    double width = arc.to() - arc.from();
    width = width >= circle ? circle : width - circle * Math.floor(width / circle);
    double along = angle - arc.from();
    along -= circle * Math.floor(along / circle);
    complaints.when(
        along > width + ANGLE && along < circle - ANGLE,
        "%s has the %s at %.3f degrees, outside the limits of %.3f to %.3f.",
        a.id(),
        what,
        Math.toDegrees(angle),
        Math.toDegrees(arc.from()),
        Math.toDegrees(arc.to()));
  }

  /** Checks that the looks of a request belong together: one, or two or three of one pass. */
  void together(List<Acquisition> looks, Request request, PlanRules rules) {
    complaints.when(
        looks.size() != request.image().looks(),
        "%s is taken %d times; %d are asked for.",
        request.id(),
        looks.size(),
        request.image().looks());
    if (looks.size() < 2) {
      return;
    }
    Acquisition first = looks.getFirst();
    Acquisition last = looks.getLast();
    if (looks.stream().anyMatch(l -> !l.sensor().equals(first.sensor()))
        || last.start().since(first.end()) > 900) {
      complaints.add("The looks at %s are not of one pass.", request.id());
      return;
    }
    double angle = angle(first.look().view(), last.look().view());
    double ratio = 2 * Math.tan(angle / 2);
    complaints.when(
        ratio < rules.minBaseToHeight() - 1e-3 || ratio > rules.maxBaseToHeight() + 1e-3,
        "The stereo looks at %s have a ratio of base to height of %.3f, outside %.2f to %.2f.",
        request.id(),
        ratio,
        rules.minBaseToHeight(),
        rules.maxBaseToHeight());
  }

  /** Between the lines of sight of two looks at one place (rad). */
  private static double angle(View a, View b) {
    double x = direction(a, 0) * direction(b, 0);
    double y = direction(a, 1) * direction(b, 1);
    double z = Math.cos(a.incidence()) * Math.cos(b.incidence());
    return Math.acos(Math.clamp(x + y + z, -1, 1));
  }

  private static double direction(View view, int axis) {
    return Math.sin(view.incidence())
        * (axis == 0 ? Math.sin(view.azimuth()) : Math.cos(view.azimuth()));
  }
}
