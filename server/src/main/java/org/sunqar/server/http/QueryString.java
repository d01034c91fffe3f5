// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The parameters behind the question mark. */
final class QueryString {

  private QueryString() {}

  /**
   * The parameters in their order. Empty values count as absent.
   *
   * @throws Problem 400 for what is not decodable, and for a parameter that comes twice
   */
  static Map<String, String> parse(String raw) {
    if (raw.isEmpty()) {
      return Map.of();
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    int from = 0;
    while (from <= raw.length()) {
      int end = raw.indexOf('&', from);
      if (end < 0) {
        end = raw.length();
      }
      int equals = raw.indexOf('=', from);
      if (equals < 0 || equals > end) {
        equals = end;
      }
      String name = decode(raw.substring(from, equals), true, "query");
      String value = equals == end ? "" : decode(raw.substring(equals + 1, end), true, name);
      if (!name.isEmpty() && parameters.put(name, value) != null) {
        throw Problem.badRequest("query", "parameter '" + name + "' is given twice");
      }
      from = end + 1;
    }
    parameters.values().removeIf(String::isEmpty);
    return parameters;
  }

  /**
   * Percent-decodes strictly: what is not UTF-8 is refused, and so is the null character.
   *
   * @param plus whether a plus is a space
   * @param where for the message
   */
  static String decode(String text, boolean plus, String where) {
    if (text.indexOf('%') < 0) {
      if (text.indexOf('\0') >= 0) {
        throw undecodable(where);
      }
      return plus ? text.replace('+', ' ') : text;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int length = 0;
    for (int i = 0; i < bytes.length; i++) {
      byte b = bytes[i];
      if (b == '%') {
        int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
        int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
        if (high < 0 || low < 0) {
          throw undecodable(where);
        }
        b = (byte) (high * 16 + low);
        i += 2;
      } else if (b == '+' && plus) {
        b = ' ';
      }
      if (b == 0) {
        throw undecodable(where);
      }
      bytes[length++] = b;
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, 0, length))
          .toString();
    } catch (CharacterCodingException _) {
      throw undecodable(where);
    }
  }

  /** Percent-encodes a path segment or the value of a parameter. */
  static String encode(String text) {
    StringBuilder out = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isUnreserved(c)) {
        out = new StringBuilder(text.length() + 16).append(text, 0, i);
        break;
      }
    }
    if (out == null) {
      return text;
    }
    byte[] bytes = text.substring(out.length()).getBytes(StandardCharsets.UTF_8);
    for (byte b : bytes) {
      char c = (char) (b & 0xff);
      if (isUnreserved(c)) {
        out.append(c);
      } else {
        out.append('%')
            .append(Character.toUpperCase(Character.forDigit(c >> 4, 16)))
            .append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
      }
    }
    return out.toString();
  }

  private static boolean isUnreserved(char c) {
    return c < 128
        && (Character.isLetterOrDigit(c) || c == '-' || c == '.' || c == '_' || c == '~');
  }

  private static Problem undecodable(String where) {
    return Problem.badRequest(
        "encoding", "'" + where + "' is not percent-encoded UTF-8 without null characters");
  }
}
