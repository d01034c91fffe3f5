// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.plan.schedule.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.sunqar.mission.access.Contact;
import org.sunqar.mission.access.EclipseSearch;
import org.sunqar.mission.constellation.Agility;
import org.sunqar.mission.constellation.Power;
import org.sunqar.mission.constellation.Satellite;

/**
 * What every plan of the problem's ways keeps to, whatever else it does: wider than the rules,
 * never narrower, so that what holds for all that keeps to it holds for all valid plans.
 *
 * <ul>
 *   <li>A look keeps its satellite busy until the first look of another request, or of the same
 *       way, that can come next.
 *   <li>In a stretch of time a satellite writes no more than its memory and all contacts in it can
 *       hold, takes no more energy than a full battery and the Sun give, and images no longer than
 *       its duty cycle allows.
 *   <li>What is locked is in, and so is one way of each emergency that the known plan has.
 * </ul>
 */
final class Relaxation {

  /** Stretches of time begin and end at multiples of it (s). */
  static final double STEP = 2;

  /** What times may differ by from what the checker computes, with room to spare (s). */
  static final double TOLERANCE = 0.02;

  private final Problem problem;
  private final Ways ways;
  private final double origin;
  private final int slots;
  private final double[] worth;
  private final BitSet must = new BitSet();
  private final int[][] looks;
  private final double[] until;
  private final List<Stretch> stretches = new ArrayList<>();

  /** What is used up while imaging. */
  enum Store {
    MEMORY,
    ENERGY,
    HEAT
  }

  /**
   * What may be used in a stretch of time.
   *
   * @param satellite number
   * @param store what is used: bit, J or s
   * @param from slot, inclusive
   * @param to slot, exclusive
   * @param capacity above 0
   */
  record Stretch(int satellite, Store store, int from, int to, double capacity) {}

  /**
   * @param known a valid plan
   */
  Relaxation(Problem problem, int[] known) {
    this.problem = problem;
    ways = problem.ways();
    worth = new double[ways.count()];
    for (int way = 0; way < worth.length; way++) {
      boolean emergency = problem.items().get(ways.itemOf(way)).isEmergency();
      worth[way] = emergency ? 0 : ways.worth(way);
    }
    for (int way : problem.locked()) {
      must.set(ways.itemOf(way));
    }
    for (int item = 0; item < known.length; item++) {
      if (known[item] >= 0 && problem.items().get(item).isEmergency()) {
        must.set(item);
      }
    }
    int count = ways.firstLook(ways.count());
    looks = new int[problem.fleet().flights().size()][];
    double first = problem.fleet().start();
    double last = problem.fleet().end();
    for (int look = 0; look < count; look++) {
      first = Math.min(first, ways.start(look));
      last = Math.max(last, ways.end(look));
    }
    origin = first;
    slots = (int) Math.ceil((last - first) / STEP) + 1;
    until = new double[count];
    for (int s = 0; s < looks.length; s++) {
      int satellite = s;
      looks[s] =
          IntStream.range(0, count)
              .filter(look -> problem.satellite(ways.wayOf(look)) == satellite)
              .boxed()
              .sorted(Comparator.comparingDouble(ways::start))
              .mapToInt(Integer::intValue)
              .toArray();
      busy(s);
      stretches(s);
    }
  }

  Problem problem() {
    return problem;
  }

  /** What a way adds to the value of a plan; emergencies add nothing. */
  double worth(int way) {
    return worth[way];
  }

  /** True for an item that is in whatever is planned. */
  boolean isIn(int item) {
    return must.get(item);
  }

  /** Looks of a satellite by their start. */
  int[] looks(int satellite) {
    return looks[satellite];
  }

  /** When the next look can begin at the earliest, whichever it is (s). */
  double until(int look) {
    return until[look];
  }

  List<Stretch> stretches() {
    return stretches;
  }

  int slots() {
    return slots;
  }

  /** Where an instant lies among the slots. */
  double slot(double time) {
    return Math.clamp((time - origin) / STEP, 0, slots);
  }

  private double time(int slot) {
    return origin + STEP * slot;
  }

  /** What a second of imaging by a way uses. */
  double rate(Store store, int way) {
    return switch (store) {
      case MEMORY -> problem.cameras().get(ways.camera(way)).dataRate();
      case ENERGY -> imagingPower(problem.satellite(way));
      case HEAT -> 1;
    };
  }

  /** What imaging draws (W). */
  double imagingPower(int satellite) {
    return platform(satellite).power().imaging();
  }

  /** Seconds of a look within a stretch. */
  double seconds(int look, Stretch stretch) {
    double from = Math.max(ways.start(look), time(stretch.from()));
    return Math.max(0, Math.min(ways.end(look), time(stretch.to())) - from);
  }

  private Satellite.Platform platform(int satellite) {
    return problem.fleet().flights().get(satellite).satellite().platform();
  }

  /** Finds for each look of a satellite when the next can begin. */
  private void busy(int satellite) {
    int[] all = looks[satellite];
    Agility agility = platform(satellite).agility();
    for (int a = 0; a < all.length; a++) {
      int look = all[a];
      until[look] = ways.end(look);
      for (int c = a + 1; c < all.length; c++) {
        double gap = ways.start(all[c]) - ways.end(look);
        boolean other =
            ways.itemOfLook(all[c]) != ways.itemOfLook(look)
                || ways.wayOf(all[c]) == ways.wayOf(look);
        if (gap >= -TOLERANCE && other && gap + TOLERANCE >= turn(agility, look, all[c])) {
          until[look] = ways.start(all[c]);
          break;
        }
      }
    }
  }

