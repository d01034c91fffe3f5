// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.render;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sunqar.raster.pixel.ColorInterpretation;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.pixel.Pixels;
import org.sunqar.raster.pixel.SampleValues;

/**
 * Turns pixels into a picture. A pixel is as opaque as the least of the masks of its bands; a band
 * that is an alpha channel shows in the masks and is no colour. Pictures without transparent pixels
 * have no alpha.
 */
public final class Renderer {

  private static final int RUN = 2048;

  private Renderer() {}

  /**
   * Draws pixels.
   *
   * @param pixels for {@link Style.Composite} one or three bands, for the others one, alpha not
   *     counted
   * @throws IllegalArgumentException for another number of bands
   */
  public static Picture draw(Pixels pixels, Style style) {
    List<Integer> bands = new ArrayList<>();
    for (int band = 0; band < pixels.bands().size(); band++) {
      if (pixels.bands().get(band).color() != ColorInterpretation.ALPHA) {
        bands.add(band);
      }
    }
    int expected = style instanceof Style.Composite && bands.size() == 3 ? 3 : 1;
    if (bands.size() != expected) {
      throw new IllegalArgumentException(
          bands.size() + " bands; a picture has one, or three for red, green and blue");
    }
    byte[] alpha = alpha(pixels, bands);
    return switch (style) {
      case Style.Composite composite -> composite(pixels, bands, composite, alpha);
      case Style.Mapped mapped -> mapped(pixels, bands.getFirst(), mapped, alpha);
      case Style.Classes classes -> classes(pixels, bands.getFirst(), classes, alpha);
    };
  }

  /** The least of the masks; the mask itself where there is only one. */
  private static byte[] alpha(Pixels pixels, List<Integer> bands) {
    byte[] least = pixels.masks().get(bands.getFirst()).values();
    for (int band : bands) {
      least = least(least, pixels.masks().get(band).values());
    }
    return least;
  }

  @SuppressWarnings("ReferenceEquality") // bands may share a mask
  private static byte[] least(byte[] a, byte[] b) {
    if (a == b) {
      return a;
    }
    byte[] least = new byte[a.length];
    for (int i = 0; i < a.length; i++) {
      least[i] = (byte) Math.min(a[i] & 0xff, b[i] & 0xff);
    }
    return least;
  }

  private static boolean isOpaque(byte[] alpha) {
    for (byte a : alpha) {
      if (a != -1) {
        return false;
      }
    }
    return true;
  }

  private static Picture composite(
      Pixels pixels, List<Integer> bands, Style.Composite style, byte[] alpha) {
    boolean opaque = isOpaque(alpha);
    Picture.Layout layout =
        bands.size() == 3
            ? opaque ? Picture.Layout.RGB : Picture.Layout.RGBA
            : opaque ? Picture.Layout.GRAY : Picture.Layout.GRAY_ALPHA;
    Picture picture = Picture.of(pixels.grid().width(), pixels.grid().height(), layout);
    byte[] samples = picture.samples();
    int step = layout.samples();
    for (int i = 0; i < bands.size(); i++) {
      band(pixels.values().get(bands.get(i)), style.stretch(i), samples, i, step);
    }
    if (!opaque) {
      setAlpha(alpha, samples, bands.size(), step);
    }
    return picture;
  }

  private static void band(PixelBlock block, Stretch stretch, byte[] samples, int first, int step) {
    if (block.type() == PixelType.UINT8 && stretch.equals(Stretch.BYTES)) {
      interleave(((PixelBlock.Bytes) block).values(), samples, first, step);
      return;
    }
    double[] values = new double[RUN];
    for (int from = 0; from < block.size(); from += RUN) {
      int count = Math.min(RUN, block.size() - from);
      SampleValues.load(block, from, count, values);
      if (stretch.gamma() == 1) {
        linear(values, count, stretch.low(), stretch.high(), samples, first + from * step, step);
      } else {
        curved(values, count, stretch, samples, first + from * step, step);
      }
    }
  }

