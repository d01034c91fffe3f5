// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.plan.schedule.search;

import java.util.Arrays;
import java.util.List;
import org.sunqar.mission.access.EclipseSearch;
import org.sunqar.mission.constellation.Agility;
import org.sunqar.mission.constellation.Axis;
import org.sunqar.mission.constellation.Power;
import org.sunqar.mission.constellation.Satellite;

/**
 * What one satellite does, while it is searched for: its looks by time, each with enough time to
 * turn from the one before, and memory, battery and heat within their limits.
 *
 * <p>Turning takes no longer when a look between two others is left out (turning time is
 * subadditive, and ways whose own turning is faster than that are not made), so that a look can
 * always leave.
 */
final class Timeline {

  /** What can be short. */
  enum Shortage {
    NONE,
    MEMORY,
    ENERGY,
    HEAT
  }

  /** Seconds that a turn must have to spare, for who computes directions a little differently. */
  private static final double SPARE = 0.02;

  /** Spare of what the limits of memory, battery and heat leave. */
  private static final double MARGIN = 0.999;

  private final Ways ways;
  private final Satellite.Platform platform;
  private final List<EclipseSearch.Eclipse> eclipses;
  private final List<Antennas.Slot> slots;
  private final double[] dataRates;
  private final double begin;
  private final double finish;
  private final double reserve;

  /** Data aboard at the beginning that is sent in the slots (bit). */
  private final double waiting;

  /** Data aboard until an instant: of acquisitions that are sent in fixed downlinks (s, bit). */
  private final double[] held;

  private final double worstTurn;
  private final double allowance;
  private final double bucket;
  private final double[] imagingIn;

  private int[] looks = new int[64];
  private double[] starts = new double[64];
  private int count;
  private double bits;
  private double energy;

  /**
   * @param dataRates of the cameras, by their numbers (bit/s)
   * @param waiting data aboard at the beginning that is sent in the slots (bit)
   * @param held pairs of an instant and the data that is aboard until then (s, bit)
   */
  Timeline(
      Fleet fleet,
      int number,
      Ways ways,
      double[] dataRates,
      List<Antennas.Slot> slots,
      double waiting,
      double[] held) {
    Flight flight = fleet.flights().get(number);
    this.ways = ways;
    this.dataRates = dataRates;
    this.platform = flight.satellite().platform();
    this.eclipses = flight.eclipses();
    this.slots = slots;
    this.waiting = waiting;
    this.held = held;
    begin = fleet.start();
    finish = fleet.end();
    reserve = fleet.task().rules().batteryReserve();
    Agility agility = platform.agility();
    double widest = 2 * agility.maxOffNadir();
    worstTurn = agility.slewSeconds(widest, widest, Math.PI / 2);
    bucket = platform.dutyCycle().periodSeconds();
    imagingIn = new double[(int) Math.ceil((finish - begin) / bucket) + 4];
    allowance = allowance();
  }

  /** Energy that can be used whenever, without the battery coming down to its reserve (J). */
  private double allowance() {
    Power power = platform.power();
    double level = power.battery();
    double lowest = level;
    double at = begin;
    for (EclipseSearch.Eclipse e : eclipses) {
      if (e.end() <= begin || e.start() >= finish) {
        continue;
      }
      double dark = Math.max(at, e.start());
      level = Math.min(power.battery(), level + (dark - at) * (power.charge() - power.idle()));
      lowest = Math.min(lowest, level);
      level -= (e.end() - dark) * power.idle();
      lowest = Math.min(lowest, level);
      at = e.end();
    }
    lowest = Math.min(lowest, level + Math.max(0, finish - at) * (power.charge() - power.idle()));
    double sending = slots.stream().mapToDouble(s -> s.to() - s.from()).sum() * power.downlink();
    return MARGIN * (lowest - reserve * power.battery() - sending);
  }

  int count() {
    return count;
  }

  int look(int place) {
    return looks[place];
  }

