// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.composite;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.kernel.BlockQuantiles;
import org.sunqar.analysis.kernel.BreakBlock;
import org.sunqar.analysis.series.BestDate;
import org.sunqar.analysis.series.GeometricMedianBlock;
import org.sunqar.analysis.series.MedoidBlock;

/**
 * A {@link CompositeRule} over one block of 16 pixels. One per thread: it keeps its scratch.
 *
 * <p>In: an array for each of {@link CompositeRule#inputs}, pixel p of date t at {@code offset + t
 * * 16 + p}, NaN for no observation. Out: output k of pixel p at {@code k * 16 + p}, in the order
 * of {@link CompositeRule#outputs}; NaN without an observation, but 0 for the count.
 */
interface BlockComposite {

  int PIXELS = BreakBlock.PIXELS;

  void run(float[][] values, int offset, float[] out);

  /**
   * What does a rule.
   *
   * @param bands that are composed, of the cube's variables the first
   * @throws AnalysisException SETTING when the rule cannot be done with this cube
   */
  static BlockComposite of(CompositeRule rule, BandCube cube, int bands) {
    int dates = cube.dates();
    return switch (rule) {
      case CompositeRule.OfQuantiles quantiles ->
          new QuantilesOf(
              bands,
              dates,
              quantiles.probabilities().stream().mapToDouble(Double::doubleValue).toArray());
      case CompositeRule.Mean _ -> new MeanOf(bands, dates);
      case CompositeRule.OfGeometricMedian median ->
          new GeometricMedianOf(bands, new GeometricMedianBlock(bands, dates, median.options()));
      case CompositeRule.OfMedoid _ -> {
        MedoidBlock medoid = new MedoidBlock(bands, dates);
        yield new OfOneDate(
            cube,
            bands,
            (values, offset, _, chosen) -> {
              medoid.run(values, offset, chosen);
            });
      }
      case CompositeRule.MaxNdvi _ -> {
        int ndvi = cube.variables().indexOf(CompositeRule.NDVI);
        float[] scores = new float[dates * PIXELS];
        yield new OfOneDate(
            cube,
            bands,
            (values, offset, seen, chosen) -> {
              for (int i = 0; i < scores.length; i++) {
                scores[i] = seen[i] ? values[ndvi][offset + i] : Float.NaN;
              }
              BestDate.greatest(scores, 0, dates, chosen);
            });
      }
      case CompositeRule.LeastCloudy _ -> {
        double[] clouds = clouds(cube);
        float[] scores = new float[dates * PIXELS];
        yield new OfOneDate(
            cube,
            bands,
            (_, _, seen, chosen) -> {
              for (int i = 0; i < scores.length; i++) {
                scores[i] = seen[i] ? 0 : Float.NaN;
              }
              BestDate.leastCloudy(scores, 0, clouds, chosen);
            });
      }
    };
  }

  private static double[] clouds(BandCube cube) {
    double[] clouds = new double[cube.dates()];
    for (int date = 0; date < clouds.length; date++) {
      OptionalDouble cover = cube.cloudCover().get(date);
      if (cover.isEmpty()) {
        throw new AnalysisException(
            AnalysisException.Key.SETTING,
            "the method least-cloudy needs eo:cloud_cover of every scene, and "
                + cube.scene(date).itemId()
                + " does not tell it");
      }
      clouds[date] = cover.getAsDouble();
    }
    return clouds;
  }

  /** How many dates of each pixel have a value, the least of them and what is there. */
  private static void countInto(
      float[] values, int offset, int dates, boolean first, float[] out, int at) {
    int[] count = new int[PIXELS];
    for (int t = 0; t < dates; t++) {
      int from = offset + t * PIXELS;
      for (int p = 0; p < PIXELS; p++) {
        count[p] += Float.isNaN(values[from + p]) ? 0 : 1;
      }
    }
    for (int p = 0; p < PIXELS; p++) {
      out[at + p] = first ? count[p] : Math.min(out[at + p], count[p]);
    }
  }

