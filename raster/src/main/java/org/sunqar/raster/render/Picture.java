// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.render;

import java.util.Arrays;
import java.util.List;
import org.sunqar.raster.RasterException;

/**
 * An 8-bit picture in memory, samples of a pixel side by side, row by row.
 *
 * @param width columns
 * @param height rows
 * @param layout what the samples of a pixel are
 * @param samples {@code width * height * layout.samples()} bytes; the picture's own storage
 * @param palette colours as {@code 0xAARRGGBB}, up to 256, for {@link Layout#PALETTE}; else empty
 */
@SuppressWarnings("ArrayRecordComponent") // storage, shared on purpose as in PixelBlock
public record Picture(int width, int height, Layout layout, byte[] samples, List<Integer> palette) {

  /** Most pixels of a picture: what a browser still shows. */
  public static final int MAX_PIXELS = 1 << 28;

  /** The samples of a pixel. */
  public enum Layout {
    GRAY(1),
    GRAY_ALPHA(2),
    RGB(3),
    RGBA(4),
    /** An index into colours. */
    PALETTE(1);

    private final int samples;

    Layout(int samples) {
      this.samples = samples;
    }

    /** Samples of one pixel. */
    public int samples() {
      return samples;
    }

    public boolean hasAlpha() {
      return this == GRAY_ALPHA || this == RGBA;
    }
  }

  public Picture {
    palette = List.copyOf(palette);
    if (width < 1 || height < 1 || (long) width * height > MAX_PIXELS) {
      throw new RasterException(
          RasterException.Key.TOO_LARGE,
          "a picture of %d x %d pixels; 1 to %d are possible".formatted(width, height, MAX_PIXELS));
    }
    if (samples.length != Math.multiplyExact(width * height, layout.samples())) {
      throw new IllegalArgumentException(
          samples.length + " samples for " + width + " x " + height + " pixels of " + layout);
    }
    if (palette.size() > 256 || (layout == Layout.PALETTE) == palette.isEmpty()) {
      throw new IllegalArgumentException(palette.size() + " colours for " + layout);
    }
  }

  /** A transparent picture, or a black one where the layout has no alpha. */
  public static Picture of(int width, int height, Layout layout) {
    long bytes = (long) width * height * layout.samples();
    if (width < 1 || height < 1 || (long) width * height > MAX_PIXELS || bytes > (1 << 30)) {
      throw new RasterException(
          RasterException.Key.TOO_LARGE,
          "a picture of %d x %d pixels; 1 to %d are possible".formatted(width, height, MAX_PIXELS));
    }
    return new Picture(width, height, layout, new byte[(int) bytes], List.of());
  }

  /** The colour of a pixel, 0xAARRGGBB. */
  public int argb(int col, int row) {
    int at = (row * width + col) * layout.samples();
    return switch (layout) {
      case GRAY -> gray(at) | 0xff000000;
      case GRAY_ALPHA -> gray(at) | (samples[at + 1] & 0xff) << 24;
      case RGB -> rgb(at) | 0xff000000;
      case RGBA -> rgb(at) | (samples[at + 3] & 0xff) << 24;
      case PALETTE -> {
        int index = samples[at] & 0xff;
        yield index < palette.size() ? palette.get(index) : 0;
      }
    };
  }

  private int gray(int at) {
    return (samples[at] & 0xff) * 0x010101;
  }

  private int rgb(int at) {
    return (samples[at] & 0xff) << 16 | (samples[at + 1] & 0xff) << 8 | (samples[at + 2] & 0xff);
  }

  /** The same without alpha where no pixel is transparent: smaller to store. */
  public Picture withoutOpaqueAlpha() {
    if (!layout.hasAlpha() || !isOpaque()) {
      return this;
    }
    Layout less = layout == Layout.RGBA ? Layout.RGB : Layout.GRAY;
    byte[] packed = new byte[width * height * less.samples()];
    if (less == Layout.RGB) {
      packRgb(samples, packed);
    } else {
      for (int i = 0; i < packed.length; i++) {
        packed[i] = samples[2 * i];
      }
    }
    return new Picture(width, height, less, packed, List.of());
  }

  private static void packRgb(byte[] rgba, byte[] rgb) {
    for (int from = 0, to = 0; to < rgb.length; from += 4, to += 3) {
      rgb[to] = rgba[from];
      rgb[to + 1] = rgba[from + 1];
      rgb[to + 2] = rgba[from + 2];
    }
  }

  /** Whether no pixel is transparent. */
  public boolean isOpaque() {
    if (layout == Layout.PALETTE) {
      return palette.stream().allMatch(color -> color >>> 24 == 0xff);
    }
    if (!layout.hasAlpha()) {
      return true;
    }
    int step = layout.samples();
    for (int i = step - 1; i < samples.length; i += step) {
      if (samples[i] != -1) {
        return false;
      }
    }
    return true;
  }

  /** Whether all is transparent: an empty tile. */
  public boolean isEmpty() {
    return layout.hasAlpha() && Arrays.equals(samples, new byte[samples.length]);
  }
}
