// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.render;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * 256 colours from the least to the greatest value of a quantity. Built in are matplotlib's
 * viridis, magma, inferno, plasma and turbo, ColorBrewer's greys, blues, greens, reds, ylgn and
 * ylorrd, of two sides spectral, brbg, puor, rdbu, rdylbu and rdylgn (for vegetation indices), and
 * terrain; {@code _r} after a name turns it round.
 */
public final class ColorMap {

  /** Number of colours. */
  public static final int SIZE = 256;

  private static final Map<String, ColorMap> BUILT_IN = builtIn();

  private final String name;
  private final int[] argb;

  private ColorMap(String name, int[] argb) {
    this.name = name;
    this.argb = argb;
  }

  /**
   * A colour at a position.
   *
   * @param position 0..1
   * @param argb 0xAARRGGBB
   */
  public record Stop(double position, int argb) {}

  /** The built-in map of a name, in any case. */
  public static Optional<ColorMap> find(String name) {
    String key = name.toLowerCase(Locale.ROOT);
    return key.endsWith("_r")
        ? Optional.ofNullable(BUILT_IN.get(key.substring(0, key.length() - 2)))
            .map(ColorMap::reversed)
        : Optional.ofNullable(BUILT_IN.get(key));
  }

  /** Names of the built-in maps, sorted. */
  public static List<String> names() {
    return List.copyOf(BUILT_IN.keySet());
  }

  /**
   * A map that is linear in sRGB between stops.
   *
   * @param stops at least two, from position 0 to position 1, rising
   */
  public static ColorMap ofStops(String name, List<Stop> stops) {
    boolean rising =
        stops.size() >= 2 && stops.getFirst().position() == 0 && stops.getLast().position() == 1;
    for (int i = 1; i < stops.size(); i++) {
      rising &= stops.get(i).position() > stops.get(i - 1).position();
    }
    if (!rising) {
      throw new IllegalArgumentException(
          "colour map " + name + " must rise from position 0 to 1: " + stops);
    }
    int[] argb = new int[SIZE];
    int upper = 1;
    for (int i = 0; i < SIZE; i++) {
      double position = i / (SIZE - 1.0);
      while (upper < stops.size() - 1 && position > stops.get(upper).position()) {
        upper++;
      }
      Stop low = stops.get(upper - 1);
      Stop high = stops.get(upper);
      double share = (position - low.position()) / (high.position() - low.position());
      argb[i] = mix(low.argb(), high.argb(), share);
    }
    return new ColorMap(name, argb);
  }

  private static int mix(int low, int high, double share) {
    int mixed = 0;
    for (int shift = 0; shift < 32; shift += 8) {
      int a = low >>> shift & 0xff;
      int b = high >>> shift & 0xff;
      mixed |= (int) Math.round(a + (b - a) * share) << shift;
    }
    return mixed;
  }

  public String name() {
    return name;
  }

  /** The colour (0xAARRGGBB) at a position; beyond 0..1 those of the ends, for NaN the first. */
  public int argb(double position) {
    return argb[index(position)];
  }

  /** The number of the colour at a position. */
  static int index(double position) {
    return (int) (Math.max(0, Math.min(1, position)) * (SIZE - 1) + 0.5);
  }

  /** The colours of this map from the last to the first. */
  public ColorMap reversed() {
    int[] turned = new int[SIZE];
    for (int i = 0; i < SIZE; i++) {
      turned[i] = argb[SIZE - 1 - i];
    }
    return new ColorMap(
        name.endsWith("_r") ? name.substring(0, name.length() - 2) : name + "_r", turned);
  }

  /** The 256 colours as {@code 0xAARRGGBB}. */
  public List<Integer> colors() {
    List<Integer> colors = new ArrayList<>(SIZE);
    for (int color : argb) {
      colors.add(color);
    }
    return List.copyOf(colors);
  }

