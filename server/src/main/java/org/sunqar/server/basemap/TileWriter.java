// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.basemap;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a <a href="https://github.com/mapbox/vector-tile-spec/tree/master/2.1">Mapbox Vector Tile,
 * version 2.1</a>: layers of features, whose coordinates are whole numbers in the tile, y
 * downwards.
 */
final class TileWriter {

  /** Units along a tile's side. */
  static final int EXTENT = 4096;

  /** What a feature is, with its number in the format. */
  enum Type {
    POINT(1),
    LINE(2),
    POLYGON(3);

    private final int number;

    Type(int number) {
      this.number = number;
    }
  }

  private static final int MOVE = 1;
  private static final int LINE_TO = 2;
  private static final int CLOSE = 7;

  /** A buffer of the protocol's fields. */
  private static final class Fields extends ByteArrayOutputStream {

    void number(int field, long value) {
      varint((long) field << 3);
      varint(value);
    }

    void bytes(int field, byte[] bytes) {
      varint(((long) field << 3) | 2);
      varint(bytes.length);
      writeBytes(bytes);
    }

    void varint(long value) {
      long rest = value;
      while ((rest & ~0x7fL) != 0) {
        write((int) (rest & 0x7f) | 0x80);
        rest >>>= 7;
      }
      write((int) rest);
    }

    void zigzag(long value) {
      varint((value << 1) ^ (value >> 63));
    }
  }

  private static final class Layer {
    private final Fields features = new Fields();
    private final Map<String, Integer> keys = new LinkedHashMap<>();
    private final Map<Object, Integer> values = new LinkedHashMap<>();
  }

  private final Map<String, Layer> layers = new LinkedHashMap<>();

  /**
   * Adds a feature.
   *
   * @param parts points (one array of pairs x, y), lines, or rings without their last point, each
   *     outer one before its holes, outer ones with a positive area by the surveyor's formula
   */
  void add(String layer, Type type, List<int[]> parts, Map<String, Object> values) {
    Layer to = layers.computeIfAbsent(layer, _ -> new Layer());
    Fields tags = new Fields();
    values.forEach((key, value) -> {
      tags.varint(number(to.keys, key));
      tags.varint(number(to.values, value));
    });
    Fields geometry = new Fields();
    int x = 0;
    int y = 0;
    for (int[] part : parts) {
      int points = part.length / 2;
      for (int i = 0; i < points; i++) {
        if (i == 0) {
          geometry.varint(MOVE | (type == Type.POINT ? points << 3 : 1 << 3));
        } else if (i == 1 && type != Type.POINT) {
          geometry.varint(LINE_TO | ((points - 1) << 3));
        }
        geometry.zigzag(part[2 * i] - x);
        geometry.zigzag(part[2 * i + 1] - y);
        x = part[2 * i];
        y = part[2 * i + 1];
      }
      if (type == Type.POLYGON) {
        geometry.varint(CLOSE | (1 << 3));
      }
    }
    Fields feature = new Fields();
    feature.bytes(2, tags.toByteArray());
    feature.number(3, type.number);
    feature.bytes(4, geometry.toByteArray());
    to.features.bytes(2, feature.toByteArray());
  }

  boolean isEmpty() {
    return layers.isEmpty();
  }

  byte[] toBytes() {
    Fields tile = new Fields();
    layers.forEach((name, layer) -> {
      Fields fields = new Fields();
      fields.number(15, 2);
      fields.bytes(1, name.getBytes(StandardCharsets.UTF_8));
      fields.writeBytes(layer.features.toByteArray());
      layer.keys.keySet().forEach(key -> fields.bytes(3, key.getBytes(StandardCharsets.UTF_8)));
      layer.values.keySet().forEach(value -> fields.bytes(4, value(value)));
      fields.number(5, EXTENT);
      tile.bytes(3, fields.toByteArray());
    });
    return tile.toByteArray();
  }

  private static byte[] value(Object value) {
    Fields fields = new Fields();
    if (value instanceof Double || value instanceof Float) {
      fields.varint((3 << 3) | 1);
      byte[] bits =
          ByteBuffer.allocate(8)
              .order(ByteOrder.LITTLE_ENDIAN)
              .putDouble(((Number) value).doubleValue())
              .array();
      fields.writeBytes(bits);
    } else if (value instanceof Number whole) {
      long number = whole.longValue();
      fields.number(6, (number << 1) ^ (number >> 63));
    } else {
      fields.bytes(1, String.valueOf(value).getBytes(StandardCharsets.UTF_8));
    }
    return fields.toByteArray();
  }

  private static <K> int number(Map<K, Integer> known, K key) {
    Integer number = known.get(key);
    if (number == null) {
      number = known.size();
      known.put(key, number);
    }
    return number;
  }
}
