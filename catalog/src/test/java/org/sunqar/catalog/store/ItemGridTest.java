// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.sunqar.raster.geo.Bounds;

class ItemGridTest {

  private static final long DAY = 86_400_000_000L;
  private static final int ANY = Integer.MAX_VALUE - 1;

  private final Random random = new Random(20261128);

  @Test
  void findsWhatALookAtEachItemFinds() {
    Columns columns = columns(1, 40);
    ItemGrid grid = new ItemGrid(columns);
    for (int i = 0; i < 1000; i++) {
      check(grid, columns);
    }
  }

  @Test
  void answersForOtherStatesOfTheColumns() {
    Columns first = columns(1, 20);
    ColumnBlock[] blocks = first.blocks().clone();
    long[] states = first.states().clone();
    for (int i = 0; i < blocks.length; i += 3) {
      blocks[i] = block(2, 0.3);
      states[i] = 2;
    }
    blocks = Arrays.copyOf(blocks, 24);
    states = Arrays.copyOf(states, 24);
    for (int i = 20; i < 24; i++) {
      blocks[i] = i == 22 ? Columns.NONE : block(i, 1);
      states[i] = i == 22 ? 0 : 2;
    }
    Columns second = new Columns(2, blocks, states);
    for (int i = 0; i < 200; i++) {
      check(new ItemGrid(first), second);
      check(new ItemGrid(second), first);
      check(ItemGrid.EMPTY, second);
      check(new ItemGrid(second), Columns.EMPTY);
    }
    assertThat(new ItemGrid(first).changedBlocks(second)).isEqualTo(7 + 4);
    assertThat(new ItemGrid(second).changedBlocks(second)).isZero();
  }

  @Test
  void tellsWhenThereAreTooMany() {
    Columns columns = columns(1, 10);
    ItemGrid grid = new ItemGrid(columns);
    List<Bounds> world = List.of(new Bounds(-180, -90, 180, 90));
    int all = grid.find(columns, world, Long.MIN_VALUE, Long.MAX_VALUE, ANY).orElseThrow().length;
    assertThat(all).isGreaterThan(1000);
    assertThat(grid.find(columns, world, Long.MIN_VALUE, Long.MAX_VALUE, all)).isPresent();
    assertThat(grid.find(columns, world, Long.MIN_VALUE, Long.MAX_VALUE, all - 1)).isEmpty();
  }

  /** What is found is a little more than what touches, each once. */
  private void check(ItemGrid grid, Columns columns) {
    List<Bounds> parts = question();
    long from = random.nextInt(4) == 0 ? Long.MIN_VALUE : (random.nextLong(4000) - 2000) * DAY;
    long to =
        random.nextInt(4) == 0 ? Long.MAX_VALUE : Math.max(from, 0) + random.nextLong(900) * DAY;
    long[] found = grid.find(columns, parts, from, to, ANY).orElseThrow();
    Set<Long> distinct =
        LongStream.of(found).boxed().collect(Collectors.toCollection(TreeSet::new));
    assertThat(distinct).hasSize(found.length);
    Set<Long> must = touching(columns, parts, from, to);
    assertThat(distinct.containsAll(must)).isTrue();
    List<Bounds> wider =
        parts.stream()
            .map(
                p -> new Bounds(p.minX() - 1e-4, p.minY() - 1e-4, p.maxX() + 1e-4, p.maxY() + 1e-4))
            .toList();
    long minute = 60_000_000;
    Set<Long> may =
        touching(
            columns,
            wider,
            from == Long.MIN_VALUE ? from : from - minute,
            to == Long.MAX_VALUE ? to : to + minute);
    assertThat(may.containsAll(distinct)).isTrue();
  }

  private static Set<Long> touching(Columns columns, List<Bounds> parts, long from, long to) {
    Set<Long> keys = new TreeSet<>();
    for (int i = 0; i < columns.blocks().length; i++) {
      ColumnBlock block = columns.blocks()[i];
      for (int slot = 0; slot < ColumnBlock.SIZE; slot++) {
        if (block.collection[slot] != 0
            && block.end[slot] >= from
            && block.start[slot] <= to
            && ItemMatch.touches(block, slot, parts)) {
          keys.add((long) i * ColumnBlock.SIZE + slot);
        }
      }
    }
    return keys;
  }

  private List<Bounds> question() {
    double x = 360 * random.nextDouble() - 180;
    double y = 180 * random.nextDouble() - 90;
    double width = Math.pow(10, 3 * random.nextDouble() - 1);
    double top = Math.min(90, y + Math.pow(10, 3 * random.nextDouble() - 1));
    return switch (random.nextInt(10)) {
      case 0 -> List.of(new Bounds(-180, -90, 180, 90));
      case 1 -> List.of(new Bounds(x, y, x, y));
      default ->
          x + width <= 180
              ? List.of(new Bounds(x, y, x + width, top))
              : List.of(
                  new Bounds(x, y, 180, top),
                  new Bounds(-180, y, Math.min(180, x + width - 360), top));
    };
  }

  private Columns columns(long state, int count) {
    ColumnBlock[] blocks = new ColumnBlock[count];
    long[] states = new long[count];
    for (int i = 0; i < count; i++) {
      blocks[i] = block(1 + i, 0.9);
      states[i] = state;
    }
    return new Columns(state, blocks, states);
  }

  private ColumnBlock block(int collection, double share) {
    ColumnBlock block = new ColumnBlock();
    for (int slot = 0; slot < ColumnBlock.SIZE; slot++) {
      if (random.nextDouble() >= share) {
        continue;
      }
      block.collection[slot] = collection;
      block.time[slot] = (random.nextLong(4000) - 2000) * DAY + random.nextLong(DAY);
      // from points to the whole world, some across the antimeridian, some at the very edges
      double width = random.nextInt(8) == 0 ? 0 : Math.pow(10, 4.5 * random.nextDouble() - 2) % 360;
      double height = random.nextInt(8) == 0 ? 0 : Math.pow(10, 4 * random.nextDouble() - 2) % 180;
      double west = random.nextInt(20) == 0 ? -180 : 360 * random.nextDouble() - 180;
      double south = random.nextInt(20) == 0 ? -90 : 180 * random.nextDouble() - 90;
      block.west[slot] = west;
      block.east[slot] = west + width;
      block.south[slot] = south;
      block.north[slot] = Math.min(90, south + height);
    }
    return block;
  }
}
