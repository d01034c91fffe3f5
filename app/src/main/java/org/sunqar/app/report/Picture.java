// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.report;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.sunqar.raster.geo.Window;

/**
 * A small picture in memory: 8-bit red, green, blue and opacity. Pixels without data are
 * transparent. Needs no display.
 *
 * @param width columns
 * @param height rows
 * @param argb 0xAARRGGBB row by row, width * height of them; the picture's own storage
 */
@SuppressWarnings("ArrayRecordComponent") // storage, shared on purpose as in PixelBlock
public record Picture(int width, int height, int[] argb) {

  private static final int OPAQUE = 0xff000000;

  /** The largest picture made, so that a page stays a page (pixels). */
  public static final int MAX_PIXELS = 16_000_000;

  public Picture {
    if (width < 1 || height < 1 || (long) width * height > MAX_PIXELS) {
      throw new IllegalArgumentException(
          "a picture of "
              + width
              + " x "
              + height
              + " pixels; 1 to "
              + MAX_PIXELS
              + " are possible");
    }
    if (argb.length != width * height) {
      throw new IllegalArgumentException(
          argb.length + " pixels do not fill " + width + " x " + height);
    }
  }

  /**
   * How a band's values become brightness: {@code low} and below is black, {@code high} and above
   * is full, linear between.
   */
  public record Stretch(double low, double high) {

    public Stretch {
      if (!(low < high)) {
        throw new IllegalArgumentException("stretch from " + low + " to " + high + " is empty");
      }
    }

    /**
     * The stretch between two percentiles of the finite values. Where they coincide (a constant
     * band) it is widened, so that the band comes out dark and not in an error.
     *
     * @param lowPercent 0..100
     * @param highPercent above {@code lowPercent}, at most 100
     */
    public static Stretch percentile(float[] values, double lowPercent, double highPercent) {
      float[] sorted = new float[values.length];
      int n = 0;
      for (float v : values) {
        if (Float.isFinite(v)) {
          sorted[n++] = v;
        }
      }
      if (n == 0) {
        return new Stretch(0, 1);
      }
      Arrays.sort(sorted, 0, n);
      double low = sorted[(int) Math.round((n - 1) * lowPercent / 100)];
      double high = sorted[(int) Math.round((n - 1) * highPercent / 100)];
      return high > low
          ? new Stretch(low, high)
          : new Stretch(low, low + Math.abs(low) * 1e-3 + 1e-6);
    }

    /** 0..1, clamped. */
    public double apply(double value) {
      return Math.max(0, Math.min(1, (value - low) / (high - low)));
    }
  }

  /**
   * A colour composite, each band stretched between its own 2nd and 98th percentile. A pixel is
   * transparent when any of the three is NaN.
   *
   * @param red values row by row; true colour takes the red band, false colour the near infrared
   */
  public static Picture composite(int width, int height, float[] red, float[] green, float[] blue) {
    return composite(
        width,
        height,
        red,
        green,
        blue,
        Stretch.percentile(red, 2, 98),
        Stretch.percentile(green, 2, 98),
        Stretch.percentile(blue, 2, 98));
  }

  /** A colour composite with given stretches, for pictures of several dates that must compare. */
  public static Picture composite(
      int width,
      int height,
      float[] red,
      float[] green,
      float[] blue,
      Stretch redStretch,
      Stretch greenStretch,
      Stretch blueStretch) {
    int[] argb = new int[Math.multiplyExact(width, height)];
    for (int i = 0; i < argb.length; i++) {
      if (Float.isFinite(red[i]) && Float.isFinite(green[i]) && Float.isFinite(blue[i])) {
        argb[i] =
            OPAQUE
                | level(redStretch, red[i]) << 16
                | level(greenStretch, green[i]) << 8
                | level(blueStretch, blue[i]);
      }
    }
    return new Picture(width, height, argb);
  }

  /** One quantity through a colour map; NaN is transparent. */
  public static Picture mapped(
      int width, int height, float[] values, Stretch stretch, ColorMap colors) {
    int[] argb = new int[Math.multiplyExact(width, height)];
    for (int i = 0; i < argb.length; i++) {
      if (Float.isFinite(values[i])) {
        argb[i] = OPAQUE | colors.rgb(stretch.apply(values[i]));
      }
    }
    return new Picture(width, height, argb);
  }

  /** The part of this picture that a window covers; transparent where it reaches beyond. */
  public Picture crop(Window window) {
    int[] part = new int[Math.multiplyExact(window.width(), window.height())];
    new Window(0, 0, width, height)
        .intersect(window)
        .ifPresent(inside -> {
          for (int row = inside.row(); row < inside.endRow(); row++) {
            System.arraycopy(
                argb,
                row * width + inside.col(),
                part,
                (row - window.row()) * window.width() + inside.col() - window.col(),
                inside.width());
          }
        });
    return new Picture(window.width(), window.height(), part);
  }

  /** Every {@code factor}-th pixel block averaged into one; transparent pixels do not count. */
  public Picture reduced(int factor) {
    int w = (width + factor - 1) / factor;
    int h = (height + factor - 1) / factor;
    int[] small = new int[w * h];
    for (int y = 0; y < h; y++) {
      for (int x = 0; x < w; x++) {
        small[y * w + x] = mean(x * factor, y * factor, factor);
      }
    }
    return new Picture(w, h, small);
  }

  private int mean(int col, int row, int size) {
    int n = 0;
    int r = 0;
    int g = 0;
    int b = 0;
    for (int y = row; y < Math.min(height, row + size); y++) {
      for (int x = col; x < Math.min(width, col + size); x++) {
        int p = argb[y * width + x];
        if (p >>> 24 != 0) {
          n++;
          r += (p >> 16) & 0xff;
          g += (p >> 8) & 0xff;
          b += p & 0xff;
        }
      }
    }
    return n == 0 ? 0 : OPAQUE | (r / n) << 16 | (g / n) << 8 | b / n;
  }

  /** This picture as a PNG file. */
  public byte[] png() {
    boolean opaque = Arrays.stream(argb).allMatch(p -> p >>> 24 == 0xff);
    BufferedImage image =
        new BufferedImage(
            width, height, opaque ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_INT_ARGB);
    image.setRGB(0, 0, width, height, argb, 0, width);
    try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
      ImageIO.setUseCache(false); // no temporary files for a picture that fits in memory
      if (!ImageIO.write(image, "png", bytes)) {
        throw new IllegalStateException("this Java cannot write PNG");
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("a PNG could not be written to memory", e);
    }
  }

  /** This picture as a {@code data:} URI, for a page that must stand alone. */
  public String dataUri() {
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(png());
  }

  private static int level(Stretch stretch, double value) {
    return (int) Math.round(stretch.apply(value) * 255);
  }
}
