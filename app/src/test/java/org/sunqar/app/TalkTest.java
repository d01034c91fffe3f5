// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunqar.analysis.simulate.EventType;
import org.sunqar.analysis.simulate.Score;
import org.sunqar.analysis.tracking.MachineStatus;
import org.sunqar.analysis.tracking.RejectReason;
import org.sunqar.analysis.tracking.ReviewStatus;
import org.sunqar.analysis.watch.Delivery;
import org.sunqar.analysis.watch.Subscriber;
import org.sunqar.app.config.Settings;
import org.sunqar.app.console.Console;
import org.sunqar.app.console.OutputOptions;
import org.sunqar.app.console.Sentences;
import org.sunqar.app.console.TextTable;
import org.sunqar.catalog.check.Finding;
import org.sunqar.catalog.exchange.ItemResult;
import org.sunqar.catalog.ingest.Outcome;
import org.sunqar.mission.order.OrderState;
import org.sunqar.mission.order.Priority;
import org.sunqar.mission.plan.schedule.Unplanned;
import org.sunqar.server.auth.Role;
import org.sunqar.server.language.Language;

/**
 * What commands print and say, in the languages of the program. That all languages have the same
 * words in all their forms is a test of the catalogue's own.
 */
class TalkTest {

  private static final Pattern SAID =
      Pattern.compile(
          "(?:tell|text|counted|usage|notFound|conflict|notValid)\\(\\s*\"([a-z]\\w*(?:\\.\\w+)+)\"");
  private static final Pattern LITERAL = Pattern.compile("\"([A-Za-z_]\\w*(?:\\.\\w+)*\\.?)\"");
  private static final Pattern TABLE =
      Pattern.compile("(?:new TextTable\\(|String\\[] COLUMNS = \\{)([^)}]*)[)}]");
  private static final Pattern FORM = Pattern.compile("\\.(one|other)$");

  private static final Set<String> WORDS =
      Language.english().part(Language.Part.TALK).all().keySet();

  private static String source() throws IOException {
    return source(Path.of("src/main/java"));
  }

