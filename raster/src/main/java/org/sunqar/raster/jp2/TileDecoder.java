// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.jp2;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sunqar.raster.RasterException;

/** Decodes one tile, or a reduced resolution of it. */
final class TileDecoder {

  /** Samples of a tile in the components that are decoded; of one, a square of 11,585. */
  private static final long MAX_SAMPLES = 1 << 27;

  /** Precincts of a tile, in all its components and resolutions. */
  private static final int MAX_PRECINCTS = 1 << 20;

  /** Code-blocks of a tile; one of 11,585 x 11,585 pixels has 2^17 of 32 x 32. */
  private static final long MAX_BLOCKS = 1 << 20;

  /**
   * Decoded samples of a component of a tile, before they are shifted and clamped.
   *
   * @param area on the grid of the reduced image
   * @param values row by row
   */
  @SuppressWarnings("ArrayRecordComponent") // made for one reader
  record Plane(Rect area, int[] values) {}

  /** Coefficients, or samples: one of the two arrays is there. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Coefficients(Rect area, int @Nullable [] exact, float @Nullable [] real) {}

  private final Codestream stream;
  private final int reduction;
  private final CodeBlockDecoder blocks = new CodeBlockDecoder();
  private int precinctsLeft;
  private long blocksLeft;

  /**
   * @param reduction resolutions to leave out: each halves the size
   */
  TileDecoder(Codestream stream, int reduction) {
    this.stream = stream;
    this.reduction = reduction;
  }

  /** The area of a tile on the reference grid. */
  static Rect area(Codestream.Size size, int tile) {
    long x = size.tileX() + (long) (tile % size.tilesAcross()) * size.tileWidth();
    long y = size.tileY() + (long) (tile / size.tilesAcross()) * size.tileHeight();
    return new Rect(
        (int) Math.max(x, size.x0()),
        (int) Math.max(y, size.y0()),
        (int) Math.min(x + size.tileWidth(), size.x1()),
        (int) Math.min(y + size.tileHeight(), size.y1()));
  }

  /** Decodes components (from 0) of a tile. */
  List<Plane> decode(int tile, int[] wanted) throws StreamException {
    Rect area = area(stream.size(), tile);
    Rect reduced = area.reduced(reduction);
    int most = Math.min(stream.size().components(), wanted.length + 2); // two more for colours
    if ((long) reduced.width() * reduced.height() > MAX_SAMPLES / most) {
      throw new StreamException(
          RasterException.Key.TOO_LARGE,
          "has a tile of %d x %d pixels".formatted(reduced.width(), reduced.height()));
    }
    precinctsLeft = MAX_PRECINCTS;
    blocksLeft = MAX_BLOCKS;
    Codestream.TileData data = stream.tile(tile);
    CodingParameters parameters = data.parameters();
    List<List<Resolution>> components = new ArrayList<>();
    for (int i = 0; i < stream.size().components(); i++) {
      if (parameters.transform(i).levels() < reduction) {
        throw StreamException.unsupported("has a tile with fewer resolutions than others");
      }
      components.add(resolutions(area, i, parameters));
    }
    CodingParameters.Order order = parameters.order();
    PacketReader reader = new PacketReader(data.packets(), order);
    new PacketOrder(reader, area, components, order.layers()).read(order.progression());
    boolean colors = order.colorTransform() && anyBelow(wanted, 3);
    Coefficients[] decoded = new Coefficients[components.size()];
    for (int i = 0; i < decoded.length; i++) {
      if ((colors && i < 3) || contains(wanted, i)) {
        decoded[i] = transform(components.get(i), parameters.transform(i).reversible());
      }
    }
    if (colors) {
      undoColors(decoded[0], decoded[1], decoded[2]);
    }
    List<Plane> planes = new ArrayList<>(wanted.length);
    for (int component : wanted) {
      planes.add(plane(decoded[component]));
    }
    return planes;
  }

  private static boolean anyBelow(int[] values, int limit) {
    for (int value : values) {
      if (value < limit) {
        return true;
      }
    }
    return false;
  }

  private static boolean contains(int[] values, int wanted) {
    for (int value : values) {
      if (value == wanted) {
        return true;
      }
    }
    return false;
  }

  private List<Resolution> resolutions(Rect tile, int component, CodingParameters parameters)
      throws StreamException {
    CodingParameters.Transform transform = parameters.transform(component);
    int levels = transform.levels();
    List<Resolution> resolutions = new ArrayList<>(levels + 1);
    for (int level = 0; level <= levels; level++) {
      List<Resolution.Subband> subbands = new ArrayList<>(3);
      for (int orientation = level == 0 ? 0 : 1;
          orientation <= (level == 0 ? 0 : 3);
          orientation++) {
        int coarser = level == 0 ? levels : levels - level + 1;
        subbands.add(subband(tile, component, parameters, level, coarser, orientation));
      }
      Resolution resolution =
          new Resolution(tile.reduced(levels - level), level, subbands, transform, precinctsLeft);
      precinctsLeft -= resolution.precincts();
      blocksLeft -= resolution.codeBlocks();
      if (blocksLeft < 0) {
        throw new StreamException(
            RasterException.Key.TOO_LARGE,
            "has a tile of more than " + MAX_BLOCKS + " code-blocks");
      }
      resolutions.add(resolution);
    }
    return resolutions;
  }

