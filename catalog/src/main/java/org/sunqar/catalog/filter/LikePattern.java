// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A pattern of LIKE: {@code %} for any characters, {@code _} for one character, a backslash before
 * one of {@code %}, {@code _} and itself for that character. Each piece between two {@code %} takes
 * the first place where it fits, which never has to be taken back: at worst pattern times text.
 */
final class LikePattern {

  private static final int ANY = -1;

  /** The pieces between the {@code %}, as code points or {@link #ANY}. */
  private final List<int[]> pieces = new ArrayList<>();

  private final String pattern;

  LikePattern(String pattern) {
    this.pattern = pattern;
    int[] codePoints = pattern.codePoints().toArray();
    int[] piece = new int[codePoints.length];
    int length = 0;
    for (int i = 0; i < codePoints.length; i++) {
      int c = codePoints[i];
      if (c == '%') {
        pieces.add(java.util.Arrays.copyOf(piece, length));
        length = 0;
      } else if (c == '_') {
        piece[length++] = ANY;
      } else if (c == '\\' && i + 1 < codePoints.length && isSpecial(codePoints[i + 1])) {
        piece[length++] = codePoints[++i];
      } else {
        piece[length++] = c;
      }
    }
    pieces.add(java.util.Arrays.copyOf(piece, length));
  }

  private static boolean isSpecial(int c) {
    return c == '%' || c == '_' || c == '\\';
  }

  boolean matches(String text) {
    int[] codePoints = text.codePoints().toArray();
    int[] first = pieces.getFirst();
    int[] last = pieces.getLast();
    if (pieces.size() == 1) {
      return codePoints.length == first.length && fits(first, codePoints, 0);
    }
    int end = codePoints.length - last.length;
    if (first.length > end || !fits(first, codePoints, 0) || !fits(last, codePoints, end)) {
      return false;
    }
    int at = first.length;
    for (int[] piece : pieces.subList(1, pieces.size() - 1)) {
      while (at + piece.length <= end && !fits(piece, codePoints, at)) {
        at++;
      }
      at += piece.length;
      if (at > end) {
        return false;
      }
    }
    return true;
  }

  private static boolean fits(int[] piece, int[] text, int at) {
    if (at < 0 || at + piece.length > text.length) {
      return false;
    }
    for (int i = 0; i < piece.length; i++) {
      if (piece[i] != ANY && piece[i] != text[at + i]) {
        return false;
      }
    }
    return true;
  }

  /** What texts that match begin with, which may be nothing. */
  String prefix() {
    StringBuilder prefix = new StringBuilder();
    for (int c : pieces.getFirst()) {
      if (c == ANY) {
        break;
      }
      prefix.appendCodePoint(c);
    }
    return prefix.toString();
  }

  /** Whether it matches exactly the texts that begin with {@link #prefix}. */
  boolean isPrefix() {
    return pieces.size() == 2
        && pieces.getLast().length == 0
        && prefix().codePointCount(0, prefix().length()) == pieces.getFirst().length;
  }

  /** The one text that it matches. */
  Optional<String> single() {
    return pieces.size() == 1
            && prefix().codePointCount(0, prefix().length()) == pieces.getFirst().length
        ? Optional.of(prefix())
        : Optional.empty();
  }

  /** A pattern that matches a text only, or what begins with it, ends with it or holds it. */
  static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
  }

  @Override
  public String toString() {
    return pattern;
  }
}
