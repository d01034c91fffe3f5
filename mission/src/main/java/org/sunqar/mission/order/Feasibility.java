// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.order;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.locationtech.jts.geom.Point;
import org.sunqar.mission.MissionException;
import org.sunqar.mission.access.Area;
import org.sunqar.mission.access.AreaSearch;
import org.sunqar.mission.access.CloudForecast;
import org.sunqar.mission.access.Limits;
import org.sunqar.mission.access.Opportunity;
import org.sunqar.mission.access.OpportunitySearch;
import org.sunqar.mission.access.StereoSearch;
import org.sunqar.mission.access.Target;
import org.sunqar.mission.constellation.Constellation;
import org.sunqar.mission.constellation.Instrument;
import org.sunqar.mission.constellation.Satellite;
import org.sunqar.mission.orbit.Earth;
import org.sunqar.mission.orbit.ElementAge;
import org.sunqar.mission.orbit.GroundPoint;
import org.sunqar.mission.orbit.Horizon;
import org.sunqar.mission.orbit.Orbit;
import org.sunqar.mission.orbit.Time;

/**
 * Says at once whether a constellation can do an order: when its place is seen within the limits. A
 * forecast of clouds rejects nothing, because it changes, but it is told when it leaves nothing.
 *
 * <p>Known limits: only the first fortnight of an order's time is looked at, and the conflicts with
 * other orders are not; the plan knows those.
 */
public final class Feasibility {

  private static final double FORTNIGHT = 14 * 86_400.0;

  /** Bases over heights that surface models are made of. */
  private static final double LEAST_BASE = 0.3;

  private static final double LARGEST_BASE = 1.2;
  private static final double LOOK_SECONDS = 3;

  private final Constellation constellation;
  private final Earth earth;
  private final CloudForecast clouds;
  private Optional<Flying> kept = Optional.empty();

  /** Without a forecast of clouds. */
  public Feasibility(Constellation constellation, Earth earth) {
    this(constellation, earth, CloudForecast.NONE);
  }

  public Feasibility(Constellation constellation, Earth earth, CloudForecast clouds) {
    this.constellation = constellation;
    this.earth = earth;
    this.clouds = clouds;
  }

  /**
   * Whether an order can be done.
   *
   * @param possible false when no satellite can do it
   * @param reason why not, or what could not be looked at; empty: none
   * @param opportunities in the time looked at, by their start; of an area those of its strips;
   *     without those that the forecast says are too cloudy, unless all are
   */
  public record Answer(boolean possible, String reason, List<Opportunity> opportunities) {

    public Answer {
      opportunities = List.copyOf(opportunities);
    }

    public Optional<Opportunity> first() {
      return opportunities.stream().findFirst();
    }
  }

  Constellation constellation() {
    return constellation;
  }

  Earth earth() {
    return earth;
  }

  /**
   * Answers for an order.
   *
   * @throws MissionException SETTING when its member is none of the constellation or its time is
   *     over, AREA when its place is malformed
   */
  public Answer answer(Order order, Time now) {
    if (constellation.members().stream().noneMatch(m -> m.id().equals(order.member()))) {
      throw new MissionException(
          MissionException.Key.SETTING,
          "There is no member \""
              + order.member()
              + "\"; members are "
              + String.join(", ", constellation.members().stream().map(m -> m.id()).toList())
              + ".");
    }
    if (!order.end().isAfter(now)) {
      throw new MissionException(
          MissionException.Key.SETTING,
          "The order's time ended at " + order.end() + ", before now, " + now + ".");
    }
    for (String id : order.image().satellites()) {
      constellation.satellite(id);
    }
    Optional<Area> area =
        order.place() instanceof Point ? Optional.empty() : Optional.of(Area.of(order.place()));
    List<Seer> seers = seers(order.image());
    if (seers.isEmpty()) {
      return new Answer(false, "No satellite takes such images.", List.of());
    }
    Time start = order.start().isBefore(now) ? now : order.start();
    double seconds = Math.min(FORTNIGHT, order.end().since(start));
    Flying flying;
    try {
      flying = flying(new Horizon(start, seconds));
    } catch (MissionException e) {
      if (e.key() != MissionException.Key.ORBIT) {
        throw e;
      }
      return new Answer(true, "Not looked at: " + e.getMessage(), List.of());
    }
    List<Opportunity> found = new ArrayList<>();
    String missing = "";
    for (Seer seer : seers) {
      String why = flying.missing().getOrDefault(seer.satellite().id(), "");
      if (why.isEmpty()) {
        found.addAll(find(flying.search().orElseThrow(), seer, order, area));
      } else if (missing.isEmpty()) {
        missing = "Not looked at: " + why;
      }
    }
    found.sort(Comparator.comparing(Opportunity::start));
    if (!found.isEmpty()) {
      double most = order.image().limits().maxCloud();
      List<Opportunity> clear = found.stream().filter(o -> isClear(o, most)).toList();
      return clear.isEmpty()
          ? new Answer(true, tooCloudy(found.size(), most), found)
          : new Answer(true, "", clear);
    }
    if (!missing.isEmpty()) {
      return new Answer(true, missing, found);
    }
    return order.end().since(start) <= FORTNIGHT
        ? new Answer(
            false, "No satellite sees the place within the limits in the order's time.", found)
        : new Answer(true, "Nothing in the first fortnight of the order's time.", found);
  }