  private static Map<String, ColorMap> builtIn() {
    Map<String, ColorMap> maps = new TreeMap<>();
    Properties tables = new Properties();
    try (InputStream in = ColorMap.class.getResourceAsStream("colormaps.properties")) {
      if (in == null) {
        throw new IllegalStateException("colormaps.properties is not in the jar");
      }
      tables.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException("colormaps.properties cannot be read", e);
    }
    for (String name : tables.stringPropertyNames()) {
      maps.put(name, ofTable(name, Base64.getDecoder().decode(tables.getProperty(name))));
    }
    add(
        maps, "rdylgn", 0xa50026, 0xd73027, 0xf46d43, 0xfdae61, 0xfee08b, 0xffffbf, 0xd9ef8b,
        0xa6d96a, 0x66bd63, 0x1a9850, 0x006837);
    add(
        maps,
        "spectral",
        0x9e0142,
        0xd53e4f,
        0xf46d43,
        0xfdae61,
        0xfee08b,
        0xffffbf,
        0xe6f598,
        0xabdda4,
        0x66c2a5,
        0x3288bd,
        0x5e4fa2);
    add(
        maps, "blues", 0xf7fbff, 0xdeebf7, 0xc6dbef, 0x9ecae1, 0x6baed6, 0x4292c6, 0x2171b5,
        0x08519c, 0x08306b);
    add(
        maps, "greys", 0xffffff, 0xf0f0f0, 0xd9d9d9, 0xbdbdbd, 0x969696, 0x737373, 0x525252,
        0x252525, 0x000000);
    add(
        maps, "greens", 0xf7fcf5, 0xe5f5e0, 0xc7e9c0, 0xa1d99b, 0x74c476, 0x41ab5d, 0x238b45,
        0x006d2c, 0x00441b);
    add(
        maps, "reds", 0xfff5f0, 0xfee0d2, 0xfcbba1, 0xfc9272, 0xfb6a4a, 0xef3b2c, 0xcb181d,
        0xa50f15, 0x67000d);
    add(
        maps, "ylgn", 0xffffe5, 0xf7fcb9, 0xd9f0a3, 0xaddd8e, 0x78c679, 0x41ab5d, 0x238443,
        0x006837, 0x004529);
    add(
        maps, "ylorrd", 0xffffcc, 0xffeda0, 0xfed976, 0xfeb24c, 0xfd8d3c, 0xfc4e2a, 0xe31a1c,
        0xbd0026, 0x800026);
    add(
        maps, "brbg", 0x543005, 0x8c510a, 0xbf812d, 0xdfc27d, 0xf6e8c3, 0xf5f5f5, 0xc7eae5,
        0x80cdc1, 0x35978f, 0x01665e, 0x003c30);
    add(
        maps, "puor", 0x7f3b08, 0xb35806, 0xe08214, 0xfdb863, 0xfee0b6, 0xf7f7f7, 0xd8daeb,
        0xb2abd2, 0x8073ac, 0x542788, 0x2d004b);
    add(
        maps, "rdbu", 0x67001f, 0xb2182b, 0xd6604d, 0xf4a582, 0xfddbc7, 0xf7f7f7, 0xd1e5f0,
        0x92c5de, 0x4393c3, 0x2166ac, 0x053061);
    add(
        maps, "rdylbu", 0xa50026, 0xd73027, 0xf46d43, 0xfdae61, 0xfee090, 0xffffbf, 0xe0f3f8,
        0xabd9e9, 0x74add1, 0x4575b4, 0x313695);
    // shallow green lowland over ochre and brown to rock and snow
    add(
        maps, "terrain", 0x2e6b4f, 0x5f9454, 0x9dbb68, 0xd6cf8a, 0xc9a66b, 0xa87c52, 0x8c6a58,
        0x9c8b84, 0xc4bcb9, 0xfafafa);
    add(maps, "gray", 0x000000, 0xffffff);
    return maps;
  }

  private static ColorMap ofTable(String name, byte[] rgb) {
    int[] argb = new int[SIZE];
    for (int i = 0; i < SIZE; i++) {
      argb[i] =
          0xff000000
              | (rgb[3 * i] & 0xff) << 16
              | (rgb[3 * i + 1] & 0xff) << 8
              | (rgb[3 * i + 2] & 0xff);
    }
    return new ColorMap(name, argb);
  }

  /** Stops at even distances. */
  private static void add(Map<String, ColorMap> maps, String name, int... rgb) {
    List<Stop> stops = new ArrayList<>();
    for (int i = 0; i < rgb.length; i++) {
      stops.add(new Stop(i / (rgb.length - 1.0), 0xff000000 | rgb[i]));
    }
    maps.put(name, ofStops(name, stops));
  }
}
