// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.segment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.sunqar.mission.access.CloudForecast;
import org.sunqar.mission.access.Contact;
import org.sunqar.mission.access.ContactSearch;
import org.sunqar.mission.access.Limits;
import org.sunqar.mission.access.Opportunity;
import org.sunqar.mission.access.OpportunitySearch;
import org.sunqar.mission.access.OpportunitySearch.Camera;
import org.sunqar.mission.access.Target;
import org.sunqar.mission.constellation.Constellation;
import org.sunqar.mission.constellation.DemoConstellation;
import org.sunqar.mission.constellation.GroundStation;
import org.sunqar.mission.constellation.Satellite;
import org.sunqar.mission.orbit.Earth;
import org.sunqar.mission.orbit.ElementAge;
import org.sunqar.mission.orbit.GroundPoint;
import org.sunqar.mission.orbit.Horizon;
import org.sunqar.mission.orbit.Time;
import org.sunqar.mission.plan.schedule.Acquisition;
import org.sunqar.mission.plan.schedule.Downlink;
import org.sunqar.mission.plan.schedule.Plan;
import org.sunqar.mission.plan.schedule.Pointing;

/**
 * A plan of two days by the simplest rule that keeps a satellite's limits: one image of each of
 * some places, sent down in the next contact after it, with minutes between acquisitions.
 */
final class SmallPlan {

  static final Earth EARTH = Earth.withoutOrientation();
  static final Constellation DEMO = DemoConstellation.read();
  static final Time START = Time.parse("2026-04-14T00:00:00Z");
  static final Horizon HORIZON = Horizon.ofDays(START, 2);

  private static final double APART = 300;
  private static final double IMAGING = 4;

  private SmallPlan() {}

  static Plan make() {
    List<Target> targets =
        Stream.of(
                new double[] {71.4, 51.1},
                new double[] {76.9, 43.2},
                new double[] {106.9, 47.9},
                new double[] {15.3, -4.3},
                new double[] {27.5, -11.7},
                new double[] {59.6, 46.8},
                new double[] {-34.9, -8.0},
                new double[] {100.1, 49.6})
            .map(p -> new Target("r" + (int) p[0], GroundPoint.ofDegrees(p[0], p[1], 0)))
            .toList();
    OpportunitySearch search =
        new OpportunitySearch(
            EARTH, HORIZON, DEMO.satellites(), ElementAge.DEFAULT, CloudForecast.NONE);
    List<Acquisition> acquisitions = new ArrayList<>();
    List<Downlink> downlinks = new ArrayList<>();
    for (Satellite satellite : DEMO.satellites()) {
      List<Contact> contacts = new ArrayList<>();
      for (GroundStation station : DEMO.stations()) {
        contacts.addAll(
            new ContactSearch(HORIZON, satellite.id(), search.ephemeris(satellite.id()))
                .find(station));
      }
      contacts.sort(Comparator.comparing(Contact::start));
      Camera camera = Camera.finest(satellite.instruments().getFirst());
      List<Opportunity> opportunities =
          new ArrayList<>(search.find(satellite, camera, targets, Limits.NONE));
      opportunities.sort(Comparator.comparing(o -> o.best().time()));
      Time free = START.plus(APART);
      for (Opportunity o : opportunities) {
        Time start = o.best().time().plus(-IMAGING / 2);
        if (start.isBefore(free)) {
          continue;
        }
        Contact down =
            contacts.stream()
                .filter(c -> c.start().isAfter(start.plus(IMAGING)) && c.seconds() > 60)
                .findFirst()
                .orElse(null);
        if (down == null) {
          continue;
        }
        double bits = IMAGING * camera.mode().dataRate();
        String id = satellite.id() + "-" + acquisitions.size();
        acquisitions.add(
            new Acquisition(
                id,
                o.target(),
                o.sensor(),
                start,
                start.plus(IMAGING),
                o.best(),
                new Pointing(o.best().view().roll(), o.best().view().pitch(), 0),
                new Pointing(o.best().view().roll(), o.best().view().pitch(), 0),
                bits,
                o.footprint()));
        Time sent = down.start().plus(bits / satellite.platform().recorder().downlinkRate() + 1);
        downlinks.add(
            new Downlink(satellite.id(), down.station(), "a", down.start(), sent, List.of(id)));
        free = (sent.isAfter(start) ? sent : start).plus(APART);
      }
    }
    acquisitions.sort(Comparator.comparing(Acquisition::start));
    downlinks.sort(Comparator.comparing(Downlink::start));
    return new Plan(1, START.plus(-43_200), HORIZON, START, acquisitions, downlinks, List.of());
  }
}