  private static boolean isClear(Opportunity opportunity, double most) {
    return opportunity.best().cloud().orElse(0) <= most;
  }

  private static String tooCloudy(int looks, double most) {
    return String.format(
        Locale.ROOT,
        "The forecast is cloudier than %.0f %% at each of the %d looks so far.",
        100 * most,
        looks);
  }

  private record Seer(Satellite satellite, OpportunitySearch.Camera camera) {}

  private List<Seer> seers(Order.Image image) {
    List<Seer> result = new ArrayList<>();
    for (Satellite satellite : constellation.satellites()) {
      for (Instrument instrument : satellite.instruments()) {
        image.camera(satellite, instrument).ifPresent(c -> result.add(new Seer(satellite, c)));
      }
    }
    return result;
  }

  /**
   * Those whose orbits reach over a horizon.
   *
   * @param search over them; empty: none does
   * @param missing why the others do not, by their ids
   */
  private record Flying(
      Horizon horizon, Optional<OpportunitySearch> search, Map<String, String> missing) {}

  /** The search over a horizon, kept for the next order of the same time. */
  private Flying flying(Horizon horizon) {
    if (kept.isEmpty() || !kept.get().horizon().equals(horizon)) {
      List<Satellite> fit = new ArrayList<>();
      Map<String, String> missing = new HashMap<>();
      for (Satellite satellite : constellation.satellites()) {
        try {
          Orbit.read(satellite.orbit(), earth).check(horizon, ElementAge.DEFAULT);
          fit.add(satellite);
        } catch (MissionException e) {
          missing.put(satellite.id(), "Satellite " + satellite.id() + ": " + e.getMessage());
        }
      }
      Optional<OpportunitySearch> search =
          fit.isEmpty()
              ? Optional.empty()
              : Optional.of(new OpportunitySearch(earth, horizon, fit, ElementAge.DEFAULT, clouds));
      kept = Optional.of(new Flying(horizon, search, missing));
    }
    return kept.get();
  }

  private static List<Opportunity> find(
      OpportunitySearch search, Seer seer, Order order, Optional<Area> area) {
    Limits limits = order.image().limits().withMaxCloud(1); // the forecast is asked after
    if (area.isPresent()) {
      return new AreaSearch(search)
          .alongTrack("area", seer.satellite(), seer.camera(), area.get(), limits).stream()
              .map(s -> s.opportunity())
              .toList();
    }
    Point point = (Point) order.place();
    Target target =
        new Target(
            "point", GroundPoint.ofDegrees(Math.IEEEremainder(point.getX(), 360), point.getY(), 0));
    if (order.image().looks() == 1) {
      return search.find(seer.satellite(), seer.camera(), List.of(target), limits);
    }
    StereoSearch stereo =
        new StereoSearch(
            search,
            new StereoSearch.StereoLimits(
                order.image().looks(), LEAST_BASE, LARGEST_BASE, LOOK_SECONDS));
    List<Opportunity> result = new ArrayList<>();
    for (StereoSearch.StereoOpportunity each :
        stereo.find(seer.satellite(), seer.camera(), target, limits)) {
      result.add(
          new Opportunity(
              each.target(),
              each.sensor(),
              each.looks().getFirst().time(),
              each.looks().getLast().time(),
              each.looks().getFirst(),
              List.of()));
    }
    return result;
  }
}