  /** The place of the first look that does not begin before an instant. */
  int place(double start) {
    int low = 0;
    int high = count;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (starts[middle] < start) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Seconds to turn and settle from one look to another. */
  double turn(int earlier, int later) {
    double[] all = ways.look;
    int a = Ways.STRIDE * earlier + 5;
    int b = Ways.STRIDE * later + 2;
    return platform
        .agility()
        .slewSeconds(all[b] - all[a], all[b + 1] - all[a + 1], all[b + 2] - all[a + 2]);
  }

  private double turnFromNadir(int look) {
    double[] all = ways.look;
    int b = Ways.STRIDE * look + 2;
    return platform.agility().slewSeconds(all[b], all[b + 1], all[b + 2]);
  }

  /** True when there is time to turn from one to the other. */
  boolean follows(int earlier, int later) {
    double gap = ways.start(later) - ways.end(earlier) - SPARE;
    return gap >= 0 && (gap >= worstTurn || gap >= turn(earlier, later));
  }

  /** True when its own turning is so slow that leaving it out never makes a turn longer. */
  static boolean isSteady(Agility agility, double seconds, double roll, double pitch, double yaw) {
    return steady(agility.roll(), roll, seconds)
        && steady(agility.pitch(), pitch, seconds)
        && steady(agility.yaw(), yaw, seconds);
  }

  private static boolean steady(Axis axis, double angle, double seconds) {
    return axis.turnSeconds(angle) <= seconds;
  }

  void enter(int look) {
    int at = place(ways.start(look));
    if (count == looks.length) {
      looks = Arrays.copyOf(looks, 2 * count);
      starts = Arrays.copyOf(starts, 2 * count);
    }
    System.arraycopy(looks, at, looks, at + 1, count - at);
    System.arraycopy(starts, at, starts, at + 1, count - at);
    looks[at] = look;
    starts[at] = ways.start(look);
    count++;
    account(at, 1);
  }

  void leave(int look) {
    int at = place(ways.start(look));
    while (looks[at] != look) {
      at++;
    }
    account(at, -1);
    count--;
    System.arraycopy(looks, at + 1, looks, at, count - at);
    System.arraycopy(starts, at + 1, starts, at, count - at);
  }

  /** Counts a look that is in a place, and the turns about it, in or out. */
  private void account(int at, int sign) {
    int look = looks[at];
    double seconds = ways.end(look) - ways.start(look);
    double turns = at == 0 ? turnFromNadir(look) : turn(looks[at - 1], look);
    if (at + 1 < count) {
      double without = at == 0 ? turnFromNadir(looks[at + 1]) : turn(looks[at - 1], looks[at + 1]);
      turns += turn(look, looks[at + 1]) - without;
    }
    Power power = platform.power();
    energy += sign * (seconds * power.imaging() + turns * power.slew());
    bits += sign * bits(look);
    imagingIn[bucketOf(ways.start(look))] += sign * seconds;
  }

  private double bits(int look) {
    return dataRates[ways.camera(ways.wayOf(look))] * (ways.end(look) - ways.start(look));
  }

  private int bucketOf(double time) {
    return Math.clamp((long) ((time - begin) / bucket) + 1, 0, imagingIn.length - 1);
  }

  /** True when one more way is surely within memory, battery and heat. */
  boolean surelyFits(int way) {
    double seconds = ways.seconds(way);
    int first = ways.firstLook(way);
    int last = ways.firstLook(way + 1) - 1;
    Power power = platform.power();
    double more = seconds * power.imaging() + (last - first + 1) * 2 * worstTurn * power.slew();
    if (energy + more > allowance) {
      return false;
    }
    double aboard = waiting + bits + dataRates[ways.camera(way)] * seconds;
    for (int k = 1; k < held.length; k += 2) {
      aboard += held[k];
    }
    if (aboard > MARGIN * platform.recorder().memory()) {
      return false;
    }
    double imaging = seconds;
    int from = bucketOf(ways.start(first) - bucket) - 1;
    int to = bucketOf(ways.end(last) + bucket);
    for (int k = Math.max(0, from); k <= to; k++) {
      imaging += imagingIn[k];
    }
    return imaging <= MARGIN * platform.dutyCycle().imagingSeconds();
  }

  /**
   * What is short first when exactly these looks are taken, and where to look for what could leave.
   *
   * @param kind what is short
   * @param from looks that begin from here on
   * @param to and before here bear on it (s)
   */
  record Finding(Shortage kind, double from, double to) {
    static final Finding NOTHING = new Finding(Shortage.NONE, 0, 0);
  }

  /**
   * Checks a sequence exactly, but for loads of the battery, which are taken as drawn when they
   * begin.
   */
  Finding check(int[] sequence, int length) {
    Finding heat = heat(sequence, length);
    if (heat.kind() != Shortage.NONE) {
      return heat;
    }
    Finding memory = memory(sequence, length);
    return memory.kind() != Shortage.NONE ? memory : battery(sequence, length);
  }

  private Finding heat(int[] sequence, int length) {
    double most = MARGIN * platform.dutyCycle().imagingSeconds();
    double period = platform.dutyCycle().periodSeconds();
    double sum = 0;
    int first = 0;
    for (int k = 0; k < length; k++) {
      double end = ways.end(sequence[k]);
      sum += end - ways.start(sequence[k]);
      while (ways.end(sequence[first]) <= end - period) {
        sum -= ways.end(sequence[first]) - ways.start(sequence[first]);
        first++;
      }
      double cut = Math.max(0, end - period - ways.start(sequence[first]));
      if (sum - cut > most) {
        return new Finding(Shortage.HEAT, end - period - 1, end);
      }
    }
    return Finding.NOTHING;
  }

  private Finding memory(int[] sequence, int length) {
    double capacity = MARGIN * platform.recorder().memory();
    double rate = platform.recorder().downlinkRate();
    double aboard = waiting;
    int slot = 0;
    double at = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < length; k++) {
      double start = ways.start(sequence[k]);
      while (slot < slots.size() && slots.get(slot).from() < start) {
        Antennas.Slot each = slots.get(slot);
        double until = Math.min(start, each.to());
        aboard -= Math.min(aboard, rate * Math.max(0, until - Math.max(at, each.from())));
        if (each.to() > start) {
          break;
        }
        slot++;
      }
      aboard += bits(sequence[k]);
      double holding = 0;
      for (int h = 0; h < held.length; h += 2) {
        holding += held[h] > start ? held[h + 1] : 0;
      }
      if (aboard + holding > capacity) {
        return new Finding(Shortage.MEMORY, Double.NEGATIVE_INFINITY, start);
      }
      at = Math.max(at, ways.end(sequence[k])); // it cannot be sent before it is all there
    }
    return Finding.NOTHING;
  }

