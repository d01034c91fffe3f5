// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.reader;

import java.util.List;
import java.util.OptionalDouble;
import org.sunqar.raster.calc.Expression;
import org.sunqar.raster.pixel.Resampling;

/**
 * What of a raster is read, and how.
 *
 * @param bands from 1, in the order of the result; empty means all. Not looked at with expressions
 * @param expressions one band of the result for each, under the names of {@link
 *     org.sunqar.raster.calc.BandMath#names}; computed after resampling. Empty for bands as they
 *     are
 * @param resampling where pixels of the result are not those of the raster
 * @param noData stands in for the no-data value of all bands
 * @param unscaled physical values ({@code stored * scale + offset}) instead of stored ones
 */
public record ReadOptions(
    List<Integer> bands,
    List<Expression> expressions,
    Resampling resampling,
    OptionalDouble noData,
    boolean unscaled) {

  public ReadOptions {
    bands = List.copyOf(bands);
    expressions = List.copyOf(expressions);
  }

  /** All bands as they are stored, resampled by nearest neighbour. */
  public static ReadOptions defaults() {
    return new ReadOptions(List.of(), List.of(), Resampling.NEAREST, OptionalDouble.empty(), false);
  }

  public ReadOptions withBands(Integer... bands) {
    return new ReadOptions(List.of(bands), expressions, resampling, noData, unscaled);
  }

  /**
   * Expressions with semicolons between them.
   *
   * @throws org.sunqar.raster.RasterException with key EXPRESSION
   */
  public ReadOptions withExpressions(String text) {
    return new ReadOptions(bands, Expression.parseList(text), resampling, noData, unscaled);
  }

  public ReadOptions withResampling(Resampling resampling) {
    return new ReadOptions(bands, expressions, resampling, noData, unscaled);
  }

  public ReadOptions withNoData(double noData) {
    return new ReadOptions(bands, expressions, resampling, OptionalDouble.of(noData), unscaled);
  }

  public ReadOptions withUnscaled(boolean unscaled) {
    return new ReadOptions(bands, expressions, resampling, noData, unscaled);
  }
}
