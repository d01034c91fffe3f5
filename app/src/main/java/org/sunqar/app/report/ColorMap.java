// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.report;

import java.util.List;

/**
 * A map from a value in 0..1 to a colour, linear in sRGB between control points. Both maps below
 * rise in lightness (or fall) without a turn, so they survive greyscale and colour blindness.
 *
 * @param name shown nowhere; tells maps apart in messages
 * @param stops at least two, from position 0 to position 1 in rising order
 */
public record ColorMap(String name, List<Stop> stops) {

  /**
   * One control point.
   *
   * @param position 0..1
   * @param rgb 0xRRGGBB
   */
  public record Stop(double position, int rgb) {}

  /** For any quantity: dark blue over green to yellow, even steps of lightness. */
  public static final ColorMap SEQUENTIAL =
      new ColorMap(
          "sequential",
          List.of(
              new Stop(0.0, 0x440154),
              new Stop(0.125, 0x482475),
              new Stop(0.25, 0x3b528b),
              new Stop(0.375, 0x2c728e),
              new Stop(0.5, 0x21918c),
              new Stop(0.625, 0x28ae80),
              new Stop(0.75, 0x5ec962),
              new Stop(0.875, 0xaddc30),
              new Stop(1.0, 0xfde725)));

  /** For NDVI: pale sand where nothing grows, dark green where the canopy is closed. */
  public static final ColorMap NDVI =
      new ColorMap(
          "ndvi",
          List.of(
              new Stop(0.0, 0xf7f3ea),
              new Stop(0.2, 0xe6d8b5),
              new Stop(0.4, 0xc5c77e),
              new Stop(0.6, 0x86a94f),
              new Stop(0.8, 0x3f7f3a),
              new Stop(1.0, 0x0b4426)));

  public ColorMap {
    stops = List.copyOf(stops);
    boolean rising =
        stops.size() >= 2 && stops.getFirst().position() == 0 && stops.getLast().position() == 1;
    for (int i = 1; i < stops.size(); i++) {
      rising &= stops.get(i).position() > stops.get(i - 1).position();
    }
    if (!rising) {
      throw new IllegalArgumentException(
          "colour map " + name + " must rise from position 0 to 1: " + stops);
    }
  }

  /** The colour (0xRRGGBB) at a position; positions beyond 0..1 take the end colours. */
  public int rgb(double position) {
    int i = 1;
    while (i < stops.size() - 1 && position > stops.get(i).position()) {
      i++;
    }
    Stop low = stops.get(i - 1);
    Stop high = stops.get(i);
    double share = (position - low.position()) / (high.position() - low.position());
    double clamped = Math.max(0, Math.min(1, share));
    return mix(low.rgb(), high.rgb(), clamped, 16)
        | mix(low.rgb(), high.rgb(), clamped, 8)
        | mix(low.rgb(), high.rgb(), clamped, 0);
  }

  private static int mix(int low, int high, double share, int shift) {
    int a = (low >> shift) & 0xff;
    int b = (high >> shift) & 0xff;
    return (int) Math.round(a + (b - a) * share) << shift;
  }
}
