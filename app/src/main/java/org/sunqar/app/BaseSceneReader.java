// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalDouble;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.simulate.BaseScene;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.tiff.GeoTiff;

/** Reads the six bands of one GeoTIFF as the reflectance that a simulation starts from. */
final class BaseSceneReader {

  private static final int BANDS = BaseScene.BANDS.size();

  private BaseSceneReader() {}

  /**
   * Reads a base scene.
   *
   * @param file its first six bands are blue, green, red, nir, swir16, swir22
   * @param scales reflectance = sample * scale + offset: one for each band, or one for all; empty
   *     takes the file's own
   * @param offsets as many as there are scales
   */
  static BaseScene read(Path file, LocalDate date, List<Double> scales, List<Double> offsets) {
    checkCount("--scale", scales);
    checkCount("--offset", offsets);
    try (GeoTiff tiff = GeoTiff.open(file)) {
      if (tiff.bandCount() < BANDS) {
        throw new AnalysisException(
            AnalysisException.Key.NO_BAND,
            file
                + " has "
                + tiff.bandCount()
                + " bands; a base scene has at least six: "
                + String.join(", ", BaseScene.BANDS));
      }
      if (tiff.grid().window().pixels() > BaseScene.MAX_PIXELS) {
        throw new AnalysisException(
            AnalysisException.Key.MEMORY,
            file + " has more than " + BaseScene.MAX_PIXELS + " pixels; cut out a part");
      }
      float[][] reflectance = new float[BANDS][];
      for (int band = 0; band < BANDS; band++) {
        BandInfo info = tiff.bands().get(band);
        reflectance[band] =
            reflectance(
                tiff.read(tiff.grid().window(), band + 1),
                info.noData(),
                pick(scales, band, info.scale()),
                pick(offsets, band, info.offset()));
      }
      return new BaseScene(tiff.grid(), date, reflectance);
    }
  }

  private static void checkCount(String option, List<Double> values) {
    if (!values.isEmpty() && values.size() != 1 && values.size() != BANDS) {
      throw new AnalysisException(
          AnalysisException.Key.SETTING,
          option + " takes one value, or six, one for each band, not " + values.size());
    }
  }

  private static double pick(List<Double> values, int band, double otherwise) {
    return values.isEmpty() ? otherwise : values.get(values.size() == 1 ? 0 : band);
  }

  private static float[] reflectance(
      PixelBlock block, OptionalDouble noData, double scale, double offset) {
    float[] values = new float[block.size()];
    for (int i = 0; i < values.length; i++) {
      double sample = block.get(i);
      boolean none = noData.isPresent() && sample == noData.getAsDouble();
      values[i] = none ? Float.NaN : (float) Math.max(0, Math.min(1, sample * scale + offset));
    }
    return values;
  }
}