  private static void interleave(byte[] values, byte[] samples, int first, int step) {
    for (int i = 0, to = first; i < values.length; i++, to += step) {
      samples[to] = values[i];
    }
  }

  private static void linear(
      double[] values, int count, double low, double high, byte[] samples, int first, int step) {
    double width = high - low;
    for (int i = 0, to = first; i < count; i++, to += step) {
      double share = (values[i] - low) / width;
      samples[to] = (byte) (int) (Math.max(0, Math.min(1, share)) * 255 + 0.5);
    }
  }

  private static void curved(
      double[] values, int count, Stretch stretch, byte[] samples, int first, int step) {
    for (int i = 0, to = first; i < count; i++, to += step) {
      samples[to] = (byte) stretch.level(values[i]);
    }
  }

  /** Sets the alpha, and transparent pixels to black: what lies under them is no data. */
  private static void setAlpha(byte[] alpha, byte[] samples, int colors, int step) {
    for (int i = 0, at = 0; i < alpha.length; i++, at += step) {
      samples[at + colors] = alpha[i];
      if (alpha[i] == 0) {
        Arrays.fill(samples, at, at + colors, (byte) 0);
      }
    }
  }

  private static Picture mapped(Pixels pixels, int band, Style.Mapped style, byte[] alpha) {
    PixelBlock block = pixels.values().get(band);
    if (isOpaque(alpha)) {
      return indexed(pixels, block, style);
    }
    int[] argb = new int[block.size()];
    double[] values = new double[RUN];
    for (int from = 0; from < argb.length; from += RUN) {
      int count = Math.min(RUN, argb.length - from);
      SampleValues.load(block, from, count, values);
      for (int i = 0; i < count; i++) {
        argb[from + i] = style.colors().argb(style.stretch().apply(values[i]));
      }
    }
    return picture(pixels, argb, alpha);
  }

  /** A byte a pixel where none is transparent. */
  private static Picture indexed(Pixels pixels, PixelBlock block, Style.Mapped style) {
    byte[] indices = new byte[block.size()];
    double[] values = new double[RUN];
    for (int from = 0; from < indices.length; from += RUN) {
      int count = Math.min(RUN, indices.length - from);
      SampleValues.load(block, from, count, values);
      for (int i = 0; i < count; i++) {
        indices[from + i] = (byte) ColorMap.index(style.stretch().apply(values[i]));
      }
    }
    return new Picture(
        pixels.grid().width(),
        pixels.grid().height(),
        Picture.Layout.PALETTE,
        indices,
        style.colors().colors());
  }

  private static Picture classes(Pixels pixels, int band, Style.Classes style, byte[] alpha) {
    PixelBlock block = pixels.values().get(band);
    int[] argb = new int[block.size()];
    double[] values = new double[RUN];
    double last = Double.NaN;
    int color = 0;
    for (int from = 0; from < argb.length; from += RUN) {
      int count = Math.min(RUN, argb.length - from);
      SampleValues.load(block, from, count, values);
      for (int i = 0; i < count; i++) {
        if (values[i] != last) { // neighbours are mostly of one class
          last = values[i];
          color = style.argb(last);
        }
        argb[from + i] = color;
      }
    }
    return picture(pixels, argb, alpha);
  }

  private static Picture picture(Pixels pixels, int[] argb, byte[] alpha) {
    Picture picture =
        Picture.of(pixels.grid().width(), pixels.grid().height(), Picture.Layout.RGBA);
    byte[] samples = picture.samples();
    for (int i = 0, at = 0; i < argb.length; i++, at += 4) {
      int opacity = ((argb[i] >>> 24) * (alpha[i] & 0xff) + 127) / 255;
      if (opacity != 0) {
        samples[at] = (byte) (argb[i] >> 16);
        samples[at + 1] = (byte) (argb[i] >> 8);
        samples[at + 2] = (byte) argb[i];
        samples[at + 3] = (byte) opacity;
      }
    }
    return picture.withoutOpaqueAlpha();
  }
}
