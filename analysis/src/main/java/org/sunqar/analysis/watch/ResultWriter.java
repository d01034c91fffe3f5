// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.watch;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.pixel.Resampling;
import org.sunqar.raster.tiff.CogWriter;
import org.sunqar.raster.tiff.Compression;

/** The maps of a run as COGs: break date, magnitude and count of valid observations. */
final class ResultWriter implements AutoCloseable {

  static final String BREAK_DATE = "break_date.tif";
  static final String MAGNITUDE = "magnitude.tif";
  static final String VALID_COUNT = "valid_count.tif";

  private final CogWriter days;
  private final CogWriter magnitudes;
  private final CogWriter counts;

  ResultWriter(Path folder, Grid grid, Map<String, String> provenance) {
    this.days =
        create(
            folder.resolve(BREAK_DATE),
            grid,
            BandInfo.of("days since 1970-01-01", PixelType.INT32, ChangeMaps.NO_DAY),
            Resampling.NEAREST,
            provenance);
    this.magnitudes =
        create(
            folder.resolve(MAGNITUDE),
            grid,
            BandInfo.of("change in units of the index", PixelType.FLOAT32, Double.NaN),
            Resampling.AVERAGE,
            provenance);
    this.counts =
        create(
            folder.resolve(VALID_COUNT),
            grid,
            BandInfo.of("valid observations", PixelType.UINT16),
            Resampling.NEAREST,
            provenance);
  }

  static CogWriter create(
      Path file, Grid grid, BandInfo band, Resampling overviews, Map<String, String> provenance) {
    return CogWriter.create(
        file,
        grid,
        List.of(band),
        provenance,
        // a run is written more often than it is read: deflate 6 took a fifth of its time
        CogWriter.Options.defaults().withCompression(Compression.ZSTD, 3).withOverviews(overviews));
  }

  void write(ChangeMaps maps) {
    int width = maps.window().width();
    int height = maps.window().height();
    days.write(maps.window(), 1, new PixelBlock.Ints(PixelType.INT32, width, height, maps.day()));
    magnitudes.write(maps.window(), 1, new PixelBlock.Floats(width, height, maps.magnitude()));
    counts.write(
        maps.window(), 1, new PixelBlock.Shorts(PixelType.UINT16, width, height, maps.count()));
  }

  void finish() {
    days.finish();
    magnitudes.finish();
    counts.finish();
  }

  @Override
  public void close() {
    days.close();
    magnitudes.close();
    counts.close();
  }
}
