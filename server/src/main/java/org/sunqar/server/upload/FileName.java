// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.upload;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/**
 * Makes a name of a file out of what a client calls it. Products are recognised by their names, so
 * letters, digits and the usual marks stay; what leads into folders, what is not seen, and what
 * file systems do not take, does not.
 */
final class FileName {

  /** File systems take 255 bytes; ours has endings to add. */
  private static final int MOST_BYTES = 200;

  private FileName() {}

  static String of(String text) {
    String name = Normalizer.normalize(text, Normalizer.Form.NFC);
    name = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    name = name.replaceAll("[^\\p{L}\\p{M}\\p{N}._+=@,() -]", "_").strip();
    name = name.replaceFirst("^\\.+", "_");
    int dot = name.lastIndexOf('.');
    String ending = dot > 0 && name.length() - dot <= 12 ? name.substring(dot) : "";
    String stem = name.substring(0, name.length() - ending.length());
    while (bytes(stem) + bytes(ending) > MOST_BYTES) {
      stem = stem.substring(0, stem.offsetByCodePoints(stem.length(), -1));
    }
    return stem.isEmpty() ? "file" + ending : stem + ending;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
