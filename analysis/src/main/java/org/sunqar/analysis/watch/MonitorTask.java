// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.watch;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.sunqar.analysis.alert.AlertRule;
import org.sunqar.analysis.alert.PixelChange;
import org.sunqar.analysis.cube.Chunk;
import org.sunqar.analysis.cube.ChunkReader;
import org.sunqar.analysis.cube.Cube;
import org.sunqar.analysis.cube.CubeScene;
import org.sunqar.analysis.cube.DecimalYear;
import org.sunqar.analysis.cube.Runner;
import org.sunqar.analysis.detect.BfastMonitorOptions;
import org.sunqar.analysis.kernel.BlockLayout;
import org.sunqar.analysis.kernel.BreakBlock;
import org.sunqar.analysis.kernel.BreakEvidence;
import org.sunqar.raster.geo.Window;

/** BFAST Monitor over the chunks of a cube. One per thread; the reader is shared. */
final class MonitorTask implements Runner.Worker<ChangeMaps> {

  private final ChunkReader reader;
  private final BlockMonitor monitor;
  private final AlertRule rule;
  private final Optional<AreaMask> area;
  private final int[] days;
  private final BreakBlock block = new BreakBlock();
  private final BlockLayout layout;
  private final float[] slab;

  /**
   * A task for a cube.
   *
   * @param area in the grid of the cube, whose corner is the corner of the area's window
   */
  MonitorTask(
      Cube cube,
      ChunkReader reader,
      BfastMonitorOptions options,
      LocalDate monitorFrom,
      AlertRule rule,
      Optional<AreaMask> area) {
    this.reader = reader;
    this.monitor = new BlockMonitor(options, cube.decimalYears(), DecimalYear.of(monitorFrom));
    this.rule = rule;
    this.area = area;
    this.layout = new BlockLayout(cube.dates());
    this.slab = new float[layout.size()];
    this.days = cube.scenes().stream().mapToInt(MonitorTask::day).toArray();
  }

  static int day(CubeScene scene) {
    return Math.toIntExact(LocalDate.ofInstant(scene.time(), ZoneOffset.UTC).toEpochDay());
  }

  @Override
  public ChangeMaps run(Window window) {
    Chunk chunk = reader.read(window);
    int pixels = Math.toIntExact(window.pixels());
    int[] day = new int[pixels];
    float[] magnitude = new float[pixels];
    short[] count = new short[pixels];
    Arrays.fill(day, ChangeMaps.NO_DAY);
    Arrays.fill(magnitude, Float.NaN);
    List<PixelChange> changes = new ArrayList<>();
    for (int slabStart = 0; slabStart < pixels; slabStart += layout.slabPixels()) {
      chunk.fill(layout, slabStart, slab);
      int end = Math.min(pixels, slabStart + layout.slabPixels());
      for (int first = slabStart; first < end; first += BreakBlock.PIXELS) {
        monitor.monitor(slab, layout.blockOffset((first - slabStart) / BreakBlock.PIXELS), block);
        for (int p = 0; p < BreakBlock.PIXELS && first + p < end; p++) {
          int col = window.col() + (first + p) % window.width();
          int row = window.row() + (first + p) / window.width();
          if (area.isPresent() && !area.get().contains(col, row)) {
            continue;
          }
          int seen = block.historyCount[p] + block.monitorCount[p];
          count[first + p] = (short) Math.min(seen, 0xffff);
          magnitude[first + p] = block.magnitude[p];
          if (block.breakDate[p] >= 0) {
            day[first + p] = days[block.breakDate[p]];
            change(p, col, row).ifPresent(changes::add);
          }
        }
      }
    }
    return new ChangeMaps(window, day, magnitude, count, changes);
  }

  private Optional<PixelChange> change(int p, int col, int row) {
    BreakEvidence evidence = block.evidence[p];
    return rule.strengthOf(evidence.run())
        .map(strength ->
            new PixelChange(
                col,
                row,
                strength,
                evidence.runDate(),
                block.breakDate[p],
                evidence.run(),
                evidence.lasting(),
                evidence.size(),
                evidence.size() * evidence.scatter(),
                block.monitorCount[p]));
  }

  @Override
  public void close() {}
}
