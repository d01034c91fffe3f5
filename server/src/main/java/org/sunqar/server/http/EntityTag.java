// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.http;

/** Entity tags (RFC 9110, 8.8.3) and the lists of them in conditional requests. */
public final class EntityTag {

  private EntityTag() {}

  /** A strong tag. */
  public static String strong(String version) {
    return '"' + version + '"';
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