  /** Band by band. */
  @SuppressWarnings("ArrayRecordComponent") // its own
  record QuantilesOf(int bands, int dates, double[] probabilities, BlockQuantiles quantiles)
      implements BlockComposite {

    QuantilesOf(int bands, int dates, double... probabilities) {
      this(bands, dates, probabilities, new BlockQuantiles(dates, probabilities));
    }

    @Override
    public void run(float[][] values, int offset, float[] out) {
      int each = probabilities.length * PIXELS;
      for (int band = 0; band < bands; band++) {
        quantiles.run(values[band], offset, out, band * each);
        countInto(values[band], offset, dates, band == 0, out, bands * each);
      }
    }
  }

  /** Band by band, summed in float64 in the order of the dates. */
  record MeanOf(int bands, int dates) implements BlockComposite {
    @Override
    public void run(float[][] values, int offset, float[] out) {
      double[] sum = new double[PIXELS];
      int[] count = new int[PIXELS];
      for (int band = 0; band < bands; band++) {
        Arrays.fill(sum, 0);
        Arrays.fill(count, 0);
        for (int t = 0; t < dates; t++) {
          int from = offset + t * PIXELS;
          for (int p = 0; p < PIXELS; p++) {
            float value = values[band][from + p];
            boolean seen = !Float.isNaN(value);
            sum[p] += seen ? value : 0;
            count[p] += seen ? 1 : 0;
          }
        }
        for (int p = 0; p < PIXELS; p++) {
          out[band * PIXELS + p] = (float) (sum[p] / count[p]); // NaN for 0 / 0
          int at = bands * PIXELS + p;
          out[at] = band == 0 ? count[p] : Math.min(out[at], count[p]);
        }
      }
    }
  }

  /** All bands together, and the scatter about them. */
  record GeometricMedianOf(int bands, GeometricMedianBlock median) implements BlockComposite {
    @Override
    public void run(float[][] values, int offset, float[] out) {
      int[] count = new int[PIXELS];
      median.run(values, offset, out, count);
      int at = (bands + GeometricMedianBlock.SCATTERS) * PIXELS;
      for (int p = 0; p < PIXELS; p++) {
        out[at + p] = count[p];
      }
    }
  }

  /** Chooses a date for each of 16 pixels. */
  interface Choice {

    /**
     * @param seen at {@code t * 16 + p}: whether all bands have a value
     * @param chosen -1 for none
     */
    void choose(float[][] values, int offset, boolean[] seen, int[] chosen);
  }

  /** All bands from one date. */
  final class OfOneDate implements BlockComposite {
    private final int bands;
    private final int[] days;
    private final Choice choice;
    private final boolean[] seen;
    private final int[] chosen = new int[PIXELS];

    OfOneDate(BandCube cube, int bands, Choice choice) {
      this.bands = bands;
      this.choice = choice;
      this.days = new int[cube.dates()];
      for (int date = 0; date < days.length; date++) {
        days[date] = (int) cube.scene(date).day().toEpochDay();
      }
      this.seen = new boolean[days.length * PIXELS];
    }

    @Override
    public void run(float[][] values, int offset, float[] out) {
      int dateAt = bands * PIXELS;
      int countAt = dateAt + PIXELS;
      Arrays.fill(seen, true);
      for (int band = 0; band < bands; band++) {
        for (int i = 0; i < seen.length; i++) {
          seen[i] &= !Float.isNaN(values[band][offset + i]);
        }
      }
      choice.choose(values, offset, seen, chosen);
      for (int band = 0; band < bands; band++) {
        BestDate.take(values[band], offset, chosen, out, band * PIXELS);
      }
      Arrays.fill(out, countAt, countAt + PIXELS, 0);
      for (int i = 0; i < seen.length; i++) {
        out[countAt + i % PIXELS] += seen[i] ? 1 : 0;
      }
      for (int p = 0; p < PIXELS; p++) {
        out[dateAt + p] = chosen[p] < 0 ? Float.NaN : days[chosen[p]];
      }
    }
  }
}
