// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.parquet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The values of one leaf in one row group, with the levels that say where each belongs. */
final class ColumnChunk {

  final List<String> path;
  final ColumnType.Leaf type;
  private final int maxDefinition;
  private final int maxRepetition;

  private ByteArrayOutputStream values = new ByteArrayOutputStream();
  private final ByteBuffer eight = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
  private byte[] definitions = new byte[1024];
  private byte[] repetitions = new byte[1024];
  private int count;
  private long nulls;

  /** The booleans that do not fill a byte yet. */
  private int bits;

  private int bitCount;

  private boolean any;
  private long least;
  private long most;

  ColumnChunk(List<String> path, ColumnType.Leaf type, int maxDefinition, int maxRepetition) {
    this.path = path;
    this.type = type;
    this.maxDefinition = maxDefinition;
    this.maxRepetition = maxRepetition;
  }

  /** Lets the values go when they are written; what the footer says of them stays. */
  ColumnChunk withoutValues() {
    values = new ByteArrayOutputStream(0);
    definitions = new byte[0];
    repetitions = new byte[0];
    return this;
  }

  int count() {
    return count;
  }

  long nulls() {
    return nulls;
  }

  /** Bytes that it takes, about. */
  long size() {
    return values.size() + 2L * count;
  }

  void absent(int repetition, int definition) {
    level(repetition, definition);
    nulls++;
  }

  void add(int repetition, JsonNode value) {
    level(repetition, maxDefinition);
    switch (type) {
      case BOOLEAN -> bit(value.booleanValue());
      case INTEGER, TIMESTAMP -> number(value.longValue());
      case DOUBLE -> {
        double number = value.doubleValue();
        eight.putDouble(0, number);
        values.writeBytes(eight.array());
        note(order(number));
      }
      case STRING -> bytes(value.textValue().getBytes(StandardCharsets.UTF_8));
      case JSON -> bytes(value.toString().getBytes(StandardCharsets.UTF_8));
      case BINARY -> bytes(((BinaryNode) value).binaryValue());
    }
  }

  private void number(long number) {
    eight.putLong(0, number);
    values.writeBytes(eight.array());
    note(number);
  }

  private void bytes(byte[] bytes) {
    eight.putInt(0, bytes.length);
    values.write(eight.array(), 0, 4);
    values.writeBytes(bytes);
  }

  private void bit(boolean value) {
    bits |= (value ? 1 : 0) << bitCount;
    if (++bitCount == 8) {
      values.write(bits);
      bits = 0;
      bitCount = 0;
    }
  }

  private void note(long ordered) {
    least = any ? Math.min(least, ordered) : ordered;
    most = any ? Math.max(most, ordered) : ordered;
    any = true;
  }

  /** A number whose order is that of the double; the inverse of itself. */
  private static long order(double value) {
    long bits = Double.doubleToRawLongBits(value);
    return bits < 0 ? bits ^ Long.MAX_VALUE : bits;
  }

  /** The least and the most of numbers, as plain bytes; nothing for other types. */
  List<byte[]> range() {
    if (!any) {
      return List.of();
    }
    long sign = type == ColumnType.Leaf.DOUBLE ? Long.MAX_VALUE : 0;
    return List.of(plain(least < 0 ? least ^ sign : least), plain(most < 0 ? most ^ sign : most));
  }

  private static byte[] plain(long bits) {
    return ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(bits).array();
  }

  private void level(int repetition, int definition) {
    if (count == definitions.length) {
      definitions = Arrays.copyOf(definitions, 2 * count);
      repetitions = Arrays.copyOf(repetitions, 2 * count);
    }
    definitions[count] = (byte) definition;
    repetitions[count] = (byte) repetition;
    count++;
  }

  /** The page: levels and values, not packed. */
  byte[] page() {
    if (bitCount > 0) {
      values.write(bits);
    }
    ByteArrayOutputStream page = new ByteArrayOutputStream();
    if (maxRepetition > 0) {
      levels(page, repetitions);
    }
    levels(page, definitions);
    page.writeBytes(values.toByteArray());
    return page.toByteArray();
  }

  /** Levels as runs of equal ones, with their size before them. */
  private void levels(ByteArrayOutputStream page, byte[] levels) {
    ByteArrayOutputStream runs = new ByteArrayOutputStream();
    for (int i = 0; i < count; ) {
      int from = i;
      while (i < count && levels[i] == levels[from]) {
        i++;
      }
      int length = (i - from) << 1;
      while ((length & ~0x7f) != 0) {
        runs.write((length & 0x7f) | 0x80);
        length >>>= 7;
      }
      runs.write(length);
      runs.write(levels[from]);
    }
    page.writeBytes(
        ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(runs.size()).array());
    page.writeBytes(runs.toByteArray());
  }
}
