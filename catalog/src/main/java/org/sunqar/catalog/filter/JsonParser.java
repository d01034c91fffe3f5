// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.filter;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sunqar.catalog.filter.FilterBuilder.Place;

/**
 * Parses CQL2 JSON. Beside the standard's form it reads those of its drafts that clients still
 * send: {@code {"function": {"name", "args"}}}, {@code {"casei": ...}} and one argument without a
 * list.
 */
final class JsonParser {

  private final FilterBuilder builder = new FilterBuilder();
  private int nesting;
  private int nodes;

  private JsonParser() {}

  static Condition parse(JsonNode json) {
    return new JsonParser().condition(json, new Path("the JSON"));
  }

  /** Where a node stands: {@code args[1]}. */
  private record Path(String text) implements Place {

    @Override
    public String describe() {
      return text;
    }

    Path argument(int i) {
      return new Path((text.length() > 200 ? "..." : text + ".") + "args[" + i + "]");
    }
  }

  private Condition condition(JsonNode json, Path path) {
    Operand operand = operand(json, path);
    return operand instanceof Operand.Met(Condition condition)
        ? condition
        : FilterBuilder.holds(operand, path);
  }

  private Operand operand(JsonNode json, Path path) {
    if (++nodes > FilterLimits.NODES) {
      throw FilterLimits.exceeded("has more than " + FilterLimits.NODES + " parts");
    }
    if (++nesting > FilterLimits.NESTING) {
      throw FilterBuilder.invalid(
          path, "the filter is nested more than " + FilterLimits.NESTING + " deep");
    }
    Operand operand =
        switch (json.getNodeType()) {
          case STRING -> builder.text(json.textValue(), path);
          case NUMBER -> FilterBuilder.number(json, path);
          case BOOLEAN -> new Operand.Truth(json.booleanValue());
          case ARRAY -> new Operand.Array(operands(json, path));
          case OBJECT -> object(json, path);
          case NULL ->
              throw FilterBuilder.invalid(path, "null is compared by {\"op\": \"isNull\", ...}");
          case BINARY, MISSING, POJO ->
              throw FilterBuilder.invalid(path, "a condition in CQL2 JSON was expected");
        };
    nesting--;
    return operand;
  }

  private List<Operand> operands(JsonNode array, Path path) {
    List<Operand> operands = new ArrayList<>(Math.min(array.size(), FilterLimits.NODES));
    for (JsonNode element : array) {
      operands.add(operand(element, path));
    }
    return operands;
  }

  private Operand object(JsonNode json, Path path) {
    if (json.has("op")) {
      return operation(string(json.path("op"), "op", path), json.path("args"), path);
    }
    if (json.has("property")) {
      return builder.property(string(json.path("property"), "property", path), path);
    }
    if (json.has("date")) {
      return FilterBuilder.date(string(json.path("date"), "date", path), path);
    }
    if (json.has("timestamp")) {
      return FilterBuilder.timestamp(string(json.path("timestamp"), "timestamp", path), path);
    }
    if (json.has("interval")) {
      return interval(json.path("interval"), path);
    }
    if (json.has("bbox") && !json.has("type")) {
      return builder.box(GeoJson.numbers(json.path("bbox"), path), path);
    }
    if (json.has("type")) {
      return new Operand.Shape(new GeoJson(builder, path).geometry(json));
    }
    if (json.has("function")) {
      JsonNode function = json.path("function");
      return operation(string(function.path("name"), "name", path), function.path("args"), path);
    }
    if (json.has("casei")) {
      return operation("casei", json.path("casei"), path);
    }
    if (json.has("accenti")) {
      return operation("accenti", json.path("accenti"), path);
    }
    throw FilterBuilder.invalid(
        path,
        "an object has op and args, property, date, timestamp, interval, bbox, or is a GeoJSON"
            + " geometry; this one has "
            + FilterBuilder.quoted(String.join(", ", fieldNames(json))));
  }

  private static List<String> fieldNames(JsonNode json) {
    return json.properties().stream().limit(5).map(java.util.Map.Entry::getKey).toList();
  }

  private Operand interval(JsonNode json, Path path) {
    if (!json.isArray() || json.size() != 2) {
      throw FilterBuilder.invalid(path, "interval is a list of 2 ends");
    }
    return FilterBuilder.interval(end(json.path(0), path), end(json.path(1), path), path);
  }

  private Operand end(JsonNode json, Path path) {
    return json.isTextual()
        ? FilterBuilder.endOfInterval(json.textValue(), path)
        : operand(json, path);
  }

