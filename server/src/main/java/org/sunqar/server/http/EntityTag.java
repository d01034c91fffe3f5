// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.http;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Entity tags (RFC 9110, 8.8.3) and the lists of them in conditional requests. */
public final class EntityTag {

  private EntityTag() {}

  /** A strong tag. */
  public static String strong(String version) {
    return '"' + version + '"';
  }

  /** A strong tag of what is in these bytes. */
  public static String of(byte[] bytes) {
    return strong(hash(bytes).substring(0, 32));
  }

  /** SHA-256 of bytes, 64 hexadecimal digits. */
  public static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }

  public static String weak(String version) {
    return "W/\"" + version + '"';
  }

  /** Whether a list of If-None-Match, or *, has a tag; weak or strong does not count. */
  public static boolean weaklyMatches(String list, String tag) {
    if (list.strip().equals("*")) {
      return true;
    }
    String wanted = opaque(tag);
    for (String one : list.split(",", 100)) {
      if (opaque(one.strip()).equals(wanted)) {
        return true;
      }
    }
    return false;
  }

  /** The tag without W/ and quotes. */
  public static String opaque(String tag) {
    String text = tag.startsWith("W/") ? tag.substring(2) : tag;
    return text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")
        ? text.substring(1, text.length() - 1)
        : text;
  }
}
