// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.app.config.Settings;
import org.sunqar.app.config.Spoken;
import org.sunqar.app.console.CommandException;
import org.sunqar.app.console.Console;
import org.sunqar.app.console.ExitCode;
import org.sunqar.app.raster.RasterCommand;
import org.sunqar.catalog.CatalogException;
import org.sunqar.mission.MissionException;
import org.sunqar.raster.RasterException;
import org.sunqar.server.language.Language;
import org.sunqar.server.language.Words;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** Help and messages in the languages of the program. */
class HelpWordsTest {

  /** What a translation must keep: options, placeholders, percent signs, variables. */
  private static final Pattern KEPT =
      Pattern.compile(
          "(?<![\\w-])--[a-z](?:[a-z-]*[a-z])?|%%|%n|\\$\\{[^}]*}|SUNQAR_[A-Z_]+|\\{\\w+}");

  private static final Map<String, String> ENGLISH = english();

  /** All that there is to translate in the help, by its keys. */
  private static Map<String, String> english() {
    Map<String, String> texts = new TreeMap<>();
    ConsoleFactory factory =
        new ConsoleFactory(
            new Console(
                new PrintWriter(new StringWriter()),
                new PrintWriter(new StringWriter()),
                false,
                Language.english()));
    for (String method :
        List.of(
            "bfast-monitor", "bfast-lite", "bayes", "difference", "cold", "s-ccd", "landtrendr")) {
      CommandLine line = new CommandLine(new Main(), factory);
      Map<String, CommandLine> nouns = line.getSubcommands();
      RasterCommand.addCommands(Objects.requireNonNull(nouns.get("raster")), factory, "--help");
      SeriesDetectCommand.addOptions(
          Objects.requireNonNull(nouns.get("series")), "series", "--method", method);
      collect(line, texts);
    }
    return texts;
  }

  private static void collect(CommandLine line, Map<String, String> texts) {
    CommandSpec spec = line.getCommandSpec();
    HelpWords.paragraphs(spec, texts::put);
    Stream.<ArgSpec>concat(spec.options().stream(), spec.positionalParameters().stream())
        .filter(argument -> !argument.hidden())
        .filter(argument -> !String.join("", argument.description()).isBlank())
        .forEach(argument ->
            texts.put(HelpWords.key(spec, argument), String.join("\n", argument.description())));
    line.getSubcommands().values().forEach(child -> collect(child, texts));
  }

  static Stream<Language> translations() {
    return Language.CODES.stream().skip(1).map(Language::of);
  }

  @ParameterizedTest
  @MethodSource("translations")
  void noTranslationIsLeftOverOrLosesAnOption(Language language) {
    Map<String, String> base = Language.english().part(Language.Part.CLI).all();
    language
        .part(Language.Part.CLI)
        .all()
        .forEach((key, text) -> {
          assertThat(text).as(key).isNotBlank();
          if (key.startsWith("failure.") || key.startsWith("heading.")) {
            return; // in English they are not said, or are picocli's
          }
          String english = ENGLISH.getOrDefault(key, base.getOrDefault(key, ""));
          assertThat(english).as("left over: " + key).isNotEmpty();
          assertThat(kept(text)).as(language.code() + " " + key).isEqualTo(kept(english));
        });
  }

  private static Set<String> kept(String text) {
    Set<String> kept = new TreeSet<>();
    KEPT.matcher(text).results().map(MatchResult::group).forEach(kept::add);
    return kept;
  }

  @ParameterizedTest
  @MethodSource("translations")
  void everyCommandAndOptionIsTranslated(Language language) {
    assertThat(language.part(Language.Part.CLI).all().keySet()).containsAll(ENGLISH.keySet());
    assertThat(ENGLISH).hasSizeGreaterThan(400);
  }

  @Test
  void theSameMessagesAreSaidInAllLanguages() {
    Set<String> french = messages(Language.of("fr").part(Language.Part.CLI));
    assertThat(french).contains("failure.NOT_FOUND", "help.explains", "heading.Usage");
    Stream.of(
            RasterException.Key.values(),
            CatalogException.Key.values(),
            AnalysisException.Key.values(),
            MissionException.Key.values())
        .flatMap(Stream::of)
        .forEach(kind -> assertThat(french).contains("failure." + kind));
    translations()
        .forEach(language ->
            assertThat(messages(language.part(Language.Part.CLI)))
                .as(language.code())
                .isEqualTo(french));
  }

  private static Set<String> messages(Words words) {
    Set<String> keys = new TreeSet<>(words.all().keySet());
    keys.removeIf(key -> !key.matches("(failure|heading|help)\\..*"));
    return keys;
  }

  @Test
  void helpKeepsOptionsAndExamples() {
    Answer french = Answer.of("watch", "create", "--help", "--language", "fr").done();
    assertThat(french.out())
        .contains("Utilisation : sunqar watch create", "Crée une surveillance", "Exemple :")
        .contains("  sunqar watch create north --collection forest", "--monitor-from")
        .doesNotContain("Create a watch");
    assertThat(Answer.of("opportunity", "search", "--help", "--language", "fr").done().out())
        .contains("Un point, en degrés est et nord.", "Une zone, en GeoJSON");
    assertThat(Answer.of("--language=ru", "--help").done().out())
        .contains("Команды:", "Мониторинг земель", "Коды завершения")
        .contains("watch  ");
    assertThat(Answer.of("--help").done().out()).contains("Usage: sunqar", "Commands:");
  }

  @Test
  void aFailureSaysItsKindInTheLanguage() {
    Answer russian = Answer.of("watch", "list", "--workspace", "/nowhere", "--language", "ru");
    assertThat(russian.code()).isEqualTo(ExitCode.NOT_FOUND);
    assertThat(russian.err())
        .startsWith("sunqar: Не найдено: в /nowhere нет рабочего пространства")
        .contains("[analysis.NOT_FOUND]");
    assertThat(Answer.of("watch", "nothing", "--language", "fr").err())
        .contains("Commande incorrecte", "[usage]", "« sunqar watch --help » l’explique");
    Answer.of("watch", "list", "--language", "xx")
        .failed(ExitCode.USAGE, "usage")
        .says("'xx', but should be one of en, fr, pt, ru, kk, mn, ar");
  }

  @Test
  void theLanguageIsThatOfTheOptionThenTheSettingThenTheMachine() {
    Map<String, String> machine = Map.of("LANG", "kk_KZ.UTF-8");
    assertThat(Spoken.of(machine)).isEqualTo(spoken("kk", Settings.Origin.ENVIRONMENT));
    Map<String, String> set = Map.of("LANG", "kk_KZ.UTF-8", "SUNQAR_LANGUAGE", "mn");
    assertThat(Spoken.of(set)).isEqualTo(spoken("mn", Settings.Origin.ENVIRONMENT));
    assertThat(Spoken.of(set, "report", "--language", "ar"))
        .isEqualTo(spoken("ar", Settings.Origin.OPTION));
    assertThat(Spoken.of(Map.of("LC_ALL", "C", "LANG", "ru_RU"))).isEqualTo(Spoken.english());
    assertThat(Spoken.of(Map.of("LANG", "de_DE.UTF-8"))).isEqualTo(Spoken.english());
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> Spoken.of(Map.of("SUNQAR_LANGUAGE", "xx")))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("SUNQAR_LANGUAGE is 'xx'");
  }

  private static Spoken spoken(String code, Settings.Origin origin) {
    return new Spoken(Language.of(code), origin);
  }
}
