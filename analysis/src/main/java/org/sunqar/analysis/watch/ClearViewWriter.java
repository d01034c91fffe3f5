// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.watch;

import java.nio.file.Path;
import java.util.Map;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.pixel.Resampling;
import org.sunqar.raster.tiff.CogWriter;

/** Where a run could look, as COGs: clear observations, and days since the last of them. */
final class ClearViewWriter implements AutoCloseable {

  static final String CLEAR_COUNT = "clear_count.tif";
  static final String DAYS_SINCE_CLEAR = "days_since_clear.tif";

  private final CogWriter counts;
  private final CogWriter days;

  ClearViewWriter(Path folder, Grid grid, Map<String, String> provenance) {
    this.counts =
        ResultWriter.create(
            folder.resolve(CLEAR_COUNT),
            grid,
            BandInfo.of("clear observations in the monitoring period", PixelType.UINT16),
            Resampling.NEAREST,
            provenance);
    this.days =
        ResultWriter.create(
            folder.resolve(DAYS_SINCE_CLEAR),
            grid,
            BandInfo.of("days since the last clear view", PixelType.UINT16, ClearViews.NEVER)
                .withUnit("d"),
            Resampling.NEAREST,
            provenance);
  }

  void write(ClearViews views) {
    int width = views.window().width();
    int height = views.window().height();
    counts.write(
        views.window(), 1, new PixelBlock.Shorts(PixelType.UINT16, width, height, views.count()));
    days.write(
        views.window(), 1, new PixelBlock.Shorts(PixelType.UINT16, width, height, views.days()));
  }

  void finish() {
    counts.finish();
    days.finish();
  }

  @Override
  public void close() {
    counts.close();
    days.close();
  }
}