  private Operand operation(String op, JsonNode json, Path path) {
    List<JsonNode> args = new ArrayList<>();
    if (json.isArray()) {
      json.forEach(args::add);
    } else if (!json.isMissingNode() && !json.isNull()) {
      args.add(json);
    }
    String name = op.toLowerCase(Locale.ROOT);
    return switch (name) {
      case "and", "or", "not" -> FilterBuilder.asValue(logical(name, args, path));
      case "like", "between", "in", "isnull" -> FilterBuilder.asValue(predicate(name, args, path));
      case "casei" -> FilterBuilder.caseInsensitive(one(op, args, path), path);
      case "accenti" -> FilterBuilder.accentInsensitive(one(op, args, path), path);
      default -> twoSided(op, args, path).orElseGet(() -> custom(op, args, path));
    };
  }

  private Condition logical(String op, List<JsonNode> args, Path path) {
    if (op.equals("not")) {
      checkCount(op, args, 1, path);
      return new Condition.Not(condition(args.getFirst(), path.argument(0)));
    }
    if (args.isEmpty()) {
      throw FilterBuilder.invalid(path, op + " has at least 2 conditions in args");
    }
    List<Condition> parts = new ArrayList<>();
    for (int i = 0; i < args.size(); i++) {
      parts.add(condition(args.get(i), path.argument(i)));
    }
    if (parts.size() == 1) {
      return parts.getFirst();
    }
    return op.equals("and") ? new Condition.And(parts) : new Condition.Or(parts);
  }

  private Condition predicate(String op, List<JsonNode> given, Path path) {
    List<JsonNode> args = op.equals("between") ? flatBounds(given) : given;
    checkCount(op, args, op.equals("between") ? 3 : op.equals("isnull") ? 1 : 2, path);
    Operand first = value(args, 0, path);
    return switch (op) {
      case "like" -> FilterBuilder.like(first, value(args, 1, path), path);
      case "between" ->
          FilterBuilder.between(first, value(args, 1, path), value(args, 2, path), path);
      case "in" -> FilterBuilder.in(first, list(args.get(1), path.argument(1)), path);
      default -> FilterBuilder.isNull(first, path);
    };
  }

  /** A draft put the bounds of BETWEEN into a list of their own. */
  private static List<JsonNode> flatBounds(List<JsonNode> args) {
    return args.size() == 2 && args.get(1).isArray() && args.get(1).size() == 2
        ? List.of(args.get(0), args.get(1).path(0), args.get(1).path(1))
        : args;
  }

  private List<Operand> list(JsonNode json, Path path) {
    if (!json.isArray()) {
      throw FilterBuilder.invalid(path, "the second argument of in is a list");
    }
    return operands(json, path);
  }

  private Operand value(List<JsonNode> args, int i, Path path) {
    return operand(args.get(i), path.argument(i));
  }

  private Operand one(String op, List<JsonNode> args, Path path) {
    checkCount(op, args, 1, path);
    return value(args, 0, path);
  }

  private Optional<Operand> twoSided(String op, List<JsonNode> args, Path path) {
    Optional<ComparisonOperator> comparison = ComparisonOperator.ofSymbol(op);
    Optional<ArithmeticOperator> arithmetic = ArithmeticOperator.ofSymbol(op);
    Optional<SpatialFunction> spatial = SpatialFunction.ofName(op);
    Optional<TemporalFunction> temporal = TemporalFunction.ofName(op);
    Optional<ArrayFunction> arrays = ArrayFunction.ofName(op);
    if (comparison.isEmpty()
        && arithmetic.isEmpty()
        && spatial.isEmpty()
        && temporal.isEmpty()
        && arrays.isEmpty()) {
      return Optional.empty();
    }
    checkCount(op, args, 2, path);
    Operand left = value(args, 0, path);
    Operand right = value(args, 1, path);
    if (arithmetic.isPresent()) {
      return Optional.of(FilterBuilder.arithmetic(left, arithmetic.get(), right, path));
    }
    Condition condition;
    if (comparison.isPresent()) {
      condition = FilterBuilder.comparison(left, comparison.get(), right, path);
    } else if (spatial.isPresent()) {
      condition = FilterBuilder.spatial(spatial.get(), left, right, path);
    } else if (temporal.isPresent()) {
      condition = FilterBuilder.temporal(temporal.get(), left, right, path);
    } else {
      condition = FilterBuilder.arrays(arrays.orElseThrow(), left, right, path);
    }
    return Optional.of(new Operand.Met(condition));
  }

  private Operand custom(String op, List<JsonNode> args, Path path) {
    CustomFunction function = FilterBuilder.function(op, path);
    List<Operand> operands = new ArrayList<>();
    for (int i = 0; i < args.size(); i++) {
      operands.add(value(args, i, path));
    }
    return FilterBuilder.call(function, operands, path);
  }

  private static void checkCount(String op, List<JsonNode> args, int count, Path path) {
    if (args.size() != count) {
      throw FilterBuilder.invalid(
          path,
          "%s has %d %s in args, not %d"
              .formatted(op, count, count == 1 ? "element" : "elements", args.size()));
    }
  }

  private static String string(JsonNode json, String field, Path path) {
    if (!json.isTextual()) {
      throw FilterBuilder.invalid(path, field + " is a text");
    }
    return json.textValue();
  }
}
