// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.calc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.ColorInterpretation;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.pixel.Pixels;
import org.sunqar.raster.pixel.SampleValues;

/** Computes expressions over pixels in memory: one band out for each expression. */
public final class BandMath {

  /**
   * The names under which expressions find the bands of one raster: {@code b1}, {@code b2}, ... for
   * all, and, where no other band has the same, a band's own name with {@code _} in place of what
   * cannot stand in a name, as it is and in lower case, and its colour ({@code red}, {@code green},
   * {@code blue}, {@code gray}).
   *
   * @return band numbers from 1 by name
   */
  public static Map<String, Integer> names(List<BandInfo> bands) {
    Map<String, Integer> names = new LinkedHashMap<>();
    for (int band = 1; band <= bands.size(); band++) {
      names.put("b" + band, band);
    }
    for (int band = 1; band <= bands.size(); band++) {
      String name = bands.get(band - 1).name().replaceAll("[^\\p{L}\\p{N}_.]", "_");
      if (!name.isEmpty() && !Character.isDigit(name.charAt(0))) {
        names.putIfAbsent(name, band);
        names.putIfAbsent(name.toLowerCase(Locale.ROOT), band);
      }
    }
    for (int band = 1; band <= bands.size(); band++) {
      ColorInterpretation color = bands.get(band - 1).color();
      if (color != ColorInterpretation.UNDEFINED) {
        names.putIfAbsent(color.name().toLowerCase(Locale.ROOT), band);
      }
    }
    return names;
  }

  /**
   * Computes expressions. A pixel of the result has a value where the expression gives a number;
   * its mask is the least of those of the bands in the expression.
   *
   * @param names band numbers of {@code pixels}, from 1, by the names in the expressions; see
   *     {@link #names}
   * @throws RasterException with key EXPRESSION when a name stands for no band
   */
  public static Pixels compute(
      List<Expression> expressions,
      Pixels pixels,
      Map<String, Integer> names,
      CalcOptions options) {
    List<BandInfo> bands = new ArrayList<>();
    List<PixelBlock> values = new ArrayList<>();
    List<PixelBlock.Bytes> masks = new ArrayList<>();
    for (Expression expression : expressions) {
      int width = pixels.grid().width();
      int height = pixels.grid().height();
      PixelBlock out = PixelBlock.of(options.type(), width, height);
      PixelBlock.Bytes mask = (PixelBlock.Bytes) PixelBlock.of(PixelType.UINT8, width, height);
      compute(expression, pixels, bandsOf(expression, names), options, out, mask.values());
      bands.add(band(expression, options));
      values.add(out);
      masks.add(mask);
    }
    return new Pixels(pixels.grid(), bands, values, masks);
  }

  /** The band that an expression makes. */
  static BandInfo band(Expression expression, CalcOptions options) {
    return new BandInfo(expression.toString(), options.type(), options.noData(), 1, 0);
  }

  /**
   * Band numbers from 1 of the names of an expression.
   *
   * @throws RasterException with key EXPRESSION when a name stands for no band
   */
  static int[] bandsOf(Expression expression, Map<String, Integer> names) {
    return expression.names().stream()
        .mapToInt(name -> {
          Integer band = names.get(name);
          if (band == null) {
            throw expression.unknown(name, names.keySet());
          }
          return band;
        })
        .toArray();
  }

  private static void compute(
      Expression expression,
      Pixels pixels,
      int[] inputs,
      CalcOptions options,
      PixelBlock out,
      byte[] outMask) {
    Program program = expression.compile();
    double missing = options.noData().orElse(options.type().isFloat() ? Double.NaN : 0);
    for (int from = 0; from < out.size(); from += Program.SIZE) {
      int count = Math.min(Program.SIZE, out.size() - from);
      Arrays.fill(outMask, from, from + count, (byte) 255);
      for (int i = 0; i < inputs.length; i++) {
        int band = inputs[i] - 1;
        double[] input = program.input(i);
        SampleValues.load(pixels.values().get(band), from, count, input);
        BandInfo info = pixels.bands().get(band);
        if (options.unscaled() && (info.scale() != 1 || info.offset() != 0)) {
          unscale(input, count, info.scale(), info.offset());
        }
        byte[] mask = pixels.masks().get(band).values();
        blank(input, mask, from, count);
        least(outMask, mask, from, count);
      }
      double[] result = program.run(count);
      double[] stored = settle(result, count, missing, outMask, from);
      SampleValues.store(stored, count, out, from);
    }
  }

  private static void unscale(double[] values, int count, double scale, double offset) {
    for (int i = 0; i < count; i++) {
      values[i] = values[i] * scale + offset;
    }
  }

  private static void blank(double[] values, byte[] mask, int from, int count) {
    for (int i = 0; i < count; i++) {
      values[i] = mask[from + i] == 0 ? Double.NaN : values[i];
    }
  }

  private static void least(byte[] out, byte[] mask, int from, int count) {
    for (int i = 0; i < count; i++) {
      int other = mask[from + i] & 0xff;
      // a hole alone does not count: the expression may have filled it
      out[from + i] = (byte) (other == 0 ? out[from + i] : Math.min(out[from + i] & 0xff, other));
    }
  }

  /** Sets the mask where the result is NaN, and the no-data value for it. */
  private static double[] settle(
      double[] result, int count, double missing, byte[] outMask, int from) {
    double[] stored = new double[count];
    for (int i = 0; i < count; i++) {
      boolean hole = Double.isNaN(result[i]);
      stored[i] = hole ? missing : result[i];
      if (hole) {
        outMask[from + i] = 0;
      }
    }
    return stored;
  }

  private BandMath() {}
}
