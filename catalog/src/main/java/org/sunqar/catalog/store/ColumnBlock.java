// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * The columns of {@value #SIZE} items with neighbouring keys: everything that counting, grouping
 * and ordering ask for, without the documents. Item {@code key} is in block {@code key / SIZE} at
 * slot {@code key % SIZE}. A slot without an item has collection 0.
 *
 * <p>Kept in the database as one value a block and in memory as arrays, so that a question about a
 * million items takes milliseconds: see {@link ItemScan}. A block of {@value #SIZE} is what a write
 * of one item can afford to write anew (about 16 kB).
 *
 * <p>A block that others may see is not to be changed; writers change one that they read for
 * themselves.
 */
@SuppressWarnings("ReferenceEquality") // a column that is absent is one array for all
final class ColumnBlock {

  static final int SIZE = 256;

  /** Properties that are numbers; what is none is NaN here. */
  static final List<String> NUMBERS =
      List.of(
          "eo:cloud_cover",
          "eo:snow_cover",
          "view:off_nadir",
          "view:sun_azimuth",
          "view:sun_elevation",
          "gsd");

  /** Properties that are texts: a key of table {@code term}, or one of the two below. */
  static final List<String> TEXTS =
      List.of(
          "platform",
          "constellation",
          "mission",
          "grid:code",
          "processing:level",
          "product:type",
          "sat:orbit_state",
          "sar:instrument_mode");

  /** There is no text. */
  static final int NO_TEXT = 0;

  /** There is a text that only the document knows. */
  static final int OTHER_TEXT = -1;

  private static final double[] NO_NUMBERS = filled(Double.NaN);
  private static final int[] NO_TEXTS = new int[SIZE];

  private static final byte FORMAT = 1;

  /** How a column is written. */
  private static final byte ABSENT = 0;

  private static final byte CONSTANT = 1;
  private static final byte FULL = 2;

  final int[] collection = new int[SIZE];

  /** Microseconds since 1970; start and end hold datetime too. */
  final long[] time = new long[SIZE];

  long[] start = time;
  long[] end = time;

  /** Degrees. */
  final double[] west = new double[SIZE];

  final double[] south = new double[SIZE];
  final double[] east = new double[SIZE];
  final double[] north = new double[SIZE];

  /** When it was changed (milliseconds since 1970). */
  final long[] updated = new long[SIZE];

  /** By the index in {@link #NUMBERS} and {@link #TEXTS}, then by slot. */
  final double[][] numbers = new double[NUMBERS.size()][];

  final int[][] texts = new int[TEXTS.size()][];

  ColumnBlock() {
    Arrays.fill(numbers, NO_NUMBERS);
    Arrays.fill(texts, NO_TEXTS);
  }

  /** Makes a slot empty. */
  void clear(int slot) {
    collection[slot] = 0;
  }

  void put(int slot, int collectionKey, ItemRow row, long updatedMillis, int[] terms) {
    collection[slot] = collectionKey;
    if (row.start() != row.time() || row.end() != row.time()) {
      if (start == time) {
        start = time.clone();
        end = time.clone();
      }
    }
    time[slot] = row.time();
    start[slot] = row.start();
    end[slot] = row.end();
    west[slot] = row.bbox().minX();
    south[slot] = row.bbox().minY();
    east[slot] = row.bbox().maxX();
    north[slot] = row.bbox().maxY();
    updated[slot] = updatedMillis;
    for (int i = 0; i < numbers.length; i++) {
      double value = row.number(NUMBERS.get(i)).orElse(Double.NaN);
      if (numbers[i] == NO_NUMBERS) {
        if (Double.isNaN(value)) {
          continue;
        }
        numbers[i] = NO_NUMBERS.clone();
      }
      numbers[i][slot] = value;
    }
    for (int i = 0; i < texts.length; i++) {
      if (texts[i] == NO_TEXTS) {
        if (terms[i] == NO_TEXT) {
          continue;
        }
        texts[i] = NO_TEXTS.clone();
      }
      texts[i][slot] = terms[i];
    }
  }

  /** What is kept in the database. */
  byte[] toBytes() {
    ByteBuffer out =
        ByteBuffer.allocate(
                3 + (8 * 8 + 4) * SIZE + numbers.length * 8 * SIZE + texts.length * 4 * SIZE + 64)
            .order(ByteOrder.LITTLE_ENDIAN);
    out.put(FORMAT);
    put(out, collection);
    put(out, time);
    out.put(start == time ? ABSENT : FULL);
    if (start != time) {
      put(out, start);
      put(out, end);
    }
    put(out, west);
    put(out, south);
    put(out, east);
    put(out, north);
    put(out, updated);
    for (double[] column : numbers) {
      put(out, column);
    }
    for (int[] column : texts) {
      put(out, column);
    }
    return Arrays.copyOf(out.array(), out.position());
  }

  /**
   * The inverse of {@link #toBytes}; IllegalArgumentException or BufferUnderflowException if not.
   */
  static ColumnBlock of(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (in.get() != FORMAT) {
      throw new IllegalArgumentException("not a block of columns");
    }
    ColumnBlock block = new ColumnBlock();
    get(in, block.collection);
    get(in, block.time);
    if (in.get() == FULL) {
      block.start = new long[SIZE];
      block.end = new long[SIZE];
      get(in, block.start);
      get(in, block.end);
    }
    get(in, block.west);
    get(in, block.south);
    get(in, block.east);
    get(in, block.north);
    get(in, block.updated);
    for (int i = 0; i < block.numbers.length; i++) {
      if (in.get(in.position()) == ABSENT) {
        in.get();
      } else {
        block.numbers[i] = new double[SIZE];
        get(in, block.numbers[i]);
      }
    }
    for (int i = 0; i < block.texts.length; i++) {
      if (in.get(in.position()) == ABSENT) {
        in.get();
      } else {
        block.texts[i] = new int[SIZE];
        get(in, block.texts[i]);
      }
    }
    return block;
  }

  private static void put(ByteBuffer out, int[] column) {
    if (column == NO_TEXTS) {
      out.put(ABSENT);
    } else if (Arrays.stream(column).allMatch(value -> value == column[0])) {
      out.put(CONSTANT).putInt(column[0]);
    } else {
      out.put(FULL).asIntBuffer().put(column);
      out.position(out.position() + 4 * SIZE);
    }
  }

  private static void put(ByteBuffer out, long[] column) {
    out.put(FULL).asLongBuffer().put(column);
    out.position(out.position() + 8 * SIZE);
  }

  private static void put(ByteBuffer out, double[] column) {
    if (column == NO_NUMBERS) {
      out.put(ABSENT);
    } else {
      out.put(FULL).asDoubleBuffer().put(column);
      out.position(out.position() + 8 * SIZE);
    }
  }

  private static void get(ByteBuffer in, int[] column) {
    if (in.get() == CONSTANT) {
      Arrays.fill(column, in.getInt());
    } else {
      in.asIntBuffer().get(column);
      in.position(in.position() + 4 * SIZE);
    }
  }

  private static void get(ByteBuffer in, long[] column) {
    in.get();
    in.asLongBuffer().get(column);
    in.position(in.position() + 8 * SIZE);
  }

  private static void get(ByteBuffer in, double[] column) {
    in.get();
    in.asDoubleBuffer().get(column);
    in.position(in.position() + 8 * SIZE);
  }

  private static double[] filled(double value) {
    double[] column = new double[SIZE];
    Arrays.fill(column, value);
    return column;
  }
}