  private Resolution.Subband subband(
      Rect tile,
      int component,
      CodingParameters parameters,
      int level,
      int coarser,
      int orientation)
      throws StreamException {
    CodingParameters.Quantization quantization = parameters.quantization(component);
    int step = quantization.step(level, orientation);
    int exponent = step >> 11;
    int gain = Integer.bitCount(orientation);
    float size =
        parameters.transform(component).reversible()
            ? 1
            : (float)
                (Math.scalb(1.0, stream.precision(component) + gain - exponent)
                    * (1 + (step & 0x7ff) / 2048.0));
    int planes = Math.max(0, quantization.guardBits() + exponent - 1);
    return new Resolution.Subband(orientation, tile.subband(coarser, orientation), planes, size);
  }

  /** Decodes the code-blocks of a component, resolution by resolution, and merges them. */
  private Coefficients transform(List<Resolution> resolutions, boolean reversible) {
    int finest = resolutions.size() - 1 - reduction;
    Rect area = resolutions.get(finest).area();
    int size = area.width() * area.height();
    int[] exact = reversible ? new int[size] : null;
    float[] real = reversible ? null : new float[size];
    for (int level = 0; level <= finest; level++) {
      Resolution resolution = resolutions.get(level);
      for (Resolution.Part part : resolution.touched()) {
        int right = 0;
        int down = 0;
        if (level > 0) {
          Rect coarser = resolutions.get(level - 1).area();
          right = (part.subband.orientation() & 1) != 0 ? coarser.width() : 0;
          down = (part.subband.orientation() & 2) != 0 ? coarser.height() : 0;
        }
        for (CodeBlock block : part.blocks) {
          if (block.passes() > 0) {
            int[] values = blocks.decode(block, part.subband.orientation(), resolution.style());
            int to = (down + block.top()) * area.width() + right + block.left();
            put(values, block, part.subband.step(), to, area.width(), exact, real);
          }
        }
      }
      if (level > 0 && !resolution.area().isEmpty()) {
        if (exact != null) {
          Wavelet.merge53(exact, area.width(), resolution.area());
        } else if (real != null) {
          Wavelet.merge97(real, area.width(), resolution.area());
        }
      }
    }
    return new Coefficients(area, exact, real);
  }

  private static void put(
      int[] values,
      CodeBlock block,
      float step,
      int to,
      int stride,
      int @Nullable [] exact,
      float @Nullable [] real) {
    int width = block.width();
    for (int row = 0; row < block.height(); row++) {
      int from = row * width;
      int at = to + row * stride;
      for (int col = 0; col < width; col++) {
        if (exact != null) {
          exact[at + col] = values[from + col] / 2;
        } else if (real != null) {
          real[at + col] = values[from + col] * (0.5f * step);
        }
      }
    }
  }

  /** Equations G-6 to G-8 and G-12 to G-14. */
  private static void undoColors(Coefficients first, Coefficients second, Coefficients third) {
    int[] y = first.exact;
    int[] u = second.exact;
    int[] v = third.exact;
    if (y != null && u != null && v != null) {
      for (int i = 0; i < y.length; i++) {
        int green = y[i] - ((u[i] + v[i]) >> 2);
        y[i] = v[i] + green;
        v[i] = u[i] + green;
        u[i] = green;
      }
    }
    float[] luma = first.real;
    float[] blue = second.real;
    float[] red = third.real;
    if (luma != null && blue != null && red != null) {
      for (int i = 0; i < luma.length; i++) {
        float r = luma[i] + 1.402f * red[i];
        float g = luma[i] - 0.344136f * blue[i] - 0.714136f * red[i];
        float b = luma[i] + 1.772f * blue[i];
        luma[i] = r;
        blue[i] = g;
        red[i] = b;
      }
    }
  }

  private static Plane plane(Coefficients decoded) {
    int[] exact = decoded.exact;
    if (exact != null) {
      return new Plane(decoded.area, exact);
    }
    float[] real = decoded.real;
    int[] rounded = new int[real == null ? 0 : real.length];
    for (int i = 0; i < rounded.length && real != null; i++) {
      rounded[i] = (int) Math.rint(real[i]);
    }
    return new Plane(decoded.area, rounded);
  }
}
