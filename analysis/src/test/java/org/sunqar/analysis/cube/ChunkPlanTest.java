// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.cube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.TestScenes;
import org.sunqar.analysis.cube.ChunkPlan.Blocks;
import org.sunqar.catalog.stac.BandSource;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.PixelType;

class ChunkPlanTest {

  @Test
  void everyPixelIsInOneChunkAndNoTaskIsLargerThanTheBudget() {
    Random random = new Random(3);
    for (int i = 0; i < 400; i++) {
      Cube cube = cube(1 + random.nextInt(200), 1 + random.nextInt(200), 1 + random.nextInt(5));
      Blocks blocks = new Blocks(1 + random.nextInt(300), 1 + random.nextInt(300));
      Window anchor = new Window(random.nextInt(900) - 500, random.nextInt(900) - 500, 40, 40);
      long bytesPerPixel = 4L * cube.dates() + 64;
      int threads = 1 + random.nextInt(8);
      long budget =
          Math.min(blocks.width(), cube.grid().width()) * bytesPerPixel
              + random.nextInt(1 << (10 + random.nextInt(14)));
      ChunkPlan plan = ChunkPlan.of(cube, blocks, anchor, bytesPerPixel, budget, threads);
      assertThat(timesCovered(cube, plan)).containsOnly((byte) 1);
      long largest = plan.windows().stream().mapToLong(Window::pixels).max().orElseThrow();
      assertThat(largest * bytesPerPixel).isLessThanOrEqualTo(plan.bytesPerTask());
      int parallel = plan.parallelism(threads, budget);
      assertThat(parallel).isBetween(1, threads);
      assertThat(parallel * plan.bytesPerTask()).isLessThanOrEqualTo(budget);
    }
  }

  /** Also where the cube is a small part of the scene: the block may be wider than the cube. */
  @Test
  void blocksThatFitTheMemoryAreDecodedOnce() {
    Random random = new Random(4);
    for (int i = 0; i < 400; i++) {
      Cube cube = cube(1 + random.nextInt(200), 1 + random.nextInt(200), 2);
      Blocks blocks = new Blocks(1 + random.nextInt(300), 1 + random.nextInt(300));
      Window anchor = new Window(random.nextInt(900) - 500, random.nextInt(900) - 500, 40, 40);
      ChunkPlan plan = ChunkPlan.of(cube, blocks, anchor, 72, 1L << 30, 2);
      int decoded = 0;
      List<Window> touched = blocks(cube.grid().window(), blocks, anchor);
      for (Window block : touched) {
        for (Window chunk : plan.windows()) {
          decoded += block.intersect(chunk).isPresent() ? 1 : 0;
        }
      }
      assertThat(decoded).as(cube.grid().window() + " " + blocks).isEqualTo(touched.size());
    }
  }

  @Test
  void stripsAreJoinedIntoLargerChunks() {
    Cube cube = cube(1000, 1000, 3);
    Window anchor = cube.grid().window();
    ChunkPlan plan = ChunkPlan.of(cube, new Blocks(1000, 1), anchor, 76, 1L << 30, 2);
    assertThat(plan.windows()).hasSize(16).contains(new Window(0, 64, 1000, 64));
    assertThat(plan.bytesPerTask()).isEqualTo(64_000 * 76);
  }

  @Test
  void aBlockTooLargeForTheMemoryIsCutIntoRows() {
    Cube cube = cube(256, 256, 3);
    Window anchor = cube.grid().window();
    ChunkPlan plan = ChunkPlan.of(cube, new Blocks(256, 256), anchor, 100, 1_000_000, 1);
    assertThat(plan.windows()).hasSize(8).first().isEqualTo(new Window(0, 0, 256, 32));
  }

  @Test
  void fewerTasksRunAtATimeWhereTheMemoryIsShort() {
    Cube cube = cube(256, 256, 3);
    Window anchor = cube.grid().window();
    // one row of a block takes 25600 bytes: one task at a time fits, not eight
    ChunkPlan plan = ChunkPlan.of(cube, new Blocks(256, 256), anchor, 100, 60_000, 8);
    assertThat(plan.bytesPerTask()).isEqualTo(25_600);
    assertThat(plan.parallelism(8, 60_000)).isEqualTo(2);
  }

  @Test
  void aBudgetForLessThanARowIsRefusedWithTheNumber() {
    Cube cube = cube(4000, 10, 7);
    Window anchor = cube.grid().window();
    assertThatThrownBy(() -> ChunkPlan.of(cube, new Blocks(4000, 10), anchor, 1000, 3_000_000, 2))
        .isInstanceOf(AnalysisException.class)
        .hasMessage(
            "one row of a block over 7 dates needs 4 MiB, more than the 3 MiB allowed: allow more,"
                + " or store the scenes in tiles")
        .extracting("key")
        .isEqualTo(AnalysisException.Key.MEMORY);
  }

  /** The values of a task are one array, which has at most 2^31 elements. */
  @Test
  void muchMemoryDoesNotMakeATaskThatNoArrayHolds() {
    Cube cube = cube(20_000, 20_000, 300);
    Window anchor = cube.grid().window();
    ChunkPlan plan = ChunkPlan.of(cube, new Blocks(20_000, 20_000), anchor, 1264, 1L << 40, 1);
    long largest = plan.windows().stream().mapToLong(Window::pixels).max().orElseThrow();
    assertThat(largest * 300).isBetween(1L << 28, (long) Integer.MAX_VALUE - 64);
  }

  private static byte[] timesCovered(Cube cube, ChunkPlan plan) {
    int width = cube.grid().width();
    byte[] times = new byte[width * cube.grid().height()];
    for (Window window : plan.windows()) {
      for (int row = window.row(); row < window.endRow(); row++) {
        for (int col = window.col(); col < window.endCol(); col++) {
          times[row * width + col]++;
        }
      }
    }
    return times;
  }

  /** All blocks of a tiling that begins at the anchor's corner and touches the window. */
  private static List<Window> blocks(Window window, Blocks blocks, Window anchor) {
    List<Window> touched = new ArrayList<>();
    int firstRow = Math.floorMod(anchor.row(), blocks.height()) - blocks.height();
    int firstCol = Math.floorMod(anchor.col(), blocks.width()) - blocks.width();
    for (int row = firstRow; row < window.height(); row += blocks.height()) {
      for (int col = firstCol; col < window.width(); col += blocks.width()) {
        Window block = new Window(col, row, blocks.width(), blocks.height());
        if (block.intersect(window).isPresent()) {
          touched.add(block);
        }
      }
    }
    return touched;
  }

  private static Cube cube(int width, int height, int dates) {
    List<CubeScene> scenes = new ArrayList<>();
    for (int date = 0; date < dates; date++) {
      scenes.add(
          new CubeScene(
              "s" + date,
              Instant.EPOCH.plusSeconds(date),
              TestScenes.utm(width, height),
              Optional.empty(),
              List.of(
                  new BandSource(
                      "data", "none.tif", 1, PixelType.INT16, OptionalDouble.empty(), 1, 0)),
              Optional.empty()));
    }
    return Cube.covering(scenes);
  }
}
