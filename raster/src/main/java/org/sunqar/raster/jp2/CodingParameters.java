// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.jp2;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * How tiles are coded: what the markers COD, COC, QCD and QCC say (annex A.6), first in the main
 * header, then for a tile in its own.
 */
final class CodingParameters {

  private static final int MAX_LEVELS = 32;

  /**
   * What holds for all components of a tile.
   *
   * @param resyncMarkers packets may start with a marker (SOP)
   * @param headerMarkers packet headers end with a marker (EPH)
   * @param progression 0 LRCP, 1 RLCP, 2 RPCL, 3 PCRL, 4 CPRL
   * @param layers of quality
   * @param colorTransform the first three components are transformed together
   */
  record Order(
      boolean resyncMarkers,
      boolean headerMarkers,
      int progression,
      int layers,
      boolean colorTransform) {}

  /**
   * The transform and the code-blocks of a component.
   *
   * @param levels of decomposition
   * @param blockWidth exponent of 2
   * @param blockHeight exponent of 2
   * @param style of code-blocks, bits
   * @param reversible the 5-3 transform, else the 9-7 one
   * @param precincts for each resolution the exponents of width (low four bits) and height
   */
  @SuppressWarnings("ArrayRecordComponent") // never changed
  record Transform(
      int levels,
      int blockWidth,
      int blockHeight,
      int style,
      boolean reversible,
      int[] precincts) {}

