// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeSet;
import org.sunqar.raster.RasterException;

/**
 * The key directory of a GeoTIFF (OGC 19-008r4, section 7.1.3): keys with an integer,
 * floating-point numbers or a text.
 *
 * @param integers keys with one integer
 * @param doubles keys with numbers
 * @param texts keys with text
 */
record GeoKeys(
    Map<Integer, Integer> integers, Map<Integer, double[]> doubles, Map<Integer, String> texts) {

  private static final int MAX_KEYS = 4096;
  private static final int MAX_PARAMETERS = 1 << 16;
  private static final int MAX_TEXT = 1 << 20;

  static GeoKeys of(TiffDirectory directory) {
    GeoKeys keys = empty();
    long[] table = directory.integers(TiffTag.GEO_KEY_DIRECTORY, 4 * MAX_KEYS + 4);
    if (table.length == 0) {
      return keys;
    }
    if (table.length < 4 || table[3] * 4 + 4 > table.length) {
      throw directory.failure(
          RasterException.Key.CORRUPT, "has a GeoTIFF key directory that is cut off");
    }
    double[] numbers = directory.doubles(TiffTag.GEO_DOUBLE_PARAMS, MAX_PARAMETERS);
    // offsets count bytes, so the text is taken apart before it is decoded
    byte[] text =
        directory
            .text(TiffTag.GEO_ASCII_PARAMS, MAX_TEXT)
            .orElse("")
            .getBytes(StandardCharsets.UTF_8);
    for (int i = 1; i <= table[3]; i++) {
      int key = (int) table[4 * i];
      int count = (int) table[4 * i + 2];
      int value = (int) table[4 * i + 3];
      switch ((int) table[4 * i + 1]) {
        case 0 -> keys.integers.put(key, value);
        case TiffTag.GEO_DOUBLE_PARAMS -> {
          if (value + count > numbers.length) {
            throw directory.failure(
                RasterException.Key.CORRUPT, "has GeoTIFF key " + key + " outside its numbers");
          }
          keys.doubles.put(key, Arrays.copyOfRange(numbers, value, value + count));
        }
        case TiffTag.GEO_ASCII_PARAMS -> {
          int end = Math.min(text.length, value + count);
          int start = Math.min(value, end);
          String string = new String(text, start, end - start, StandardCharsets.UTF_8);
          keys.texts.put(
              key, string.endsWith("|") ? string.substring(0, string.length() - 1) : string);
        }
        default -> {} // values in other tags do not occur in practice
      }
    }
    return keys;
  }

  static GeoKeys empty() {
    return new GeoKeys(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
  }

  OptionalInt integer(int key) {
    Integer value = integers.get(key);
    return value == null ? OptionalInt.empty() : OptionalInt.of(value);
  }

  OptionalDouble number(int key) {
    double[] values = doubles.get(key);
    return values == null || values.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(values[0]);
  }

  /** The number of the first of several keys that is present. */
  double number(double defaultValue, int... keys) {
    for (int key : keys) {
      OptionalDouble value = number(key);
      if (value.isPresent()) {
        return value.getAsDouble();
      }
    }
    return defaultValue;
  }

  Optional<String> text(int key) {
    return Optional.ofNullable(texts.get(key));
  }

  boolean isEmpty() {
    return integers.isEmpty() && doubles.isEmpty() && texts.isEmpty();
  }

  /** Adds the tags that hold these keys. */
  void write(DirectoryBuilder directory) {
    if (isEmpty()) {
      return;
    }
    TreeSet<Integer> sorted = new TreeSet<>(integers.keySet());
    sorted.addAll(doubles.keySet());
    sorted.addAll(texts.keySet());
    List<Integer> table = new ArrayList<>(List.of(1, 1, 0, sorted.size()));
    List<Double> numbers = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (int key : sorted) {
      if (integers.containsKey(key)) {
        table.addAll(List.of(key, 0, 1, integer(key).orElseThrow()));
      } else if (doubles.containsKey(key)) {
        double[] values = doubles.getOrDefault(key, new double[0]);
        table.addAll(List.of(key, TiffTag.GEO_DOUBLE_PARAMS, values.length, numbers.size()));
        Arrays.stream(values).forEach(numbers::add);
      } else {
        String value = ascii(text(key).orElseThrow()) + "|";
        table.addAll(List.of(key, TiffTag.GEO_ASCII_PARAMS, value.length(), text.length()));
        text.append(value);
      }
    }
    directory.shorts(
        TiffTag.GEO_KEY_DIRECTORY, table.stream().mapToInt(Integer::intValue).toArray());
    if (!numbers.isEmpty()) {
      directory.doubles(
          TiffTag.GEO_DOUBLE_PARAMS, numbers.stream().mapToDouble(Double::doubleValue).toArray());
    }
    if (!text.isEmpty()) {
      directory.text(TiffTag.GEO_ASCII_PARAMS, text.toString());
    }
  }

  private static String ascii(String text) {
    return text.replaceAll("[^ -~]", "?");
  }
}
