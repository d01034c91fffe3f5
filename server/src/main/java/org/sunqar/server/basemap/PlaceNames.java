// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.basemap;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Names as they are compared: without case, accents, apostrophes and hyphens; Cyrillic in Latin
 * letters, as names of places are usually written in them (close to BGN/PCGN's tables), so that
 * "Алматы" finds Almaty.
 */
final class PlaceNames {

  private static final Map<Character, String> LETTERS = new HashMap<>();

  static {
    String cyrillic = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяәғқңөұүһіў";
    String[] latin =
        ("a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya a g k n o u u"
                + " h i u")
            .split(" ");
    for (int i = 0; i < cyrillic.length(); i++) {
      LETTERS.put(cyrillic.charAt(i), latin[i].equals("_") ? "" : latin[i]);
    }
    String[] others = {
      "ßss", "øo", "łl", "đd", "ðd", "ıi", "æae", "œoe", "þth", "əa", "أا", "إا", "آا", "ىي", "ةه",
      "ـ"
    };
    for (String other : others) {
      LETTERS.put(other.charAt(0), other.substring(1));
    }
  }

  private PlaceNames() {}

  /** A name as it is compared; words are separated by single spaces. */
  static String folded(String name) {
    StringBuilder out = new StringBuilder(name.length() + 8);
    String lower = name.toLowerCase(Locale.ROOT);
    boolean space = false;
    for (int i = 0; i < lower.length(); i++) {
      char c = lower.charAt(i);
      if (c < 128) {
        space = plain(c, out, space);
        continue;
      }
      String known = LETTERS.get(c);
      if (known == null) {
        for (char part :
            Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFD).toCharArray()) {
          if (part < 128) {
            space = plain(part, out, space);
          } else if (Character.isLetterOrDigit(part) || Character.isSurrogate(part)) {
            space = put(LETTERS.getOrDefault(part, String.valueOf(part)), out, space);
          }
        }
      } else {
        space = put(known, out, space);
      }
    }
    return out.toString();
  }

  private static boolean plain(char c, StringBuilder out, boolean space) {
    if (Character.isLetterOrDigit(c)) {
      return put(String.valueOf(c), out, space);
    }
    return (c == '\'' || c == '`') ? space : !out.isEmpty();
  }

  private static boolean put(String text, StringBuilder out, boolean space) {
    if (text.isEmpty()) {
      return space;
    }
    if (space) {
      out.append(' ');
    }
    out.append(text);
    return false;
  }
}
