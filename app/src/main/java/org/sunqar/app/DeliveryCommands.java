// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.sunqar.analysis.watch.Delivery;
import org.sunqar.app.config.Setting;
import org.sunqar.app.config.Settings;
import org.sunqar.app.console.Console;
import org.sunqar.app.console.ExitCode;
import org.sunqar.app.console.OutputOptions;
import org.sunqar.app.console.TextTable;
import org.sunqar.mission.MissionException;
import org.sunqar.mission.order.Orders;
import org.sunqar.server.delivery.Deliverer;
import org.sunqar.server.delivery.DeliveryPolicy;
import org.sunqar.server.delivery.MailSettings;
import org.sunqar.server.tasking.OrderNotices;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is on its way to subscribers: {@code sunqar alert deliveries} and its kin. */
final class DeliveryCommands {

  private DeliveryCommands() {}

  /** A deliverer as the settings of the workspace say. */
  static Deliverer deliverer(Workspace workspace) {
    Settings settings = workspace.settings();
    String host = settings.text(Setting.SMTP_HOST);
    Optional<MailSettings> mail =
        host.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new MailSettings(
                    host,
                    settings.number(Setting.SMTP_PORT, 1, 65535),
                    MailSettings.Security.of(settings.text(Setting.SMTP_SECURITY)),
                    settings.text(Setting.SMTP_USER),
                    settings.text(Setting.SMTP_PASSWORD),
                    settings.text(Setting.SMTP_FROM)));
    int days = settings.number(Setting.DELIVERIES_KEEP, 0, 36_500);
    return new Deliverer(
        workspace.outbox(),
        DeliveryPolicy.DEFAULT,
        mail,
        days == 0 ? Optional.empty() : Optional.of(Duration.ofDays(days)));
  }

  /** Delivers what is due and says what did not go. */
  static Deliverer.Pass deliver(Workspace workspace, Duration most, Console console)
      throws InterruptedException {
    tellOfOrders(workspace, console);
    if (!workspace.outbox().isUsed()) {
      return new Deliverer.Pass(0, 0, 0);
    }
    try (Deliverer deliverer = deliverer(workspace)) {
      Deliverer.Pass pass = deliverer.deliverDue(most);
      deliverer.prune();
      if (pass.failed() > 0 || pass.dead() > 0) {
        console.tell("deliver.some");
      }
      return pass;
    }
  }

  /** Puts what has become of orders into the outbox; alerts go on their way without it. */
  private static void tellOfOrders(Workspace workspace, Console console) {
    String url = workspace.settings().text(Setting.SERVER_URL);
    try {
      new OrderNotices(
              new Orders(workspace.folder()),
              workspace.notices(),
              Optional.of(url).filter(text -> !text.isEmpty()))
          .tell();
    } catch (MissionException e) {
      console.tell(
          "mission.trouble.notices", "reason", console.sentence(String.valueOf(e.getMessage())));
    }
  }

  /** {@code sunqar alert deliver}. */
  @Command(
      name = "deliver",
      description = {
        "Deliver to subscribers what is due, once. 'sunqar serve' does so all the time.",
        "",
        "Example:",
        "  sunqar alert deliver",
        ""
      },
      mixinStandardHelpOptions = true)
  static final class Deliver implements Callable<Integer> {

    private final Console console;

    @Mixin private WorkspaceOptions workspaceOptions = new WorkspaceOptions();

    @Mixin private OutputOptions output = new OutputOptions();

    Deliver(Console console) {
      this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
      TextTable table = new TextTable("delivered", "failed", "dead");
      try (Workspace workspace = workspaceOptions.open()) {
        Deliverer.Pass pass = deliver(workspace, Duration.ofHours(1), console);
        table
            .addRow()
            .put("delivered", pass.delivered())
            .put("failed", pass.failed())
            .put("dead", pass.dead());
      }
      table.print(console, output.decided(console));
      return ExitCode.DONE;
    }
  }

  /** {@code sunqar alert deliveries}. */
  @Command(
      name = "deliveries",
      description = {
        "List events on their way to subscribers, and what became of them.",
        "",
        "Examples:",
        "  sunqar alert deliveries --format table",
        "  sunqar alert deliveries --dead",
        ""
      },
      mixinStandardHelpOptions = true)
  static final class Deliveries implements Callable<Integer> {

    private final Console console;

    @Option(names = "--watch", paramLabel = "NAME", description = "Of this watch only.")
    private Optional<String> watch = Optional.empty();

    @Option(
        names = "--dead",
        description = "Only those that were tried as often as is allowed (dead letters).")
    private boolean dead;

    @Option(names = "--pending", description = "Only those that are still to be delivered.")
    private boolean pending;

    @Mixin private WorkspaceOptions workspaceOptions = new WorkspaceOptions();

    @Mixin private OutputOptions output = new OutputOptions();

    Deliveries(Console console) {
      this.console = console;
    }

    @Override
    public Integer call() {
      TextTable table =
          new TextTable(
              "event", "type", "watch", "target", "state", "attempts", "next_attempt", "problem");
      Optional<Delivery.State> state =
          dead
              ? Optional.of(Delivery.State.DEAD)
              : pending ? Optional.of(Delivery.State.PENDING) : Optional.empty();
      try (Workspace workspace = workspaceOptions.open()) {
        for (Delivery delivery : workspace.outbox().deliveries(watch, state)) {
          ObjectNode row = table.addRow();
          row.put("event", delivery.event());
          row.put("type", delivery.type());
          row.put("watch", delivery.subscriber().watch());
          row.put("target", delivery.subscriber().target());
          row.put("state", delivery.state().text());
          row.put("attempts", delivery.attempts());
          if (delivery.state() == Delivery.State.PENDING) {
            row.put("next_attempt", delivery.nextAttempt().toString());
          }
          delivery.problem().ifPresent(problem -> row.put("problem", problem));
        }
      }
      table.print(console, output.decided(console));
      return ExitCode.DONE;
    }
  }

  /** {@code sunqar alert redeliver}. */
  @Command(
      name = "redeliver",
      description = {
        "Make events due again, under the same ids: all dead ones, or one, whatever became of it.",
        "",
        "Examples:",
        "  sunqar alert redeliver",
        "  sunqar alert redeliver north-0001.2",
        ""
      },
      mixinStandardHelpOptions = true)
  static final class Redeliver implements Callable<Integer> {

    private final Console console;

    @Parameters(
        arity = "0..1",
        paramLabel = "EVENT",
        description = "The event (default: all dead ones).")
    private Optional<String> event = Optional.empty();

    @Option(names = "--watch", paramLabel = "NAME", description = "Of this watch only.")
    private Optional<String> watch = Optional.empty();

    @Mixin private WorkspaceOptions workspaceOptions = new WorkspaceOptions();

    Redeliver(Console console) {
      this.console = console;
    }

    @Override
    public Integer call() {
      int due;
      try (Workspace workspace = workspaceOptions.open()) {
        due = workspace.outbox().redeliver(watch, event);
      }
      if (event.isPresent() && due == 0) {
        console.tell("deliver.nothing", "event", event.get());
        return ExitCode.NOT_FOUND;
      }
      console.say(console.counted("deliver.again", due));
      return ExitCode.DONE;
    }
  }

  /** {@code sunqar alert drop}. */
  @Command(
      name = "drop",
      description = {
        "Drop dead letters for good: events that were tried as often as is allowed.",
        "",
        "Examples:",
        "  sunqar alert drop --watch north",
        "  sunqar alert drop north-0001.2",
        ""
      },
      mixinStandardHelpOptions = true)
  static final class Drop implements Callable<Integer> {

    private final Console console;

    @Parameters(
        arity = "0..1",
        paramLabel = "EVENT",
        description = "The event (default: all dead ones).")
    private Optional<String> event = Optional.empty();

    @Option(names = "--watch", paramLabel = "NAME", description = "Of this watch only.")
    private Optional<String> watch = Optional.empty();

    @Mixin private WorkspaceOptions workspaceOptions = new WorkspaceOptions();

    Drop(Console console) {
      this.console = console;
    }

    @Override
    public Integer call() {
      int dropped;
      try (Workspace workspace = workspaceOptions.open()) {
        dropped = workspace.outbox().drop(watch, event);
      }
      console.say(console.counted("deliver.dropped", dropped));
      return ExitCode.DONE;
    }
  }
}
