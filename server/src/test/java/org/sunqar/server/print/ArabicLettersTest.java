// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.print;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sunqar.server.language.Language;

/** Arabic letters as they stand joined; expected forms are those of the Unicode charts. */
class ArabicLettersTest {

  @ParameterizedTest
  @CsvSource({
    // beh, reh: reh joins to the letter before it and to none after it
    "0628 0631 0628, FE91 FEAE FE8F",
    // lam and alef become one, also behind a letter that joins
    "0644 0627, FEFB",
    "0633 0644 0627 0645, FEB3 FEFC FEE1",
    // marks of vowels do not part letters
    "0628 064E 062A, FE91 064E FE96",
    // hamza joins nothing
    "0628 0621 0628, FE8F FE80 FE8F",
    "0628, FE8F",
    "0041 0628, 0041 FE8F"
  })
  void lettersAreJoined(String letters, String joined) {
    assertThat(ArabicLetters.joined(text(letters))).isEqualTo(text(joined));
  }

  private static String text(String codes) {
    StringBuilder text = new StringBuilder();
    for (String code : codes.split(" ")) {
      text.appendCodePoint(Integer.parseInt(code, 16));
    }
    return text.toString();
  }

  /** Nothing is lost, and no letter of the program's own words stays without its form. */
  @Test
  void theWordsOfTheProgramAreJoined() {
    for (String word : Language.of("ar").words().values()) {
      String joined = ArabicLetters.joined(word);
      assertThat(Normalizer.normalize(joined, Normalizer.Form.NFKC))
          .isEqualTo(Normalizer.normalize(word, Normalizer.Form.NFKC));
      assertThat(joined.codePoints().filter(c -> c >= 0x0627 && c <= 0x064A && c != 0x0640))
          .as(word)
          .isEmpty();
    }
  }
}
