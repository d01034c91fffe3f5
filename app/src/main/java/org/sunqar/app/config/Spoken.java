// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sunqar.app.console.CommandException;
import org.sunqar.server.language.Language;

/**
 * Which language a command speaks: that of {@code --language}, else of the setting {@code language}
 * (SUNQAR_LANGUAGE, sunqar.toml), else of the machine (LC_ALL, LC_MESSAGES, LANG), else English. It
 * is found before the command line is read, since reading it may already fail.
 *
 * @param language that is spoken
 * @param origin what said so
 */
public record Spoken(Language language, Settings.Origin origin) {

  private static final String OPTION = "--language";
  private static final String WORKSPACE = "--workspace";
  private static final List<String> MACHINE = List.of("LC_ALL", "LC_MESSAGES", "LANG");

  /**
   * The language of a command.
   *
   * @param environment its variables
   * @param arguments of the program
   * @throws CommandException when the option or the setting names a language that is not known
   */
  public static Spoken of(Map<String, String> environment, String... arguments) {
    Optional<String> option = value(OPTION, arguments);
    if (option.isPresent()) {
      return new Spoken(known(option.get(), OPTION), Settings.Origin.OPTION);
    }
    String workspace =
        value(WORKSPACE, arguments)
            .orElse(environment.getOrDefault("SUNQAR_WORKSPACE", "sunqar-data"));
    Settings.Value set = set(workspace, environment);
    if (!set.text().isBlank()) {
      String where =
          set.origin() == Settings.Origin.ENVIRONMENT
              ? Setting.LANGUAGE.variable()
              : Settings.FILE + ": " + Setting.LANGUAGE.key();
      return new Spoken(known(set.text(), where), set.origin());
    }
    for (String variable : MACHINE) {
      String machine = environment.getOrDefault(variable, "");
      if (!machine.isBlank()) { // the first that is set decides, as for other programs
        return Language.named(machine)
            .map(language -> new Spoken(language, Settings.Origin.ENVIRONMENT))
            .orElse(english());
      }
    }
    return english();
  }

  /** English, because nothing says otherwise. */
  public static Spoken english() {
    return new Spoken(Language.english(), Settings.Origin.DEFAULT);
  }

  private static Settings.Value set(String workspace, Map<String, String> environment) {
    String variable = environment.getOrDefault(Setting.LANGUAGE.variable(), "");
    if (!variable.isBlank()) {
      return new Settings.Value(variable, Settings.Origin.ENVIRONMENT);
    }
    Settings.Value none = new Settings.Value("", Settings.Origin.DEFAULT);
    try {
      Path file = Path.of(workspace).resolve(Settings.FILE);
      return Files.exists(file) ? Settings.of(file, Map.of()).value(Setting.LANGUAGE) : none;
    } catch (CommandException | java.nio.file.InvalidPathException _) {
      return none; // the command that needs the file says what is wrong with it
    }
  }

  private static Language known(String name, String where) {
    return Language.named(name)
        .orElseThrow(() ->
            CommandException.usage(
                "%s is '%s', but should be one of %s"
                    .formatted(where, name, String.join(", ", Language.CODES))));
  }

  private static Optional<String> value(String option, String... arguments) {
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i].startsWith(option + "=")) {
        return Optional.of(arguments[i].substring(option.length() + 1));
      }
      if (arguments[i].equals(option) && i + 1 < arguments.length) {
        return Optional.of(arguments[i + 1]);
      }
    }
    return Optional.empty();
  }
}
