// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.locationtech.jts.geom.Geometry;
import org.sunqar.app.console.CommandException;
import org.sunqar.mission.access.Limits;
import org.sunqar.mission.access.Range;
import org.sunqar.mission.constellation.ImagingMode;
import org.sunqar.mission.orbit.Time;
import org.sunqar.mission.order.Order;
import org.sunqar.mission.order.Priority;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is ordered, for a place that comes with it or from elsewhere. */
final class OrderOptions {

  @Option(names = "--member", paramLabel = "ID", description = "Who orders.")
  private Optional<String> member = Optional.empty();

  @Option(names = "--name", paramLabel = "TEXT", description = "A name for people.")
  private String name = "";

  @Option(
      names = "--priority",
      paramLabel = "PRIORITY",
      defaultValue = "ROUTINE",
      description = "routine, priority or emergency (default: routine).")
  private Priority priority = Priority.ROUTINE;

  @Option(
      names = "--value",
      paramLabel = "X",
      defaultValue = "1",
      description = "What it is worth among the orders of its member (default: ${DEFAULT-VALUE}).")
  private double value;

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      description = "pan, ms or pan_ms (default: the finest of each satellite).")
  private Optional<ImagingMode.Kind> mode = Optional.empty();

  @Option(
      names = "--stereo",
      paramLabel = "LOOKS",
      arity = "0..1",
      defaultValue = "1",
      fallbackValue = "2",
      description = "2 looks in one pass, or 3 with --stereo 3.")
  private int looks;

  @Option(
      names = "--tries",
      paramLabel = "N",
      defaultValue = "3",
      description = "How often it is tried when images are too cloudy (default: ${DEFAULT-VALUE}).")
  private int tries;

  @Mixin private OpportunityCommand.LimitOptions limits = new OpportunityCommand.LimitOptions();

  /** How an image is to be, and how often it is tried. */
  Order.Image image() {
    return new Order.Image(limits.limits(), mode, looks, limits.maxCloud, tries, Set.of());
  }

  String member() {
    return member.orElseThrow(() -> CommandException.usage("say who orders: --member ID"));
  }

  Priority priority() {
    return priority;
  }

  double value() {
    return value;
  }

  /** An order for a place. */
  Order order(
      Geometry place, Time start, Time end, Optional<Order.Recurrence> recurrence, String origin) {
    return new Order(
        "", member(), name, priority, value, place, start, end, image(), recurrence, origin);
  }

  /** An order for a place whose feature may say some of it otherwise. */
  Order order(
      Geometry place,
      Time start,
      Time end,
      Optional<Order.Recurrence> recurrence,
      JsonNode properties) {
    FeatureFields fields = new FeatureFields(properties);
    Order.Image usual = image();
    Limits usualLimits = usual.limits();
    Limits said =
        usualLimits
            .withOffNadir(
                fields
                    .number("max_off_nadir")
                    .map(most -> Range.degrees(0, most))
                    .orElse(usualLimits.offNadir()))
            .withSunElevation(
                fields
                    .number("min_sun")
                    .map(least -> Range.degrees(least, 90))
                    .orElse(usualLimits.sun().elevation()))
            .withMaxGroundSampling(fields.number("max_gsd").orElse(usualLimits.maxGroundSampling()))
            .withMaxCloud(fields.number("max_cloud").orElse(usualLimits.maxCloud()));
    return new Order(
        "",
        fields.text("member").orElseGet(this::member),
        fields.text("name").orElse(name),
        fields.choice("priority", Priority.class).orElse(priority),
        fields.number("value").orElse(value),
        place,
        fields.text("from").map(Time::parse).orElse(start),
        fields.text("to").map(Time::parse).orElse(end),
        new Order.Image(
            said,
            fields.choice("mode", ImagingMode.Kind.class).or(() -> mode),
            fields.whole("looks").orElse(looks),
            fields.number("max_cloud").orElse(limits.maxCloud),
            fields.whole("tries").orElse(tries),
            Set.of()),
        fields.number("every_days").map(Order.Recurrence::new).or(() -> recurrence),
        fields.text("origin").orElse(""));
  }

  /** The properties of a feature, of which those that are known must be of the right kind. */
  private record FeatureFields(JsonNode properties) {

    private JsonNode value(String name) {
      return properties.path(name);
    }

    private boolean has(String name) {
      return !value(name).isMissingNode() && !value(name).isNull();
    }

    private static CommandException bad(String name, String what, JsonNode value) {
      return CommandException.notValid(
          "the property " + name + " of a feature should be " + what + ", not " + value);
    }

    Optional<String> text(String name) {
      if (!has(name)) {
        return Optional.empty();
      }
      if (!value(name).isTextual()) {
        throw bad(name, "a text", value(name));
      }
      return Optional.of(value(name).textValue());
    }

    Optional<Double> number(String name) {
      if (!has(name)) {
        return Optional.empty();
      }
      if (!value(name).isNumber()) {
        throw bad(name, "a number", value(name));
      }
      return Optional.of(value(name).doubleValue());
    }

    Optional<Integer> whole(String name) {
      return number(name)
          .map(number -> {
            if (number != Math.rint(number) || Math.abs(number) > 1000) {
              throw bad(name, "a small whole number", value(name));
            }
            return number.intValue();
          });
    }

    <E extends Enum<E>> Optional<E> choice(String name, Class<E> type) {
      return text(name)
          .map(text -> {
            for (E each : type.getEnumConstants()) {
              if (each.name().equalsIgnoreCase(text)) {
                return each;
              }
            }
            throw bad(name, "one of " + List.of(type.getEnumConstants()), value(name));
          });
    }
  }
}
