// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.source;

import java.net.http.HttpHeaders;

/**
 * Which content an address had.
 *
 * @param size bytes
 * @param tag entity tag as the server gives it, or empty
 * @param modified date of the last change as the server gives it, or empty
 */
record FileVersion(long size, String tag, String modified) {

  static FileVersion of(HttpHeaders headers, long size) {
    return new FileVersion(
        size,
        headers.firstValue("ETag").orElse("").strip(),
        headers.firstValue("Last-Modified").orElse("").strip());
  }

  /** Whether another version of the file could be told from this one by more than its size. */
  boolean isIdentified() {
    return !tag.isEmpty() || !modified.isEmpty();
  }

  /** Whether the tag promises equal bytes, so that a server may be asked to check it. */
  boolean hasStrongTag() {
    return tag.startsWith("\"");
  }

  /** Whether nothing speaks against both being the same bytes. */
  boolean isSameAs(FileVersion other) {
    if (size != other.size) {
      return false;
    }
    if (!tag.isEmpty() && !other.tag.isEmpty()) {
      return opaque(tag).equals(opaque(other.tag));
    }
    return modified.isEmpty() || other.modified.isEmpty() || modified.equals(other.modified);
  }

  /** The tag without its mark of weakness, which servers that compress on the way add. */
  private static String opaque(String tag) {
    return tag.startsWith("W/") ? tag.substring(2) : tag;
  }
}
