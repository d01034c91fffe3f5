// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.sunqar.app.config.Setting;
import org.sunqar.app.config.Settings;
import org.sunqar.app.config.Spoken;
import org.sunqar.app.console.Console;
import org.sunqar.app.console.ExitCode;
import org.sunqar.app.console.OutputOptions;
import org.sunqar.app.console.TextTable;
import org.sunqar.server.language.Language;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sunqar config}. */
@Command(
    name = "config",
    description = {
      "What can be set, in sunqar.toml in the workspace or in the environment.",
      "",
      "A sunqar.toml:",
      "  catalog = \"postgresql://sunqar:secret@db.example.org:5432/land\"",
      "  [server]",
      "  port = 8080",
      "",
      "Example:",
      "  sunqar config show --format table",
      ""
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class ConfigCommand {

  private final Console console;

  ConfigCommand(Console console) {
    this.console = console;
  }

  @Command(
      name = "show",
      description = {
        "Show each setting, its value and where it comes from; passwords are not shown.",
        "",
        "Example:",
        "  sunqar config show --format table",
        ""
      },
      mixinStandardHelpOptions = true)
  int show(@Mixin WorkspaceOptions workspaceOptions, @Mixin OutputOptions output) {
    Settings settings = Settings.of(workspaceOptions.folder);
    TextTable table = new TextTable("key", "value", "from", "variable", "description");
    for (Setting setting : Setting.values()) {
      Settings.Value value = settings.value(setting);
      if (setting == Setting.LANGUAGE) {
        value = spoken(value);
      }
      ObjectNode row = table.addRow();
      row.put("key", setting.key());
      row.put("value", setting.secret() ? withoutPassword(value.text()) : value.text());
      row.put("from", value.origin().name().toLowerCase(Locale.ROOT));
      row.put("variable", setting.variable());
      row.put("description", setting.description());
    }
    table.print(console, output.decided(console));
    return ExitCode.DONE;
  }

  /** The language in use: also the command line and the machine may have said which. */
  private Settings.Value spoken(Settings.Value set) {
    Spoken machine = Spoken.of(System.getenv());
    Language language = console.language();
    Settings.Origin origin =
        Language.named(set.text()).filter(language::equals).isPresent()
            ? set.origin()
            : set.text().isBlank() && machine.language().equals(language)
                ? machine.origin()
                : Settings.Origin.OPTION;
    return new Settings.Value(language.code(), origin);
  }

  /** An address with what stands between user and host taken out, and any password parameter. */
  static String withoutPassword(String address) {
    return address
        .replaceAll("(?<=://)([^:/@]*):.*@", "$1:***@")
        .replaceAll("(?i)(password=)[^&]*", "$1***");
  }
}
