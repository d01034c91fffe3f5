// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.stac;

import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import org.sunqar.catalog.stac.Json;

/**
 * Replaces the addresses of local files in an item's assets, in the bytes: a scene has some kB, of
 * which some dozen bytes change, and a tree of it would cost more than all the rest of a search.
 *
 * <p>The document is one that the store wrote: valid JSON.
 */
final class AssetHrefs {

  private final byte[] json;
  private int at;

  private AssetHrefs(byte[] json) {
    this.json = json;
  }

  /**
   * Copies a document.
   *
   * @param end how many bytes of the document are wanted
   * @param address the new address, by asset key; not in need of JSON escapes
   */
  static void copy(byte[] json, int end, UnaryOperator<String> address, JsonBytes out) {
    out.append(json, new AssetHrefs(json).rewrite(address, out), end);
  }

  /** Whether an address is that of a file of this machine. */
  static boolean isLocal(String href) {
    return href.startsWith("./") || href.regionMatches(true, 0, "file:", 0, 5);
  }

  /** Gives back how far the document is copied. */
  private int rewrite(UnaryOperator<String> address, JsonBytes out) {
    int copied = 0;
    if (!enter()) {
      return 0;
    }
    do {
      String field = name();
      if (!field.equals("assets")) {
        skipValue();
        continue;
      }
      if (!enter()) {
        return copied;
      }
      do {
        String key = name();
        if (!enter()) {
          continue;
        }
        do {
          if (name().equals("href") && isLocalHere()) {
            out.append(json, copied, at).append("\"").append(address.apply(key)).append("\"");
            skipValue();
            copied = at;
          } else {
            skipValue();
          }
        } while (more());
      } while (more());
    } while (more());
    return copied;
  }

  private boolean isLocalHere() {
    return startsWith("\"./") || startsWith("\"file:");
  }

  private boolean startsWith(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (json[at + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Goes to the first field of an object; false for an empty one, which is then behind. */
  private boolean enter() {
    skipSpace();
    at++;
    skipSpace();
    if (json[at] == '}') {
      at++;
      return false;
    }
    return true;
  }

  /** Whether there is another field, to which it goes; else the object is behind. */
  private boolean more() {
    skipSpace();
    return json[at++] == ',';
  }

  /** Reads the name of a field and goes to its value. */
  private String name() {
    skipSpace();
    int from = at;
    skipString();
    String name = new String(json, from + 1, at - from - 2, StandardCharsets.UTF_8);
    if (name.indexOf('\\') >= 0) {
      name = Json.parseObject("{\"n\":\"" + name + "\"}").get("n").textValue();
    }
    skipSpace();
    at++; // the colon
    skipSpace();
    return name;
  }

  private void skipValue() {
    switch (json[at]) {
      case '"' -> skipString();
      case '{', '[' -> skipNested();
      default -> {
        while (json[at] != ',' && json[at] != '}' && json[at] != ']' && json[at] > ' ') {
          at++;
        }
      }
    }
  }

  private void skipNested() {
    int depth = 0;
    do {
      switch (json[at]) {
        case '"' -> {
          skipString();
          continue;
        }
        case '{', '[' -> depth++;
        case '}', ']' -> depth--;
        default -> {}
      }
      at++;
    } while (depth > 0);
  }

  private void skipString() {
    at++;
    while (json[at] != '"') {
      at += json[at] == '\\' ? 2 : 1;
    }
    at++;
  }

  private void skipSpace() {
    while (json[at] == ' ' || json[at] == '\n' || json[at] == '\r' || json[at] == '\t') {
      at++;
    }
  }
}
