// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.stac;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** JSON that is put together from parts, in UTF-8. */
final class JsonBytes {

  private byte[] bytes;
  private int length;

  JsonBytes(int capacity) {
    bytes = new byte[capacity];
  }

  JsonBytes append(byte[] part) {
    return append(part, 0, part.length);
  }

  JsonBytes append(byte[] part, int from, int to) {
    reserve(to - from);
    System.arraycopy(part, from, bytes, length, to - from);
    length += to - from;
    return this;
  }

  /** Appends text that is written as it is; it must be valid JSON where it stands. */
  JsonBytes append(String text) {
    return append(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Takes the last bytes away again. */
  void shorten(int bytesLess) {
    length -= bytesLess;
  }

  byte last() {
    return bytes[length - 1];
  }

  /** The bytes; only the first {@link #length} count. */
  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  private void reserve(int more) {
    if (bytes.length - length < more) {
      bytes =
          Arrays.copyOf(bytes, Math.toIntExact(Math.max(bytes.length * 2L, length + (long) more)));
    }
  }
}
