// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.state;

import org.sunqar.analysis.cube.ChunkReader;
import org.sunqar.analysis.cube.Cube;
import org.sunqar.analysis.detect.online.BandDetector;
import org.sunqar.analysis.detect.online.PixelState;
import org.sunqar.raster.geo.Window;

/**
 * Fits the history of chunks from the archive, several bands of each pixel. One per thread; the
 * reader is shared.
 */
final class BandHistoryReader extends HistoryFitter {

  private final ChunkReader reader;
  private final BandDetector.Worker worker;
  private final int[] days;
  private final int bands;
  private final float[] series;

  /** Planes of all dates and bands, used again for the next part. */
  private float[][][] planes = new float[0][][];

  /**
   * @param cube the history by itself
   * @param memory for the series (bytes)
   */
  BandHistoryReader(
      Cube cube,
      ChunkReader reader,
      BandDetector detector,
      StateMask mask,
      int chunkWidth,
      long memory) {
    super(
        cube.grid(),
        mask,
        chunkWidth,
        (long) cube.dates() * detector.bands().size() * Float.BYTES,
        memory);
    this.reader = reader;
    this.worker = detector.worker();
    this.days = cube.scenes().stream().mapToInt(scene -> (int) scene.day().toEpochDay()).toArray();
    this.bands = detector.bands().size();
    this.series = new float[days.length * bands];
  }

  @Override
  void fit(Window part, int first, PixelState state, float[] observations) {
    int pixels = Math.toIntExact(part.pixels());
    if (planes.length != days.length || planes[0][0].length != pixels) {
      planes = new float[0][][]; // the old ones are not needed while the new ones are made
      planes = new float[days.length][bands][pixels];
    }
    for (int date = 0; date < days.length; date++) {
      reader.readBands(part, date, planes[date]);
    }
    for (int pixel = 0; pixel < pixels; pixel++) {
      observations[first + pixel] = 0;
      if (isWatched(part, pixel)) {
        observations[first + pixel] = gather(pixel);
        worker.fit(days, series, state, first + pixel);
      } else {
        worker.exclude(state, first + pixel);
      }
    }
  }

  /** Puts the series of a pixel together; returns how many dates have all bands. */
  private int gather(int pixel) {
    int count = 0;
    for (int date = 0; date < days.length; date++) {
      boolean whole = true;
      for (int band = 0; band < bands; band++) {
        float value = planes[date][band][pixel];
        series[date * bands + band] = value;
        whole &= !Float.isNaN(value);
      }
      count += whole ? 1 : 0;
    }
    return count;
  }
}
