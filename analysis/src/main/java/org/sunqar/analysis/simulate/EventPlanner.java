// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.simulate;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * Plants changes where they make sense: clearings, fires and gradual loss on vegetation, buildings
 * on dry land that is not already bright. Each is a compact, irregular patch of 0.5 to 6 ha (log
 * uniform), grown from a seed pixel towards the nearest free suitable pixels with a random
 * preference; patches keep three pixels apart. Of four events about three begin in the monitoring
 * period (from 30 days after its start until 120 days before the end, so that a detector has a
 * chance), the others in the history after its first year.
 */
final class EventPlanner {

  /** Order of types: 35 % clearings, 25 % fires, 20 % gradual loss, 20 % buildings. */
  private static final EventType[] TYPES = {
    EventType.CLEARING, EventType.FIRE, EventType.BUILDING, EventType.GRADUAL_LOSS,
    EventType.CLEARING, EventType.FIRE, EventType.CLEARING, EventType.GRADUAL_LOSS,
    EventType.BUILDING, EventType.FIRE, EventType.CLEARING, EventType.GRADUAL_LOSS,
    EventType.CLEARING, EventType.BUILDING, EventType.FIRE, EventType.CLEARING,
    EventType.GRADUAL_LOSS, EventType.BUILDING, EventType.FIRE, EventType.CLEARING
  };

  /** Spreads the quarter of events in the history evenly over the types. */
  private static final double GOLDEN_RATIO = 0.618_033_988_749_895;

  private static final double MIN_HECTARES = 0.5;
  private static final double MAX_HECTARES = 6;
  private static final int GAP = 3;
  private static final int ATTEMPTS = 400;

  private final BaseScene base;
  private final Landscape landscape;
  private final SimulationOptions options;
  private final Random random;
  private final BitSet taken = new BitSet();

  EventPlanner(BaseScene base, Landscape landscape, SimulationOptions options) {
    this.base = base;
    this.landscape = landscape;
    this.options = options;
    this.random = Draws.of(options.seed(), 3).generator();
  }

  /** The events; fewer than asked for where the land has no room. */
  List<PlantedEvent> plan() {
    List<PlantedEvent> events = new ArrayList<>();
    for (int k = 0; k < options.events(); k++) {
      EventType type = TYPES[k % TYPES.length];
      LocalDate date = date(k * GOLDEN_RATIO % 1 < 0.25);
      double severity = type.severity(random.nextDouble());
      Optional<BitSet> patch = patch(type);
      if (patch.isPresent()) {
        events.add(new PlantedEvent(events.size() + 1, type, date, severity, patch.get()));
        reserve(patch.get());
      }
    }
    return List.copyOf(events);
  }

  private LocalDate date(boolean inHistory) {
    LocalDate historyFirst = options.from().plusYears(1);
    LocalDate historyLast = options.monitorFrom().minusDays(180);
    if (inHistory && historyFirst.isBefore(historyLast)) {
      return between(historyFirst, historyLast);
    }
    LocalDate first = options.monitorFrom().plusDays(30);
    LocalDate last = options.to().minusDays(120);
    return first.isBefore(last) ? between(first, last) : options.monitorFrom();
  }

  private LocalDate between(LocalDate first, LocalDate last) {
    long days = ChronoUnit.DAYS.between(first, last) + 1;
    return first.plusDays((long) (random.nextDouble() * days));
  }

  private boolean isSuitable(EventType type, int pixel) {
    if (taken.get(pixel) || !landscape.isLand(pixel)) {
      return false;
    }
    float green = landscape.greenness(pixel);
    return type.needsVegetation() ? green > 0.3f : green > 0.1f;
  }

  private Optional<BitSet> patch(EventType type) {
    double pixelHectares = base.pixelArea() / 10_000;
    double hectares =
        MIN_HECTARES * StrictMath.pow(MAX_HECTARES / MIN_HECTARES, random.nextDouble());
    int size = (int) Math.max(1, Math.ceil(MIN_HECTARES / pixelHectares));
    size = Math.max(size, (int) Math.round(hectares / pixelHectares));
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int seed = random.nextInt(base.pixels());
      if (isSuitable(type, seed)) {
        BitSet patch = grow(type, seed, size);
        if (patch.cardinality() == size) {
          return Optional.of(patch);
        }
      }
    }
    return Optional.empty();
  }

  private record Candidate(int pixel, double cost) {}

  private BitSet grow(EventType type, int seed, int size) {
    int width = base.grid().width();
    int height = base.grid().height();
    // wider than high or the reverse, up to 1 to 2
    double stretch = StrictMath.pow(2, random.nextDouble() - 0.5);
    PriorityQueue<Candidate> frontier =
        new PriorityQueue<>(
            Comparator.comparingDouble(Candidate::cost).thenComparingInt(Candidate::pixel));
    BitSet seen = new BitSet();
    BitSet patch = new BitSet();
    int seedX = seed % width;
    int seedY = seed / width;
    double reach = size * 2.0; // squared distance beyond which a patch would not be compact
    frontier.add(new Candidate(seed, 0));
    seen.set(seed);
    while (patch.cardinality() < size && !frontier.isEmpty()) {
      int pixel = frontier.remove().pixel();
      patch.set(pixel);
      int x = pixel % width;
      int y = pixel / width;
      int[][] neighbours = {{x - 1, y}, {x + 1, y}, {x, y - 1}, {x, y + 1}};
      for (int[] next : neighbours) {
        if (next[0] < 0 || next[1] < 0 || next[0] >= width || next[1] >= height) {
          continue;
        }
        int index = next[1] * width + next[0];
        double dx = (next[0] - seedX) * stretch;
        double dy = (next[1] - seedY) / stretch;
        double distance = dx * dx + dy * dy;
        if (!seen.get(index) && distance <= reach && isSuitable(type, index)) {
          seen.set(index);
          frontier.add(new Candidate(index, distance * (0.6 + 0.8 * random.nextDouble())));
        }
      }
    }
    return patch;
  }

  /** Keeps later patches at a distance. */
  private void reserve(BitSet patch) {
    int width = base.grid().width();
    int height = base.grid().height();
    patch.stream()
        .forEach(pixel -> {
          int x = pixel % width;
          int y = pixel / width;
          for (int row = Math.max(0, y - GAP); row <= Math.min(height - 1, y + GAP); row++) {
            taken.set(
                row * width + Math.max(0, x - GAP), row * width + Math.min(width - 1, x + GAP) + 1);
          }
        });
  }
}
