// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.filter;

import java.text.Normalizer;
import java.util.Locale;

/** What CASEI and ACCENTI make of texts. */
final class Folding {

  /** Letters with a stroke, which Unicode does not take apart, and what is left without it. */
  private static final String STROKED = "øØłŁđĐħĦŧŦ";

  private static final String PLAIN = "oOlLdDhHtT";

  private static final int DAKUTEN = 0x3099;
  private static final int HANDAKUTEN = 0x309A;

  private Folding() {}

  /**
   * Full case folding (Unicode 5.18) by way of upper case, which makes SS of ß and one letter of
   * the two small sigmas.
   */
  static String withoutCase(String text) {
    return Normalizer.normalize(
        text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT).replace('ς', 'σ'),
        Normalizer.Form.NFC);
  }

  /** Without the marks that canonical decomposition splits off, but for those of Japanese. */
  static String withoutAccents(String text) {
    if (text.chars().allMatch(c -> c < 0x80)) {
      return text;
    }
    StringBuilder plain = new StringBuilder(text.length());
    Normalizer.normalize(text, Normalizer.Form.NFD)
        .codePoints()
        .filter(c ->
            Character.getType(c) != Character.NON_SPACING_MARK || c == DAKUTEN || c == HANDAKUTEN)
        .map(Folding::withoutStroke)
        .forEach(plain::appendCodePoint);
    return Normalizer.normalize(plain, Normalizer.Form.NFC);
  }

  private static int withoutStroke(int c) {
    int index = STROKED.indexOf(c);
    return index < 0 ? c : PLAIN.charAt(index);
  }
}