  private double turn(Agility agility, int earlier, int later) {
    double[] all = ways.look;
    int a = Ways.STRIDE * earlier + 5;
    int b = Ways.STRIDE * later + 2;
    return agility.slewSeconds(all[b] - all[a], all[b + 1] - all[a + 1], all[b + 2] - all[a + 2]);
  }

  private void stretches(int satellite) {
    double[] imaging = new double[slots + 1];
    double[] written = new double[slots + 1];
    for (int look : looks[satellite]) {
      // all of a look counts where it begins and ends: this only asks what can matter at all
      int first = (int) slot(ways.start(look));
      double seconds = ways.end(look) - ways.start(look);
      imaging[Math.min(first, slots - 1) + 1] += seconds;
      written[Math.min(first, slots - 1) + 1] += seconds * rate(Store.MEMORY, ways.wayOf(look));
    }
    Arrays.parallelPrefix(imaging, Double::sum);
    Arrays.parallelPrefix(written, Double::sum);
    Flight flight = problem.fleet().flights().get(satellite);
    double begin = problem.fleet().start();
    double finish = problem.fleet().end();
    TreeSet<Double> from = new TreeSet<>(List.of(begin));
    TreeSet<Double> to = new TreeSet<>(List.of(finish));
    flight
        .contacts()
        .forEach(c -> {
          from.add(problem.fleet().seconds(c.end()));
          to.add(problem.fleet().seconds(c.start()));
        });
    stretches(satellite, Store.MEMORY, from, to, written, 1);
    TreeSet<Double> dark = new TreeSet<>(List.of(begin));
    TreeSet<Double> light = new TreeSet<>(List.of(finish));
    flight
        .eclipses()
        .forEach(e -> {
          dark.add(e.start());
          light.add(e.end());
        });
    stretches(satellite, Store.ENERGY, dark, light, imaging, imagingPower(satellite));
    double period = platform(satellite).dutyCycle().periodSeconds();
    for (double t = begin; t < finish; t += period / 2) {
      TreeSet<Double> end = new TreeSet<>(List.of(Math.min(t + period, finish)));
      stretches(satellite, Store.HEAT, new TreeSet<>(List.of(t)), end, imaging, 1);
    }
  }

  /** Adds stretches that may matter. */
  private void stretches(
      int satellite,
      Store store,
      NavigableSet<Double> from,
      NavigableSet<Double> to,
      double[] prefix,
      double rate) {
    double begin = problem.fleet().start();
    double finish = problem.fleet().end();
    int margin = (int) Math.ceil(longest(satellite) / STEP) + 1;
    for (double start : from.subSet(begin, true, finish, true)) {
      for (double end : to.subSet(begin, true, finish, true)) {
        int first = (int) Math.ceil(slot(start));
        int last = (int) Math.floor(slot(end));
        if (first >= last) {
          continue;
        }
        double most = rate * (prefix[last] - prefix[Math.max(0, first - margin)]);
        double capacity = capacity(satellite, store, time(first), time(last));
        if (most > capacity) {
          // what cannot be kept to at all is told as hardly anything
          double told = Math.max(capacity, 1e-6 * most);
          stretches.add(new Stretch(satellite, store, first, last, told));
        }
      }
    }
  }

  private double longest(int satellite) {
    return IntStream.of(looks[satellite])
        .mapToDouble(l -> ways.end(l) - ways.start(l))
        .max()
        .orElse(0);
  }

  private double capacity(int satellite, Store store, double from, double to) {
    Satellite.Platform platform = platform(satellite);
    return switch (store) {
      case MEMORY ->
          platform.recorder().memory() * (1 + 1e-6)
              + platform.recorder().downlinkRate() * inContact(satellite, from, to);
      case ENERGY -> {
        Power power = platform.power();
        double reserve = problem.fleet().task().rules().batteryReserve();
        yield power.battery() * (1 - reserve + 1e-6)
            + power.charge() * (inTheSun(satellite, from, to) + 1)
            - power.idle() * (to - from);
      }
      case HEAT -> platform.dutyCycle().imagingSeconds() + TOLERANCE;
    };
  }

  /** Seconds in which it is above a station, a little more for each contact. */
  private double inContact(int satellite, double from, double to) {
    double seconds = 0;
    double at = from;
    for (Contact contact : problem.fleet().flights().get(satellite).contacts()) {
      double start = Math.max(at, problem.fleet().seconds(contact.start()) - 0.1);
      double end = Math.min(to, problem.fleet().seconds(contact.end()) + 0.1);
      if (end > start) {
        seconds += end - start;
        at = end;
      }
    }
    return seconds;
  }

  private double inTheSun(int satellite, double from, double to) {
    double seconds = to - from;
    for (EclipseSearch.Eclipse e : problem.fleet().flights().get(satellite).eclipses()) {
      seconds -= Math.max(0, Math.min(to, e.end()) - Math.max(from, e.start()));
    }
    return seconds;
  }
}
