// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.print;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;

/**
 * Arabic letters as they stand joined, in the characters that Unicode has for that (Arabic
 * Presentation Forms): a PDF's text is drawn character by character, and no font program joins
 * them. Which form of which letter a character is, its name says.
 */
final class ArabicLetters {

  private static final char LAM = 0x0644;
  private static final char TATWEEL = 0x0640;

  private static final int ISOLATED = 0;
  private static final int FINAL = 1;
  private static final int INITIAL = 2;
  private static final int MEDIAL = 3;

  /** The forms of a letter, or of lam with an alef; 0 where it has none. */
  private static final Map<String, char[]> FORMS = forms();

  private ArabicLetters() {}

  private static Map<String, char[]> forms() {
    Map<String, char[]> forms = new HashMap<>();
    // the later block has the letters of Arabic, and takes precedence
    for (int c = 0xFB50; c <= 0xFEFC; c++) {
      String name = String.valueOf(Character.getName(c));
      int form =
          name.endsWith(" ISOLATED FORM")
              ? ISOLATED
              : name.endsWith(" FINAL FORM")
                  ? FINAL
                  : name.endsWith(" INITIAL FORM")
                      ? INITIAL
                      : name.endsWith(" MEDIAL FORM") ? MEDIAL : -1;
      String letters = Normalizer.normalize(String.valueOf((char) c), Normalizer.Form.NFKC);
      boolean lamAlef = letters.length() == 2 && letters.charAt(0) == LAM && c >= 0xFEF5;
      if (form >= 0 && (letters.length() == 1 || lamAlef)) {
        forms.computeIfAbsent(letters, _ -> new char[4])[form] = (char) c;
      }
    }
    return forms;
  }

  /** Text in its logical order with its letters joined. */
  static String joined(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      char[] forms = FORMS.get(String.valueOf(letter));
      if (forms == null) {
        out.append(letter);
        continue;
      }
      boolean fromBefore = joinsForward(text, neighbour(text, i, -1)) && forms[FINAL] != 0;
      int next = neighbour(text, i, 1);
      char[] ligature = letter == LAM && next == i + 1 ? FORMS.get(text.substring(i, i + 2)) : null;
      if (ligature != null) {
        out.append(ligature[fromBefore ? FINAL : ISOLATED]);
        i++;
        continue;
      }
      boolean toNext = joinsBackward(text, next) && forms[INITIAL] != 0;
      int form = fromBefore ? (toNext ? MEDIAL : FINAL) : (toNext ? INITIAL : ISOLATED);
      out.append(forms[form] == 0 ? letter : forms[form]);
    }
    return out.toString();
  }

  /** The letter beside one, over the marks of vowels; -1: there is none. */
  private static int neighbour(String text, int of, int step) {
    int at = of + step;
    while (at >= 0
        && at < text.length()
        && Character.getType(text.charAt(at)) == Character.NON_SPACING_MARK) {
      at += step;
    }
    return at < text.length() ? at : -1;
  }

  private static boolean joinsForward(String text, int at) {
    return at >= 0 && has(text.charAt(at), INITIAL);
  }

  private static boolean joinsBackward(String text, int at) {
    return at >= 0 && has(text.charAt(at), FINAL);
  }

  private static boolean has(char letter, int form) {
    char[] forms = FORMS.get(String.valueOf(letter));
    return letter == TATWEEL || (forms != null && forms[form] != 0);
  }
}
