// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.sunqar.app.console.CommandException;
import org.sunqar.app.console.Console;
import org.sunqar.app.console.ExitCode;
import org.sunqar.app.console.OutputOptions;
import org.sunqar.app.console.TextTable;
import org.sunqar.mission.orbit.Earth;
import org.sunqar.mission.orbit.Time;
import org.sunqar.mission.order.Attempt;
import org.sunqar.mission.order.Feasibility;
import org.sunqar.mission.order.Order;
import org.sunqar.mission.order.OrderHook;
import org.sunqar.mission.order.OrderJson;
import org.sunqar.mission.order.OrderPlace;
import org.sunqar.mission.order.OrderState;
import org.sunqar.mission.order.OrderStatus;
import org.sunqar.mission.order.Orders;
import org.sunqar.mission.order.Priority;
import org.sunqar.mission.order.Progress;
import org.sunqar.mission.order.TrackedOrder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sunqar order}. */
@Command(
    name = "order",
    description = {
      "Orders for new images, and what becomes of them.",
      "",
      "Examples:",
      "  sunqar order create --member congo --point 15.3,-4.3 --mode ms --days 7",
      "  sunqar order list --state accepted,scheduled --format table",
      ""
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class OrderCommand {

  /** Features of some ten thousand orders; larger files are refused unread. */
  private static final long MOST_BYTES = 64L << 20;

  private static final int MOST_ORDERS = 10_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Console console;

  OrderCommand(Console console) {
    this.console = console;
  }

  /** What time it is. */
  static final class Clock {

    @Option(
        names = "--now",
        paramLabel = "TIME",
        description = "As if it were then, in UTC, for rehearsals (default: now).")
    private Optional<String> now = Optional.empty();

    Time time() {
      return now.map(Time::parse).orElseGet(() -> Time.of(Instant.now()));
    }
  }

  /** When it may be taken. */
  static final class Span {

    @Option(
        names = "--from",
        paramLabel = "TIME",
        description = "First instant in UTC, like 2026-04-14T05:30:00Z (default: now).")
    private Optional<String> from = Optional.empty();

    @Option(names = "--to", paramLabel = "TIME", description = "Last instant (or --days).")
    private Optional<String> to = Optional.empty();

    @Option(
        names = "--days",
        paramLabel = "DAYS",
        description = "How many days from the start (default: 7).")
    private Optional<Double> days = Optional.empty();

    @Option(
        names = "--every",
        paramLabel = "DAYS",
        description = "Repeat it every so many days within that time.")
    private Optional<Double> every = Optional.empty();

    Time start(Time now) {
      return from.map(Time::parse).orElse(now);
    }

    Time end(Time start) {
      if (to.isPresent() && days.isPresent()) {
        throw CommandException.usage("--to and --days say the same thing; give one of them");
      }
      return to.map(Time::parse).orElseGet(() -> start.plus(days.orElse(7.0) * 86_400));
    }

    Optional<Order.Recurrence> recurrence() {
      return every.map(Order.Recurrence::new);
    }
  }

  @Command(
      name = "create",
      description = {
        "Order images of a point, an area, or of each feature of a file.",
        "",
        "It is said at once whether a satellite can do it: how often in the first fortnight of its",
        "time, and when first. What none can do is rejected with the reason.",
        "Features may have the properties member, name, priority, value, from, to, max_off_nadir,",
        "min_sun, max_gsd, max_cloud, mode, looks, tries, every_days and origin; what one does not",
        "say the options say.",
        "",
        "Examples:",
        "  sunqar order create --member congo --point 15.3,-4.3 --mode ms --max-cloud 0.2",
        "  sunqar order create --member mongolia --aoi steppe.geojson --every 10 --days 60",
        "  sunqar order create --member kazakhstan --features targets.geojson --dry-run",
        ""
      },
      mixinStandardHelpOptions = true)
  int create(
      @Mixin OpportunityCommand.Where where,
      @Option(
              names = "--features",
              paramLabel = "FILE",
              description = "A GeoJSON feature collection; an order for each feature.")
          Optional<Path> features,
      @Mixin OrderOptions options,
      @Mixin Span span,
      @Option(
              names = "--key",
              paramLabel = "TEXT",
              description = "Sent again with the same key it is the same order.")
          Optional<String> key,
      @Mixin HookOptions hook,
      @Option(names = "--dry-run", description = "Only say whether it can be done; order nothing.")
          boolean dryRun,
      @Mixin Clock clock,
      @Mixin WorkspaceOptions workspace,
      @Mixin OutputOptions output)
      throws IOException {
    Time now = clock.time();
    Time start = span.start(now);
    Time end = span.end(start);
    Feasibility feasibility =
        new Feasibility(
            new ConstellationOptions(workspace).read(),
            Earth.withoutOrientation(),
            ForecastCommand.chosen(Optional.empty(), workspace, start, end, console));
    Optional<OrderHook> told = hook.read();
    List<Orders.Draft> drafts = new ArrayList<>();
    if (features.isEmpty()) {
      Order order = options.order(where.place(), start, end, span.recurrence(), "");
      drafts.add(new Orders.Draft(order, key.orElse(""), told));
    } else if (!where.isNowhere() || key.isPresent()) {
      throw CommandException.usage("--features has the places; leave --point, --aoi and --key out");
    } else {
      for (JsonNode feature : features(features.get())) {
        drafts.add(
            new Orders.Draft(
                options.order(
                    OrderPlace.asked(feature.path("geometry")),
                    start,
                    end,
                    span.recurrence(),
                    feature.path("properties")),
                "",
                told));
      }
    }
    TextTable table =
        new TextTable(
            "id", "member", "name", "priority", "state", "opportunities", "first", "reason");
    Orders orders = new Orders(workspace.folder);
    List<Optional<TrackedOrder>> before = drafts.stream().map(orders::sent).toList();
    List<Optional<Feasibility.Answer>> answers = new ArrayList<>();
    for (int i = 0; i < drafts.size(); i++) {
      answers.add(
          before.get(i).isPresent()
              ? Optional.empty()
              : Optional.of(feasibility.answer(drafts.get(i).order(), now)));
    }
    List<Optional<TrackedOrder>> made =
        dryRun
            ? before
            : orders.create(feasibility, drafts, now).stream().map(Optional::of).toList();
    for (int i = 0; i < drafts.size(); i++) {
      fill(table.addRow(), drafts.get(i).order(), made.get(i), answers.get(i));
    }
    table.print(console, output.decided(console));
    if (!dryRun) {
      AlertOrders.after(workspace, console);
    }
    return ExitCode.DONE;
  }

  /** A row of an order: made now, sent before (then there is no answer), or only looked at. */
  private static void fill(
      ObjectNode row,
      Order order,
      Optional<TrackedOrder> made,
      Optional<Feasibility.Answer> answer) {
    made.ifPresent(m -> row.put("id", m.id()));
    row.put("member", order.member()).put("name", order.name());
    row.put("priority", lower(order.priority()));
    boolean possible = answer.map(Feasibility.Answer::possible).orElse(true);
    row.put(
        "state",
        lower(
            made.map(TrackedOrder::state)
                .orElse(possible ? OrderState.ACCEPTED : OrderState.REJECTED)));
    answer.ifPresent(a -> row.put("opportunities", a.opportunities().size()));
    answer.flatMap(Feasibility.Answer::first).ifPresent(o -> row.put("first", o.start().text(0)));
    row.put(
        "reason",
        answer
            .map(Feasibility.Answer::reason)
            .orElseGet(() -> made.map(m -> m.status().reason()).orElse("")));
  }

  private static List<JsonNode> features(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new NoSuchFileException(file.toString());
    }
    if (Files.size(file) > MOST_BYTES) {
      throw CommandException.notValid(file + " is larger than 64 MiB; divide it");
    }
    JsonNode json;
    try {
      json = JSON.readTree(Files.readString(file));
    } catch (JsonProcessingException e) {
      throw CommandException.notValid(file + " is not JSON: " + e.getOriginalMessage());
    }
    JsonNode features = json.path("features");
    if (!features.isArray() || features.isEmpty()) {
      throw CommandException.notValid(file + " is not a GeoJSON feature collection with features");
    }
    if (features.size() > MOST_ORDERS) {
      throw CommandException.notValid(
          file + " has " + features.size() + " features; " + MOST_ORDERS + " are the most");
    }
    List<JsonNode> result = new ArrayList<>();
    features.forEach(result::add);
    return result;
  }

  static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  @Command(
      name = "list",
      description = {
        "List orders, the oldest first.",
        "",
        "Examples:",
        "  sunqar order list --member congo --format table",
        "  sunqar order list --state accepted,scheduled --priority emergency",
        "  sunqar order list --format geojson > orders.geojson",
        ""
      },
      mixinStandardHelpOptions = true)
  int list(
      @Option(names = "--member", paramLabel = "ID", description = "Of this member only.")
          Optional<String> member,
      @Option(
              names = "--state",
              paramLabel = "STATE",
              split = ",",
              description =
                  "received, accepted, rejected, scheduled, tasked, processing, completed,"
                      + " cancelled, user_cancelled, expired or failed (default: any).")
          List<OrderState> states,
      @Option(
              names = "--priority",
              paramLabel = "PRIORITY",
              description = "routine, priority or emergency (default: any).")
          Optional<Priority> priority,
      @Option(
              names = "--origin",
              paramLabel = "TEXT",
              description = "What it came from, such as 'alert north-0001'.")
          Optional<String> origin,
      @Mixin Clock clock,
      @Mixin WorkspaceOptions workspace,
      @Mixin OutputOptions output) {
    Orders orders = new Orders(workspace.folder);
    Orders.Filter filter =
        new Orders.Filter(member, states == null ? Set.of() : Set.copyOf(states), priority, origin);
    List<TrackedOrder> found = orders.list(filter);
    OutputOptions.Format format = output.decided(console);
    if (format == OutputOptions.Format.GEOJSON) {
      ObjectNode collection =
          JsonNodeFactory.instance.objectNode().put("type", "FeatureCollection");
      ArrayNode features = collection.putArray("features");
      for (TrackedOrder each : found) {
        features.add(feature(each, orders.progress(each.id(), clock.time())));
      }
      console.out().println(collection.toPrettyString());
      return ExitCode.DONE;
    }
    TextTable table =
        new TextTable(
            "id",
            "member",
            "name",
            "priority",
            "state",
            "since",
            "start",
            "end",
            "done",
            "parts",
            "origin",
            "reason");
    for (TrackedOrder each : found) {
      fill(table.addRow(), each, orders.progress(each.id(), clock.time()));
    }
    table.print(console, format);
    return ExitCode.DONE;
  }

  private static void fill(ObjectNode row, TrackedOrder tracked, Progress progress) {
    Order order = tracked.order();
    row.put("id", order.id()).put("member", order.member()).put("name", order.name());
    row.put("priority", lower(order.priority())).put("state", lower(tracked.state()));
    row.put("since", tracked.status().time().text(0));
    row.put("start", order.start().text(0)).put("end", order.end().text(0));
    row.put("done", progress.done()).put("parts", progress.parts());
    row.put("origin", order.origin()).put("reason", tracked.status().reason());
  }

  private static ObjectNode feature(TrackedOrder tracked, Progress progress) {
    ObjectNode feature = JsonNodeFactory.instance.objectNode().put("type", "Feature");
    feature.put("id", tracked.id());
    OrderPlace.write(feature.putObject("geometry"), tracked.order().place());
    fill(feature.putObject("properties"), tracked, progress);
    return feature;
  }

  @Command(
      name = "show",
      description = {
        "Show all that is known of an order: what was asked for, its history, what was taken.",
        "",
        "Example:",
        "  sunqar order show order-000001",
        ""
      },
      mixinStandardHelpOptions = true)
  int show(
      @Parameters(paramLabel = "ID", description = "The order.") String id,
      @Mixin Clock clock,
      @Mixin WorkspaceOptions workspace,
      @Mixin OutputOptions output) {
    Orders orders = new Orders(workspace.folder);
    TrackedOrder tracked = orders.order(id);
    Progress progress = orders.progress(id, clock.time());
    switch (output.decided(console)) {
      case GEOJSON -> console.out().println(feature(tracked, progress).toPrettyString());
      case AUTO, JSON -> console.out().println(json(tracked, progress).toPrettyString());
      case NDJSON -> console.out().println(json(tracked, progress).toString());
      case TABLE, CSV -> {
        TextTable table = new TextTable("time", "state", "reason");
        for (OrderStatus each : tracked.history()) {
          table
              .addRow()
              .put("time", each.time().text(0))
              .put("state", lower(each.state()))
              .put("reason", each.reason());
        }
        table.print(console, output.decided(console));
      }
    }
    return ExitCode.DONE;
  }

  private static ObjectNode json(TrackedOrder tracked, Progress progress) {
    ObjectNode json = OrderJson.write(tracked.order());
    json.put("state", lower(tracked.state()));
    json.putObject("progress")
        .put("parts", progress.parts())
        .put("done", progress.done())
        .put("waiting", progress.waiting())
        .put("open", progress.open())
        .put("failed", progress.failed())
        .put("share", progress.share());
    ArrayNode history = json.putArray("history");
    for (OrderStatus each : tracked.history()) {
      history
          .addObject()
          .put("time", each.time().toString())
          .put("state", lower(each.state()))
          .put("reason", each.reason());
    }
    ArrayNode attempts = json.putArray("acquisitions");
    for (Attempt each : tracked.attempts()) {
      ObjectNode attempt =
          attempts
              .addObject()
              .put("id", each.acquisition())
              .put("request", each.request())
              .put("time", each.time().toString());
      if (!each.lost().isEmpty()) {
        attempt.put("lost", each.lost());
      }
      ArrayNode products = attempt.putArray("products");
      for (Attempt.Product product : each.products()) {
        ObjectNode item = products.addObject();
        item.put("collection", product.collection()).put("item", product.item());
        product.cloud().ifPresent(c -> item.put("cloud", c));
      }
    }
    return json;
  }

  @Command(
      name = "cancel",
      description = {
        "Take an order back, as long as it was not sent to a satellite.",
        "",
        "Example:",
        "  sunqar order cancel order-000001 --reason \"the fire is out\"",
        ""
      },
      mixinStandardHelpOptions = true)
  int cancel(
      @Parameters(paramLabel = "ID", description = "The order.") String id,
      @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for its history.")
          Optional<String> reason,
      @Mixin Clock clock,
      @Mixin WorkspaceOptions workspace) {
    TrackedOrder tracked = new Orders(workspace.folder).cancel(id, reason.orElse(""), clock.time());
    console.tell("order.cancelled", "id", tracked.id());
    AlertOrders.after(workspace, console);
    return ExitCode.DONE;
  }
}