  private Finding battery(int[] sequence, int length) {
    Power power = platform.power();
    double least = reserve * power.battery() + (1 - MARGIN) * power.battery();
    double level = power.battery();
    double at = begin;
    int eclipse = 0;
    int slot = 0;
    int k = 0;
    while (k < length || slot < slots.size()) {
      double nextLook = k < length ? lead(sequence, k) : Double.POSITIVE_INFINITY;
      double nextSlot = slot < slots.size() ? slots.get(slot).from() : Double.POSITIVE_INFINITY;
      double next = Math.max(at, Math.min(nextLook, nextSlot));
      while (at < next) {
        while (eclipse < eclipses.size() && eclipses.get(eclipse).end() <= at) {
          eclipse++;
        }
        boolean some = eclipse < eclipses.size();
        boolean dark = some && eclipses.get(eclipse).start() <= at;
        double edge =
            !some ? next : dark ? eclipses.get(eclipse).end() : eclipses.get(eclipse).start();
        double until = Math.min(next, edge);
        double gain = (dark ? 0 : power.charge()) - power.idle();
        level = Math.min(power.battery(), level + gain * (until - at));
        at = until;
        if (level < least) {
          return new Finding(Shortage.ENERGY, Double.NEGATIVE_INFINITY, at);
        }
      }
      if (nextLook <= nextSlot) {
        int look = sequence[k];
        double turn = k == 0 ? turnFromNadir(look) : turn(sequence[k - 1], look);
        level -= turn * power.slew() + (ways.end(look) - ways.start(look)) * power.imaging();
        k++;
      } else {
        level -= (slots.get(slot).to() - slots.get(slot).from()) * power.downlink();
        slot++;
      }
      if (level < least) {
        return new Finding(Shortage.ENERGY, Double.NEGATIVE_INFINITY, at + 1);
      }
    }
    return atTheEnd(level, at, least);
  }

  /** The dark parts between the last load and the end. */
  private Finding atTheEnd(double level, double from, double least) {
    Power power = platform.power();
    double at = from;
    double left = level;
    for (EclipseSearch.Eclipse e : eclipses) {
      if (e.end() <= at || at >= finish) {
        continue;
      }
      double dark = Math.max(at, e.start());
      left = Math.min(power.battery(), left + (dark - at) * (power.charge() - power.idle()));
      left -= (Math.min(finish, e.end()) - dark) * power.idle();
      at = e.end();
      if (left < least) {
        return new Finding(Shortage.ENERGY, Double.NEGATIVE_INFINITY, finish);
      }
    }
    return Finding.NOTHING;
  }

  /** When the turn to a look begins. */
  private double lead(int[] sequence, int k) {
    int look = sequence[k];
    return ways.start(look) - (k == 0 ? turnFromNadir(look) : turn(sequence[k - 1], look));
  }
}