  private static String source(Path folder) throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).sorted().toList()) {
        all.append(Files.readString(file));
      }
    }
    return all.toString();
  }

  private static Set<String> found(Pattern pattern, String text) {
    Set<String> found = new TreeSet<>();
    pattern.matcher(text).results().forEach(match -> found.add(match.group(1)));
    return found;
  }

  private static Set<String> columns(String source) {
    Set<String> columns = new TreeSet<>();
    TABLE
        .matcher(source)
        .results()
        .forEach(table -> columns.addAll(found(LITERAL, table.group(1))));
    return columns;
  }

  @Test
  void whatIsSaidIsInTheCatalogue() throws IOException {
    Set<String> known = new TreeSet<>(WORDS);
    known.addAll(Language.english().part(Language.Part.REPORT).all().keySet());
    known.addAll(Language.english().part(Language.Part.CLI).all().keySet());
    WORDS.forEach(key -> known.add(FORM.matcher(key).replaceAll("")));
    Set<String> said = found(SAID, source());
    said.removeIf(key -> key.startsWith("unit.")); // of the web app
    assertThat(said).contains("watch.ready", "export.written");
    said.removeAll(known);
    said.removeIf(key -> known.contains(key + ".other"));
    assertThat(said).isEmpty();
  }

  @Test
  void whatIsInTheCatalogueIsSaid() throws IOException {
    String source = source();
    Set<String> literals = found(LITERAL, source);
    Set<String> columns = columns(source);
    List<String> unsaid = new ArrayList<>();
    for (String key : WORDS) {
      String name = FORM.matcher(key).replaceAll("");
      int dot = key.lastIndexOf('.') + 1;
      boolean isSaid =
          key.startsWith("column.")
              ? columns.contains(key.substring("column.".length()))
              : key.startsWith("value.") // of them another test knows more
                  || Sentences.isForm(key) // and of these
                  || literals.contains(key)
                  || literals.contains(name)
                  || literals.contains(key.substring(0, dot));
      if (!isSaid) {
        unsaid.add(key);
      }
    }
    assertThat(unsaid).isEmpty();
  }

  /** A form in the catalogue that nothing says any more is to be taken out. */
  @Test
  void everyFormIsThatOfASentence() throws IOException {
    StringBuilder all = new StringBuilder();
    for (String module : List.of("raster", "catalog", "analysis", "mission", "app")) {
      all.append(source(Path.of("..", module, "src/main/java")));
    }
    String source =
        all.toString().replaceAll("\"\\s*\\+\\s*\"", "").replace("\\\"", "\"").replace("%%", "%");
    List<String> unsaid = new ArrayList<>();
    Language.english()
        .part(Language.Part.TALK)
        .all()
        .forEach((key, text) -> {
          if (Sentences.isForm(key) && !key.startsWith("fail.pico.")) {
            for (String part : text.split("\\{\\w+}")) {
              if (part.length() > 5 && !source.contains(part)) {
                unsaid.add(key + ": " + part);
              }
            }
          }
        });
    assertThat(unsaid).isEmpty();
  }

  @Test
  void failuresAreSaidInTheLanguage() {
    Sentences french = Sentences.of(Language.of("fr"));
    assertThat(french.said("there is no watch 'north'; 'sunqar watch list' shows those that exist"))
        .startsWith("la surveillance « north » n’existe pas");
    assertThat(french.said("There is no order \"order-000009\"."))
        .isEqualTo("La commande « order-000009 » n’existe pas.");
    assertThat(
            Sentences.of(Language.of("ru"))
                .said(
                    "At best, by dala-1 at 2026-04-14T00:00:00Z, it conflicts with nothing any"
                        + " more; the next plan will have it."))
        .isEqualTo(
            "В лучшем случае, dala-1 в 2026-04-14T00:00:00Z, он противоречит уже ничему; следующий"
                + " план его включит.");
    assertThat(french.said("nobody translated this")).isEqualTo("nobody translated this");
    for (String[] line :
        new String[][] {
          {"watch", "run"},
          {"watch", "run", "north", "--nonsense"},
          {"watch", "run", "north", "south"},
          {"watch", "create"},
          {"item", "search", "--limit", "x"},
          {"item", "search", "--limit"},
          {"item", "search", "--limit", "--count"},
          {"watch", "list", "--workspace", "a", "--workspace", "b"},
          {"watch", "replay", "north", "--from", "today"},
          {"opportunity", "search"},
        }) {
      List<Object> arguments = new ArrayList<>(List.of((Object[]) line));
      String english = Answer.of(arguments.toArray()).err().lines().findFirst().orElseThrow();
      arguments.add("--language=ru");
      String russian = Answer.of(arguments.toArray()).err().lines().findFirst().orElseThrow();
      assertThat(english).doesNotContainPattern("\\p{IsCyrillic}");
      assertThat(russian)
          .startsWith("sunqar: Ошибка в команде: ")
          .doesNotContain(english.substring("sunqar: ".length(), english.indexOf(' ', 20)));
    }
  }

  @Test
  void everyColumnHasAHeading() throws IOException {
    Set<String> columns = columns(source());
    assertThat(columns).hasSizeGreaterThan(100);
    columns.removeIf(column -> WORDS.contains("column." + column));
    assertThat(columns).isEmpty();
  }

  @Test
  void everyValueThatIsAWordIsTranslated() {
    Set<String> values = new TreeSet<>();
    add(values, "change", "added", "moved", "removed");
    add(values, "from", Settings.Origin.values());
    add(values, "kind", Subscriber.Kind.values());
    add(values, "outcome", MachineStatus.CONFIRMED, MachineStatus.RETRACTED, MachineStatus.MERGED);
    add(values, "outcome", "open");
    add(values, "priority", Priority.values());
    add(values, "problem", Finding.Problem.values());
    add(values, "reason", "PLANNED");
    Arrays.stream(Unplanned.Reason.values())
        .forEach(reason -> add(values, "reason", reason.name()));
    add(values, "repaired", "true", "false");
    add(values, "review", ReviewStatus.values());
    add(values, "role", Role.values());
    add(values, "secret", "none", "stored");
    add(values, "state", Delivery.State.values());
    add(values, "state", OrderState.values());
    add(values, "state", "taken", "not taken", "lost", "satellite out");
    add(values, "status", ItemResult.Fate.values());
    add(values, "status", MachineStatus.values());
    add(values, "status", Outcome.Status.values());
    add(values, "status", "not there", "would be deleted");
    add(values, "truth", EventType.values());
    add(values, "truth", "no change");
    Set<String> known = new TreeSet<>(WORDS);
    known.removeIf(key -> !key.startsWith("value."));
    assertThat(known).isEqualTo(values);
    for (RejectReason reason : RejectReason.values()) {
      assertThat(WORDS).contains("reject." + reason.text());
    }
  }

  private static void add(Set<String> values, String column, Enum<?>... words) {
    for (Enum<?> word : words) {
      add(values, column, word.name().toLowerCase(Locale.ROOT));
    }
  }

  private static void add(Set<String> values, String column, String... words) {
    for (String word : words) {
      values.add("value." + column + "." + word.replace(' ', '_'));
    }
  }

  @Test
  void onlyATableIsTranslated() {
    TextTable table = new TextTable("id", "state", "origin");
    table.addRow().put("id", "order-000001").put("state", "accepted").put("origin", "accepted");
    String russian =
        """
        id            состояние  источник
        order-000001  принят     accepted
        """;
    assertThat(printed(table, "ru", OutputOptions.Format.TABLE)).isEqualTo(russian);
    for (OutputOptions.Format format :
        List.of(OutputOptions.Format.CSV, OutputOptions.Format.JSON, OutputOptions.Format.NDJSON)) {
      assertThat(printed(table, "ru", format)).isEqualTo(printed(table, "en", format));
    }
    assertThat(printed(table, "en", OutputOptions.Format.TABLE))
        .startsWith("id            state     origin");
  }

  private static String printed(TextTable table, String language, OutputOptions.Format format) {
    StringWriter out = new StringWriter();
    table.print(
        new Console(
            new PrintWriter(out),
            new PrintWriter(new StringWriter()),
            false,
            Language.of(language)),
        format);
    return out.toString().replace("\r\n", "\n");
  }

  @Test
  void aCommandSpeaksTheLanguage(@TempDir Path folder) {
    String workspace = folder.toString();
    Answer.of("satellite", "add", "demo", "--workspace", workspace, "--language", "fr")
        .done()
        .says("satellites ajoutés : 7, en tout : 7");
    Answer russian =
        Answer.of(
                "satellite",
                "list",
                "--workspace",
                workspace,
                "--format",
                "table",
                "--language",
                "ru")
            .done();
    assertThat(russian.out()).startsWith("id").contains("владелец", "аппаратура");
    Answer arabic =
        Answer.of("collection", "create", "land", "--workspace", workspace, "--language", "ar");
    arabic.done().says("أُنشئت المجموعة land");
  }

  @Test
  void howGoodADemoIsIsSaidInTheLanguage() {
    Score score =
        new Score(
            2,
            1,
            List.of(),
            Map.of(),
            3,
            1,
            new Score.Accuracy(16, 16, 13),
            new Score.Accuracy(6, 8, 4),
            Optional.of(new Score.Lag(1, 10, 10, 12)),
            Optional.empty());
    assertThat(ScoreText.lines(score, console("en")))
        .containsExactly(
            "1 of 2 planted events were found, 0 missed.",
            "1 of 3 alerts are false: they touch no planted event.",
            "Alerts are dated 10 days after the true date in the median (middle half: 10 to 12"
                + " days).",
            "67 % of the land that changed lies inside alerts, and 18.75 % of the land that never"
                + " changed.");
    assertThat(ScoreText.lines(score, console("ru")).getLast())
        .isEqualTo(
            "В тревоги попало 67 % изменившихся земель и 18,75 % земель, которые не менялись.");
  }

  private static Console console(String language) {
    return new Console(
        new PrintWriter(new StringWriter()),
        new PrintWriter(new StringWriter()),
        false,
        Language.of(language));
  }
}
