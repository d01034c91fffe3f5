// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.watch;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.sunqar.analysis.cube.Chunk;
import org.sunqar.analysis.cube.ChunkReader;
import org.sunqar.analysis.cube.Cube;
import org.sunqar.analysis.cube.DecimalYear;
import org.sunqar.analysis.cube.PlaneBuffers;
import org.sunqar.analysis.cube.Runner;
import org.sunqar.analysis.detect.BfastMonitorOptions;
import org.sunqar.analysis.kernel.BlockLayout;
import org.sunqar.analysis.kernel.BreakBlock;
import org.sunqar.analysis.kernel.BreakEvidence;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;

/** BFAST Monitor over the chunks of a cube. One per thread; the reader is shared. */
final class MonitorTask implements Runner.Worker<MonitorTask.Found> {

  /**
   * What a task found in its window.
   *
   * @param maps for the files
   * @param candidates pixels that may become part of an alert
   * @param region departures of the window's part of the sample
   */
  record Found(ChangeMaps maps, List<Candidate> candidates, RegionalDeparture region) {
    Found {
      candidates = List.copyOf(candidates);
    }
  }

  private final ChunkReader reader;
  private final BlockMonitor monitor;
  private final Grid grid;
  private final Optional<AreaMask> area;
  private final int[] days;
  private final BreakBlock block;
  private final PlaneBuffers buffers;
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
      Optional<AreaMask> area) {
    this.reader = reader;
    this.monitor = new BlockMonitor(options, cube.decimalYears(), DecimalYear.of(monitorFrom));
    this.grid = cube.grid();
    this.block = monitor.newBlock();
    this.area = area;
    this.buffers = new PlaneBuffers(cube);
    this.layout = new BlockLayout(cube.dates());
    this.slab = new float[layout.size()];
    this.days =
        cube.scenes().stream()
            .mapToInt(scene -> Math.toIntExact(scene.day().toEpochDay()))
            .toArray();
  }

  @Override
  public Found run(Window window) {
    Chunk chunk = reader.read(window, buffers);
    int pixels = Math.toIntExact(window.pixels());
    int[] day = new int[pixels];
    float[] magnitude = new float[pixels];
    short[] count = new short[pixels];
    Arrays.fill(day, ChangeMaps.NO_DAY);
    Arrays.fill(magnitude, Float.NaN);
    List<Candidate> candidates = new ArrayList<>();
    RegionalDeparture region = new RegionalDeparture(grid, monitoringDates());
    for (int slabStart = 0; slabStart < pixels; slabStart += layout.slabPixels()) {
      chunk.fill(layout, slabStart, slab);
      int end = Math.min(pixels, slabStart + layout.slabPixels());
      for (int first = slabStart; first < end; first += BreakBlock.PIXELS) {
        int firstRow = window.row() + first / window.width();
        int lastRow =
            window.row() + (Math.min(end, first + BreakBlock.PIXELS) - 1) / window.width();
        block.departuresWanted = region.samplesRows(firstRow, lastRow);
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
            if (block.run[p] >= BreakEvidence.LEAST_RUN) {
              candidates.add(candidate(p, col, row));
            }
          }
          if (region.samples(col, row)) {
            for (int t = 0; t < monitoringDates(); t++) {
              region.add(t, block.departures[t * BreakBlock.PIXELS + p]);
            }
          }
        }
      }
    }
    return new Found(new ChangeMaps(window, day, magnitude, count), candidates, region);
  }

  private int monitoringDates() {
    return days.length - monitor.historyDates();
  }

  private Candidate candidate(int p, int col, int row) {
    short[] departures = new short[monitoringDates()];
    for (int t = 0; t < departures.length; t++) {
      departures[t] = Candidate.pack(block.departures[t * BreakBlock.PIXELS + p]);
    }
    return new Candidate(
        col, row, block.breakDate[p], block.scatter[p], block.monitorCount[p], departures);
  }

  @Override
  public void close() {}
}