  /**
   * Quantization of a component.
   *
   * @param style 0 none, 1 derived from the first step, 2 a step for each subband
   * @param guardBits that may be used beyond the range
   * @param steps exponent (bits 11 to 15) and mantissa (bits 0 to 10)
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Quantization(int style, int guardBits, int[] steps) {

    private int index(int level, int orientation) {
      return level == 0 ? 0 : 3 * (level - 1) + orientation;
    }

    /** Exponent and mantissa of a subband of a resolution level (0 is the coarsest). */
    int step(int level, int orientation) throws StreamException {
      if (style == 1) {
        int exponent = (steps[0] >> 11) - Math.max(0, level - 1);
        if (exponent < 0) {
          throw StreamException.corrupt("has a quantization step that is too large");
        }
        return exponent << 11 | (steps[0] & 0x7ff);
      }
      int at = index(level, orientation);
      if (at >= steps.length) {
        throw StreamException.corrupt("lacks the quantization of a subband");
      }
      return steps[at];
    }
  }

  private final int components;
  private Order order = new Order(false, false, 0, 0, false);
  private final Transform[] transforms;
  private final Quantization[] quantizations;
  private final boolean[] ownTransform;
  private final boolean[] ownQuantization;

  CodingParameters(int components) {
    this.components = components;
    transforms = new Transform[components];
    quantizations = new Quantization[components];
    ownTransform = new boolean[components];
    ownQuantization = new boolean[components];
  }

  /** The same, for a tile to change. */
  CodingParameters copy() {
    CodingParameters copy = new CodingParameters(components);
    copy.order = order;
    System.arraycopy(transforms, 0, copy.transforms, 0, components);
    System.arraycopy(quantizations, 0, copy.quantizations, 0, components);
    return copy;
  }

  Order order() {
    return order;
  }

  Transform transform(int component) {
    return transforms[component];
  }

  Quantization quantization(int component) {
    return quantizations[component];
  }

  void check() throws StreamException {
    for (int i = 0; i < components; i++) {
      if (order.layers == 0 || transforms[i] == null || quantizations[i] == null) {
        throw StreamException.corrupt("does not say how component " + i + " is coded");
      }
    }
    if (order.colorTransform
        && (components < 3
            || transforms[0].reversible != transforms[1].reversible
            || transforms[0].reversible != transforms[2].reversible
            || transforms[0].levels != transforms[1].levels
            || transforms[0].levels != transforms[2].levels)) {
      throw StreamException.corrupt("transforms colours of components that do not fit together");
    }
  }

  /** Takes in a marker segment, of which the buffer holds what comes after the length. */
  void read(int marker, ByteBuffer segment) throws StreamException {
    switch (marker) {
      case Codestream.COD -> readDefault(segment);
      case Codestream.COC -> {
        int component = component(segment);
        transforms[component] = transform(segment, (segment.get() & 1) != 0);
        ownTransform[component] = true;
      }
      case Codestream.QCD -> {
        Quantization quantization = quantization(segment);
        for (int i = 0; i < components; i++) {
          if (!ownQuantization[i]) {
            quantizations[i] = quantization;
          }
        }
      }
      case Codestream.QCC -> {
        int component = component(segment);
        quantizations[component] = quantization(segment);
        ownQuantization[component] = true;
      }
      default -> throw new IllegalArgumentException("marker " + marker);
    }
  }

  private int component(ByteBuffer segment) throws StreamException {
    int component = components < 257 ? segment.get() & 0xff : segment.getShort() & 0xffff;
    if (component >= components) {
      throw StreamException.corrupt("has parameters for component " + component);
    }
    return component;
  }

  private void readDefault(ByteBuffer segment) throws StreamException {
    int flags = segment.get();
    int progression = segment.get();
    int layers = segment.getShort() & 0xffff;
    int colors = segment.get();
    if (progression < 0 || progression > 4 || layers == 0 || colors < 0 || colors > 1) {
      throw StreamException.unsupported(
          "has progression %d, %d layers and colour transform %d"
              .formatted(progression, layers, colors));
    }
    order = new Order((flags & 2) != 0, (flags & 4) != 0, progression, layers, colors == 1);
    Transform transform = transform(segment, (flags & 1) != 0);
    for (int i = 0; i < components; i++) {
      if (!ownTransform[i]) {
        transforms[i] = transform;
      }
    }
  }

  private static Transform transform(ByteBuffer segment, boolean precinctsGiven)
      throws StreamException {
    int levels = segment.get() & 0xff;
    int blockWidth = (segment.get() & 0xff) + 2;
    int blockHeight = (segment.get() & 0xff) + 2;
    int style = segment.get() & 0xff;
    int kind = segment.get() & 0xff;
    if (levels > MAX_LEVELS
        || blockWidth > 10
        || blockHeight > 10
        || blockWidth + blockHeight > 12) {
      throw StreamException.corrupt(
          "has %d levels in code-blocks of 2^%d x 2^%d".formatted(levels, blockWidth, blockHeight));
    }
    if (kind > 1 || style > 63) {
      throw StreamException.unsupported(
          "uses transform %d and code-block style %d".formatted(kind, style));
    }
    int[] precincts = new int[levels + 1];
    Arrays.fill(precincts, 0xff);
    for (int i = 0; i <= levels && precinctsGiven; i++) {
      precincts[i] = segment.get() & 0xff;
      if (i > 0 && ((precincts[i] & 15) == 0 || precincts[i] >> 4 == 0)) {
        throw StreamException.corrupt("has precincts of one sample");
      }
    }
    return new Transform(levels, blockWidth, blockHeight, style, kind == 1, precincts);
  }

  private static Quantization quantization(ByteBuffer segment) throws StreamException {
    int head = segment.get() & 0xff;
    int style = head & 31;
    if (style > 2 || !segment.hasRemaining()) {
      throw StreamException.corrupt("has quantization style " + style);
    }
    int[] steps = new int[style == 0 ? segment.remaining() : segment.remaining() / 2];
    if (steps.length == 0) {
      throw StreamException.corrupt("has quantization without steps");
    }
    for (int i = 0; i < steps.length; i++) {
      steps[i] = style == 0 ? (segment.get() & 0xff) >> 3 << 11 : segment.getShort() & 0xffff;
    }
    return new Quantization(style, head >> 5, steps);
  }
}
