// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.sunqar.analysis.watch.Outbox;
import org.sunqar.analysis.watch.Subscriber;
import org.sunqar.app.config.Setting;
import org.sunqar.app.console.CommandException;
import org.sunqar.app.console.Console;
import org.sunqar.app.console.ExitCode;
import org.sunqar.app.console.OutputOptions;
import org.sunqar.app.console.TextTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Who is told of the alerts of a watch: {@code sunqar watch subscribe} and its kin. */
final class SubscriptionCommands {

  private static final String NAME_LABEL = "NAME";

  private SubscriptionCommands() {}

  /** {@code sunqar watch subscribe}. */
  @Command(
      name = "subscribe",
      description = {
        "Tell somebody of what happens to the alerts of a watch from now on.",
        "",
        "A webhook gets each event by a POST of a CloudEvent (application/cloudevents+json), with",
        "webhook-id, webhook-timestamp and, with a secret, webhook-signature: v1, and the base64",
        "of the HMAC-SHA256 of ID.TIMESTAMP.BODY (standardwebhooks.com). What a receiver does not",
        "take is tried again for some 15 hours. An address by e-mail gets new alerts in a digest.",
        "",
        "Only name addresses that you trust: this machine sends to them, also in its own network.",
        "'sunqar serve' delivers, so do 'sunqar watch run' and 'sunqar alert deliver'.",
        "",
        "Examples:",
        "  sunqar watch subscribe north --webhook https://example.org/hook --secret-env"
            + " HOOK_SECRET",
        "  sunqar watch subscribe north --email ranger@example.org",
        ""
      },
      mixinStandardHelpOptions = true)
  static final class Subscribe implements Callable<Integer> {

    private final Console console;

    @Parameters(paramLabel = NAME_LABEL, description = "The watch.")
    private String watch = "";

    @Option(names = "--webhook", paramLabel = "URL", description = "An http or https address.")
    private Optional<String> webhook = Optional.empty();

    @Option(names = "--email", paramLabel = "ADDRESS", description = "An e-mail address.")
    private Optional<String> mail = Optional.empty();

    @Option(
        names = "--secret-env",
        paramLabel = "VARIABLE",
        description = "The variable of the environment, where it is delivered, with the secret.")
    private Optional<String> variable = Optional.empty();

    @Option(
        names = "--secret",
        paramLabel = "TEXT",
        description =
            "The secret itself, which is kept in the workspace and can be seen in the list of"
                + " processes while this runs.")
    private Optional<String> secret = Optional.empty();

    @Mixin private WorkspaceOptions workspaceOptions = new WorkspaceOptions();

    Subscribe(Console console) {
      this.console = console;
    }

    @Override
    public Integer call() {
      if (webhook.isPresent() == mail.isPresent()) {
        throw CommandException.usage("name one of --webhook and --email");
      }
      boolean signed = variable.isPresent() || secret.isPresent();
      if ((variable.isPresent() && secret.isPresent()) || (mail.isPresent() && signed)) {
        throw CommandException.usage(
            "a webhook is signed with one of --secret-env and --secret; an e-mail is not signed");
      }
      Subscriber.Secret with =
          variable
              .<Subscriber.Secret>map(Subscriber.Secret.Variable::new)
              .or(() -> secret.map(Subscriber.Secret.Stored::new))
              .orElse(new Subscriber.Secret.None());
      Subscriber subscriber =
          webhook
              .map(url -> new Subscriber(watch, Subscriber.Kind.WEBHOOK, url, with))
              .or(() -> mail.map(to -> new Subscriber(watch, Subscriber.Kind.MAIL, to, with)))
              .orElseThrow();
      try (Workspace workspace = workspaceOptions.open()) {
        workspace.outbox().subscribe(subscriber);
        if (mail.isPresent() && workspace.settings().text(Setting.SMTP_HOST).isEmpty()) {
          console.tell("subscribe.noMail");
        }
      }
      console.tell(
          webhook.isPresent() && !signed ? "subscribe.toldUnsigned" : "subscribe.told",
          "target",
          subscriber.target(),
          "watch",
          watch);
      return ExitCode.DONE;
    }
  }

  /** {@code sunqar watch subscribers}. */
  @Command(
      name = "subscribers",
      description = {
        "List who is told of alerts. Secrets are not shown.",
        "",
        "Example:",
        "  sunqar watch subscribers north --format table",
        ""
      },
      mixinStandardHelpOptions = true)
  static final class Subscribers implements Callable<Integer> {

    private final Console console;

    @Parameters(arity = "0..1", paramLabel = NAME_LABEL, description = "Of this watch only.")
    private Optional<String> watch = Optional.empty();

    @Mixin private WorkspaceOptions workspaceOptions = new WorkspaceOptions();

    @Mixin private OutputOptions output = new OutputOptions();

    Subscribers(Console console) {
      this.console = console;
    }

    @Override
    public Integer call() {
      TextTable table = new TextTable("watch", "kind", "target", "secret");
      try (Workspace workspace = workspaceOptions.open()) {
        if (watch.isPresent()) {
          workspace.watches().watch(watch.get()); // says when there is no such watch
        }
        Outbox outbox = workspace.outbox();
        for (Subscriber subscriber : outbox.subscribers(watch)) {
          ObjectNode row = table.addRow();
          row.put("watch", subscriber.watch());
          row.put("kind", subscriber.kind().text());
          row.put("target", subscriber.target());
          row.put(
              "secret",
              switch (subscriber.secret()) {
                case Subscriber.Secret.None() -> "none";
                case Subscriber.Secret.Stored _ -> "stored";
                case Subscriber.Secret.Variable(String name) -> "in " + name;
              });
        }
      }
      table.print(console, output.decided(console));
      return ExitCode.DONE;
    }
  }

  /** {@code sunqar watch unsubscribe}. */
  @Command(
      name = "unsubscribe",
      description = {
        "Stop telling somebody of alerts; what is on its way to it is dropped.",
        "",
        "Example:",
        "  sunqar watch unsubscribe north https://example.org/hook",
        ""
      },
      mixinStandardHelpOptions = true)
  static final class Unsubscribe implements Callable<Integer> {

    private final Console console;

    @Parameters(index = "0", paramLabel = NAME_LABEL, description = "The watch.")
    private String watch = "";

    @Parameters(index = "1", paramLabel = "TARGET", description = "The address.")
    private String target = "";

    @Mixin private WorkspaceOptions workspaceOptions = new WorkspaceOptions();

    Unsubscribe(Console console) {
      this.console = console;
    }

    @Override
    public Integer call() {
      try (Workspace workspace = workspaceOptions.open()) {
        workspace.outbox().unsubscribe(watch, target);
      }
      console.tell("subscribe.notTold", "target", target, "watch", watch);
      return ExitCode.DONE;
    }
  }
}
