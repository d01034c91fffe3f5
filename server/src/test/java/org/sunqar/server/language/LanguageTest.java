// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.language;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.LocalDate;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LanguageTest {

  private static final Pattern FORM = Pattern.compile("\\.(zero|one|two|few|many|other)$");
  private static final Pattern VALUE = Pattern.compile("\\{(\\w+)}");

  private static final Map<String, Set<String>> FORMS =
      Map.of(
          "en", Set.of("one", "other"),
          "fr", Set.of("one", "other"),
          "pt", Set.of("one", "other"),
          "ru", Set.of("one", "few", "many", "other"),
          "kk", Set.of("one", "other"),
          "mn", Set.of("one", "other"),
          "ar", Set.of("zero", "one", "two", "few", "many", "other"));

  private static Set<String> withoutForms(Map<String, String> words) {
    return words.keySet().stream()
        // 'reason.other' is a reason, and no form of a word
        .map(key -> words.containsKey(base(key) + ".one") ? base(key) : key)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * The words of the web app, of what commands say, of reports and prints; the help has a test with
   * its commands.
   */
  static List<Function<Language, Map<String, String>>> catalogues() {
    return List.of(
        Language::words,
        language -> language.part(Language.Part.TALK).all(),
        language -> language.part(Language.Part.REPORT).all(),
        language -> language.part(Language.Part.PRINT).all());
  }

  @ParameterizedTest
  @MethodSource("catalogues")
  void everyLanguageHasEveryWordInAllItsForms(Function<Language, Map<String, String>> catalogue) {
    Set<String> english = withoutForms(catalogue.apply(Language.english()));
    assertThat(english).hasSizeGreaterThan(10);
    for (String code : Language.CODES) {
      Map<String, String> words = catalogue.apply(Language.of(code));
      assertThat(withoutForms(words)).as(code).isEqualTo(english);
      for (String key : english) {
        if (words.containsKey(key)) {
          continue;
        }
        Set<String> forms =
            words.keySet().stream()
                .filter(k -> FORM.matcher(k).replaceAll("").equals(key))
                .map(k -> k.substring(k.lastIndexOf('.') + 1))
                .collect(Collectors.toSet());
        assertThat(forms).as(code + " " + key).isEqualTo(FORMS.get(code));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("catalogues")
  void noTranslationLosesAValueOrIsEmpty(Function<Language, Map<String, String>> catalogue) {
    Map<String, String> english = catalogue.apply(Language.english());
    for (String code : Language.CODES) {
      catalogue
          .apply(Language.of(code))
          .forEach((key, text) -> {
            assertThat(text).as(code + " " + key).isNotBlank();
            String form = base(key) + ".other";
            String original = english.getOrDefault(key, english.getOrDefault(form, ""));
            // a form for one or two may spell the number out
            Set<String> values = values(text);
            Set<String> wanted = values(original);
            if (!FORM.matcher(key).find()) {
              assertThat(values).as(code + " " + key).isEqualTo(wanted);
            } else {
              assertThat(wanted).as(code + " " + key).containsAll(values);
            }
          });
    }
  }

  private static String base(String key) {
    return FORM.matcher(key).replaceAll("");
  }

  private static Set<String> values(String text) {
    return VALUE.matcher(text).results().map(found -> found.group(1)).collect(Collectors.toSet());
  }

  @Test
  void numbersChooseTheirFormAsInCldr() {
    assertThat(forms("ru", 0, 1, 2, 5, 11, 14, 21, 22, 111, 121))
        .containsExactly("many", "one", "few", "many", "many", "many", "one", "few", "many", "one");
    assertThat(forms("ar", 0, 1, 2, 3, 10, 11, 99, 100, 102, 103))
        .containsExactly(
            "zero", "one", "two", "few", "few", "many", "many", "other", "other", "few");
    assertThat(forms("fr", 0, 1, 2)).containsExactly("one", "one", "other");
    for (String code : List.of("en", "kk", "mn")) {
      assertThat(forms(code, 0, 1, 2, 11)).containsExactly("other", "one", "other", "other");
    }
    assertThat(Language.of("ru").count("time.scenes", 3, Map.of())).isEqualTo("3 снимка");
    assertThat(Language.of("ar").count("time.scenes", 2, Map.of())).isEqualTo("مشهدان");
  }

  private static List<String> forms(String code, long... numbers) {
    return java.util.Arrays.stream(numbers).mapToObj(n -> Plural.of(code, n).toString()).toList();
  }

  @Test
  void monthsAndDirectionsAreThoseOfTheLanguage() throws IOException {
    JsonNode kazakh = new ObjectMapper().readTree(Language.of("kk-KZ").json());
    assertThat(kazakh.path("months").get(0).asText()).isEqualTo("қаңтар");
    assertThat(kazakh.path("direction").asText()).isEqualTo("ltr");
    assertThat(kazakh.path("others")).hasSize(Language.CODES.size() - 1);
    JsonNode mongolian = new ObjectMapper().readTree(Language.of("mn").json());
    assertThat(mongolian.path("months").get(11).asText()).contains("арван");
    JsonNode arabic = new ObjectMapper().readTree(Language.of("ar").json());
    assertThat(arabic.path("direction").asText()).isEqualTo("rtl");
    assertThat(arabic.path("numbers").path("decimal").asText()).isEqualTo(".");
    for (JsonNode language : List.of(kazakh, mongolian, arabic)) {
      assertThat(language.path("months")).hasSize(12);
      assertThat(language.path("days")).hasSize(7);
      assertThat(language.path("dateLong").asText()).contains("d").contains("y");
    }
  }

  @Test
  void aLanguageIsNamedAsAMachineNamesIt() {
    assertThat(Language.named("ru_RU.UTF-8")).contains(Language.of("ru"));
    assertThat(Language.named("mn_MN@cyrillic")).contains(Language.of("mn"));
    assertThat(Language.named("fr-CA")).contains(Language.of("fr"));
    for (String other : List.of("C", "POSIX", "de_DE", "")) {
      assertThat(Language.named(other)).isEmpty();
    }
  }

  @Test
  void anUnknownLanguageIsEnglish() {
    for (String code : List.of("de", "", "../fr", "xx-yy-zz", "\u0000")) {
      assertThat(Language.of(code).locale().getLanguage()).isEqualTo("en");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "fr, 2026-01-01, LONG, 1er janvier 2026",
    "fr, 2026-02-01, MEDIUM, 1er févr. 2026",
    "fr, 2026-01-11, LONG, 11 janvier 2026",
    "ru, 2026-01-01, LONG, 1 января 2026 г.",
    "en, 2026-01-01, LONG, 'January 1, 2026'"
  })
  void theFirstOfAMonthHasItsOwnNameInFrench(
      String code, LocalDate day, FormatStyle style, String text) {
    assertThat(Language.of(code).day(day, style).replace('\u202f', ' ').replace('\u00a0', ' '))
        .isEqualTo(text);
  }
}
