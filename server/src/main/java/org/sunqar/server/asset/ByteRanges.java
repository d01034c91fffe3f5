// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.asset;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The ranges of a Range header (RFC 9110, 14.2). */
final class ByteRanges {

  /** A request for more ranges than this gets the whole file, as the standard allows. */
  private static final int MOST = 32;

  /**
   * One range.
   *
   * @param first the first byte
   * @param last the last one, which belongs to it
   */
  record ByteRange(long first, long last) {
    long length() {
      return last - first + 1;
    }
  }

  private ByteRanges() {}

  /**
   * The ranges that a file can satisfy, in their order; empty when the header is to be ignored: it
   * is malformed, of another unit, or asks for too many or overlapping ranges.
   *
   * @param size of the file (bytes)
   * @return a list without elements when none can be satisfied
   */
  static Optional<List<ByteRange>> parse(String header, long size) {
    if (!header.startsWith("bytes=")) {
      return Optional.empty();
    }
    String[] specifications = header.substring(6).split(",", MOST + 1);
    if (specifications.length > MOST) {
      return Optional.empty();
    }
    List<ByteRange> ranges = new ArrayList<>();
    long total = 0;
    for (String specification : specifications) {
      String text = specification.strip();
      int dash = text.indexOf('-');
      if (dash < 0) {
        return Optional.empty();
      }
      long first = number(text.substring(0, dash));
      long last = number(text.substring(dash + 1));
      if (first == MALFORMED || last == MALFORMED || (first == ABSENT && last == ABSENT)) {
        return Optional.empty();
      }
      if (first != ABSENT && last != ABSENT && last < first) {
        return Optional.empty();
      }
      ByteRange range =
          first == ABSENT
              ? new ByteRange(Math.max(0, size - last), size - 1)
              : new ByteRange(first, last == ABSENT ? size - 1 : Math.min(last, size - 1));
      if (range.first < size && range.length() > 0) {
        ranges.add(range);
        total += range.length();
      }
    }
    return total > size && ranges.size() > 1 ? Optional.empty() : Optional.of(ranges);
  }

  private static final long ABSENT = -1;
  private static final long MALFORMED = -2;

  private static long number(String digits) {
    if (digits.isEmpty()) {
      return ABSENT;
    }
    if (digits.length() > 18 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return MALFORMED;
    }
    return Long.parseLong(digits);
  }
}
