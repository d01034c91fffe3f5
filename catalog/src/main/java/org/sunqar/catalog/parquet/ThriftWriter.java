// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.parquet;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** Thrift's compact protocol, as far as Parquet's headers and footers need it. */
final class ThriftWriter {

  private static final int TRUE = 1;
  private static final int FALSE = 2;
  private static final int I16 = 4;
  private static final int I32 = 5;
  private static final int I64 = 6;
  private static final int BINARY = 8;
  private static final int LIST = 9;
  private static final int STRUCT = 12;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Deque<Integer> outer = new ArrayDeque<>();
  private int last;

  byte[] bytes() {
    return out.toByteArray();
  }

  ThriftWriter i16(int field, int value) {
    header(field, I16);
    zigzag(value);
    return this;
  }

  ThriftWriter i32(int field, int value) {
    header(field, I32);
    zigzag(value);
    return this;
  }

  ThriftWriter i64(int field, long value) {
    header(field, I64);
    zigzag(value);
    return this;
  }

  ThriftWriter bool(int field, boolean value) {
    header(field, value ? TRUE : FALSE);
    return this;
  }

  ThriftWriter string(int field, String value) {
    return binary(field, value.getBytes(StandardCharsets.UTF_8));
  }

  ThriftWriter binary(int field, byte[] value) {
    header(field, BINARY);
    element(value);
    return this;
  }

  /** Begins a structure in a field; {@link #end} ends it. */
  ThriftWriter struct(int field) {
    header(field, STRUCT);
    return element();
  }

  /** A structure without fields. */
  ThriftWriter empty(int field) {
    return struct(field).end();
  }

  ThriftWriter listOfStructs(int field, int size) {
    return list(field, size, STRUCT);
  }

  ThriftWriter listOfInts(int field, int... values) {
    list(field, values.length, I32);
    for (int value : values) {
      zigzag(value);
    }
    return this;
  }

  ThriftWriter listOfStrings(int field, Iterable<String> values, int size) {
    list(field, size, BINARY);
    values.forEach(value -> element(value.getBytes(StandardCharsets.UTF_8)));
    return this;
  }

  /** Begins a structure that is the element of a list, or the outermost. */
  ThriftWriter element() {
    outer.push(last);
    last = 0;
    return this;
  }

  ThriftWriter end() {
    out.write(0);
    last = outer.pop();
    return this;
  }

  private ThriftWriter list(int field, int size, int type) {
    header(field, LIST);
    if (size < 15) {
      out.write((size << 4) | type);
    } else {
      out.write(0xf0 | type);
      varint(size);
    }
    return this;
  }

  private void element(byte[] value) {
    varint(value.length);
    out.writeBytes(value);
  }

  private void header(int field, int type) {
    int step = field - last;
    if (step > 0 && step <= 15) {
      out.write((step << 4) | type);
    } else {
      out.write(type);
      zigzag(field);
    }
    last = field;
  }

  private void zigzag(long value) {
    varint((value << 1) ^ (value >> 63));
  }

  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      out.write((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }
}
