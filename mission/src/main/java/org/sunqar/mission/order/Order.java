// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.order;

import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.sunqar.mission.MissionException;
import org.sunqar.mission.access.Limits;
import org.sunqar.mission.access.OpportunitySearch;
import org.sunqar.mission.constellation.ImagingMode;
import org.sunqar.mission.constellation.ImagingMode.Kind;
import org.sunqar.mission.constellation.Instrument;
import org.sunqar.mission.constellation.Satellite;
import org.sunqar.mission.orbit.Horizon;
import org.sunqar.mission.orbit.Time;

/**
 * What a member asks for.
 *
 * @param id unique in a workspace
 * @param member who asks
 * @param name for people
 * @param priority how urgent it is
 * @param value what all of it is worth, above 0; compared among orders of one member
 * @param place a point, a polygon or polygons, in degrees east and north (WGS 84)
 * @param start first instant at which it may be taken
 * @param end last instant
 * @param image what the image must be like
 * @param recurrence how it is repeated; empty: once
 * @param origin what it came from: empty for a person, {@code alert ID} for an alert
 */
public record Order(
    String id,
    String member,
    String name,
    Priority priority,
    double value,
    Geometry place,
    Time start,
    Time end,
    Image image,
    Optional<Recurrence> recurrence,
    String origin) {

  private static final double DAY = 86_400;

  private static final int MOST_TEXT = 200;
  private static final double LONGEST = 366 * 86_400.0;
  private static final int MOST_OCCURRENCES = 1000;

  /**
   * Checks what can be said of an order alone.
   *
   * @throws MissionException SETTING or AREA with one reason
   */
  public Order {
    text("member", member);
    text("name", name);
    text("origin", origin);
    if (member.isBlank()) {
      throw bad("An order needs a member.");
    }
    if (!(value > 0 && value <= 1e9)) {
      throw bad("The value of an order must be above 0 and at most 1000000000, not " + value + ".");
    }
    if (!(place instanceof Point || place instanceof Polygon || place instanceof MultiPolygon)) {
      throw new MissionException(
          MissionException.Key.AREA,
          "An order is for a point, a polygon or polygons, not for a "
              + place.getGeometryType()
              + ".");
    }
    if (place.isEmpty() || place.getNumPoints() > OrderPlace.MOST_CORNERS) {
      throw new MissionException(
          MissionException.Key.AREA,
          place.isEmpty()
              ? "The place of the order is empty."
              : "The area has more than " + OrderPlace.MOST_CORNERS + " corners; simplify it.");
    }
    if (!start.isBefore(end)) {
      throw bad("The order's time ends at " + end + ", not after its start, " + start + ".");
    }
    if (end.since(start) > LONGEST) {
      throw bad("The order's time is longer than 366 days.");
    }
    if (recurrence.isPresent()
        && end.since(start) / (recurrence.get().days() * DAY) > MOST_OCCURRENCES) {
      throw bad("The order would be repeated more than " + MOST_OCCURRENCES + " times.");
    }
  }

  private static void text(String what, String text) {
    if (text.length() > MOST_TEXT) {
      throw bad("The " + what + " of an order has at most " + MOST_TEXT + " characters.");
    }
  }

  private static MissionException bad(String reason) {
    return new MissionException(MissionException.Key.SETTING, reason);
  }

  /** The same with another id. */
  public Order withId(String another) {
    return new Order(
        another, member, name, priority, value, place, start, end, image, recurrence, origin);
  }

  /** How often it is to be done: 1, or as often as its recurrence begins within its time. */
  public int occurrences() {
    return recurrence
        .map(each -> (int) Math.max(1, Math.ceil(end.since(start) / (each.days() * DAY) - 1e-9)))
        .orElse(1);
  }

  /** When an occurrence may be taken: from its start to the start of the next. */
  Horizon span(int occurrence) {
    if (recurrence.isEmpty()) {
      return Horizon.between(start, end);
    }
    double seconds = recurrence.get().days() * DAY;
    Time from = start.plus(occurrence * seconds);
    Time to = start.plus((occurrence + 1) * seconds);
    return Horizon.between(from, to.isAfter(end) ? end : to);
  }

  /**
   * What an image must be like.
   *
   * @param limits of the view, the Sun, the ground sampling and the forecast cloud
   * @param mode what is taken; empty: the finest that a satellite has
   * @param looks of the same target in one pass: 1, 2 (stereo) or 3 (tri-stereo)
   * @param maxCloud largest cloud fraction of the image that was taken, 0 to 1; a cloudier one is
   *     tried again
   * @param tries at most, at least 1
   * @param satellites ids of those that may take it; empty: any
   */
  public record Image(
      Limits limits,
      Optional<ImagingMode.Kind> mode,
      int looks,
      double maxCloud,
      int tries,
      Set<String> satellites) {

    private static final int MOST_TRIES = 100;

    public Image {
      satellites = Set.copyOf(satellites);
      if (looks < 1 || looks > 3) {
        throw bad("An image has 1 look, 2 (stereo) or 3 (tri-stereo), not " + looks + ".");
      }
      if (!(maxCloud >= 0 && maxCloud <= 1)) {
        throw bad("The cloud fraction must be between 0 and 1, not " + maxCloud + ".");
      }
      if (tries < 1 || tries > MOST_TRIES) {
        throw bad("An image is tried 1 to " + MOST_TRIES + " times, not " + tries + ".");
      }
    }

    /** By any satellite. */
    public Image(
        Limits limits, Optional<ImagingMode.Kind> mode, int looks, double maxCloud, int tries) {
      this(limits, mode, looks, maxCloud, tries, Set.of());
    }

    /**
     * How an instrument of a satellite would take it: in the mode asked for, or one that holds it,
     * or the finest; empty where it cannot, whatever the geometry.
     */
    public Optional<OpportunitySearch.Camera> camera(Satellite satellite, Instrument instrument) {
      boolean mayTake = satellites.isEmpty() || satellites.contains(satellite.id());
      if (!mayTake || (looks > 1 && !instrument.stereo())) {
        return Optional.empty();
      }
      return instrument.modes().stream()
          .filter(m -> mode.isEmpty() || m.kind() == mode.get() || m.kind() == Kind.PAN_MS)
          .min(
              Comparator.<ImagingMode, Boolean>comparing(
                      m -> mode.isPresent() && m.kind() != mode.get())
                  .thenComparingDouble(ImagingMode::groundSampling))
          .map(m -> new OpportunitySearch.Camera(instrument, m));
    }
  }

  /**
   * Repeats an order within its time.
   *
   * @param days from one occurrence's start to the next's, above 0; each may be taken until the
   *     next begins
   */
  public record Recurrence(double days) {

    public Recurrence {
      if (!(days > 0 && days <= 366)) {
        throw bad(
            "An order is repeated every so many days, above 0 and up to 366, not " + days + ".");
      }
    }
  }
}
