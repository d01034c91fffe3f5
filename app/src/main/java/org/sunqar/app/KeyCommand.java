// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.sunqar.app.config.Settings;
import org.sunqar.app.console.CommandException;
import org.sunqar.app.console.Console;
import org.sunqar.app.console.ExitCode;
import org.sunqar.app.console.OutputOptions;
import org.sunqar.app.console.TextTable;
import org.sunqar.server.auth.ApiKeys;
import org.sunqar.server.auth.Role;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sunqar key}. */
@Command(
    name = "key",
    description = {
      "The API keys that clients of 'sunqar serve' show. With the first one, every request needs",
      "a key. A server that runs takes changes when it is started again.",
      "",
      "Example:",
      "  sunqar key create alice --role write",
      ""
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class KeyCommand {

  private static final int RANDOM_BYTES = 32;

  private final Console console;

  KeyCommand(Console console) {
    this.console = console;
  }

  @Command(
      name = "create",
      description = {
        "Make a key and print it, once: only its hash is kept.",
        "",
        "Example:",
        "  sunqar key create alice --role write",
        ""
      },
      mixinStandardHelpOptions = true)
  int create(
      @Mixin WorkspaceOptions workspaceOptions,
      @Parameters(paramLabel = "NAME", description = "Who gets it: letters, digits, . _ - @")
          String name,
      @Option(
              names = "--role",
              paramLabel = "read|write",
              defaultValue = "read",
              description = "What it allows (default: read).")
          Role role)
      throws IOException {
    if (!name.matches("[A-Za-z0-9._@-]{1,100}")) {
      throw CommandException.usage(
          "'" + name + "' should be 1 to 100 letters, digits and the characters . _ - @");
    }
    KeyFile file = file(workspaceOptions);
    List<ApiKeys.Entry> entries = new ArrayList<>(file.read().entries());
    if (entries.stream().anyMatch(entry -> entry.name().equals(name))) {
      throw CommandException.conflict(
          "there is a key of " + name + " already; 'sunqar key delete' takes it away");
    }
    byte[] random = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(random);
    String key = "sq_" + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    entries.add(new ApiKeys.Entry(name, role, ApiKeys.hash(key)));
    file.write(new ApiKeys(entries));
    console.out().println(key);
    console.tell("key.used", "name", name);
    return ExitCode.DONE;
  }

  @Command(
      name = "list",
      description = {
        "List the keys: who has one, and what it allows.",
        "",
        "Example:",
        "  sunqar key list --format table",
        ""
      },
      mixinStandardHelpOptions = true)
  int list(@Mixin WorkspaceOptions workspaceOptions, @Mixin OutputOptions output) {
    TextTable table = new TextTable("name", "role");
    for (ApiKeys.Entry entry : file(workspaceOptions).read().entries()) {
      table
          .addRow()
          .put("name", entry.name())
          .put("role", entry.role().name().toLowerCase(Locale.ROOT));
    }
    table.print(console, output.decided(console));
    return ExitCode.DONE;
  }

  @Command(
      name = "delete",
      description = {
        "Take a key away.",
        "",
        "Example:",
        "  sunqar key delete alice",
        "",
      },
      mixinStandardHelpOptions = true)
  int delete(
      @Mixin WorkspaceOptions workspaceOptions,
      @Parameters(paramLabel = "NAME", description = "Who has it.") String name)
      throws IOException {
    KeyFile file = file(workspaceOptions);
    List<ApiKeys.Entry> entries = new ArrayList<>(file.read().entries());
    if (!entries.removeIf(entry -> entry.name().equals(name))) {
      throw CommandException.notFound(
          "there is no key of " + name + "; 'sunqar key list' shows those that exist");
    }
    file.write(new ApiKeys(entries));
    return ExitCode.DONE;
  }

  private static KeyFile file(WorkspaceOptions workspaceOptions) {
    return KeyFile.of(workspaceOptions.folder, Settings.of(workspaceOptions.folder));
  }
}
