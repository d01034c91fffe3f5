// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.filter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateXY;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/** Filters of all kinds and items that they are near enough to to meet them now and then. */
final class RandomFilters {

  private static final List<String> NAMES =
      List.of(
          "cloud", "gsd", "platform", "flag", "tags", "properties.cloud", "nested.depth", "odd");
  private static final List<String> TEXTS =
      List.of(
          "a",
          "ab",
          "abc",
          "b",
          "B",
          "é",
          "e",
          "100%",
          "a_c",
          "it's",
          "back\\slash",
          "\uD83D\uDE00",
          "");
  private static final long DAY = 86_400;
  private static final long START = Instant.parse("2022-04-10T00:00:00Z").getEpochSecond();

  private final Random random;

  RandomFilters(long seed) {
    random = new Random(seed);
  }

  Filter filter() {
    return Filter.of(condition(1 + random.nextInt(3)));
  }

  Condition condition(int depth) {
    if (depth > 0 && random.nextInt(3) > 0) {
      return switch (random.nextInt(3)) {
        case 0 -> new Condition.And(conditions(depth - 1));
        case 1 -> new Condition.Or(conditions(depth - 1));
        default -> new Condition.Not(condition(depth - 1));
      };
    }
    return switch (random.nextInt(12)) {
      case 0, 1 -> new Condition.Comparison(scalar(1), comparison(), scalar(1));
      case 2 -> new Condition.Comparison(name(), comparison(), literal());
      case 3 -> new Condition.Comparison(literal(), comparison(), time());
      case 4 -> new Condition.Comparison(time(), comparison(), instant());
      case 5 -> new Condition.Like(oneOf(name(), id()), pattern());
      case 6 -> new Condition.Between(oneOf(name(), time()), literal(), literal());
      case 7 -> new Condition.In(oneOf(name(), id()), list(this::literal));
      case 8 ->
          new Condition.IsNull(
              oneOf(name(), time(), id(), new Operand.Property("geometry"), scalar(1)));
      case 9 -> spatial();
      case 10 -> new Condition.Temporal(oneOf(TemporalFunction.values()), period(), period());
      default ->
          random.nextBoolean()
              ? new Condition.ArrayRelation(oneOf(ArrayFunction.values()), array(), array())
              : new Condition.Holds(oneOf(name(), new Operand.Truth(random.nextBoolean())));
    };
  }

  private List<Condition> conditions(int depth) {
    List<Condition> parts = new ArrayList<>();
    for (int i = 0; i < 2 + random.nextInt(2); i++) {
      parts.add(condition(depth));
    }
    return parts;
  }

  private Condition spatial() {
    Operand geometry = new Operand.Property(random.nextBoolean() ? "geometry" : "geom");
    Operand constant = random.nextBoolean() ? box() : new Operand.Shape(shape());
    boolean turned = random.nextInt(4) == 0;
    return new Condition.Spatial(
        oneOf(SpatialFunction.values()),
        turned ? constant : geometry,
        turned ? geometry : constant);
  }

  private Operand.Box box() {
    int west = -180 + 30 * random.nextInt(12);
    int south = -60 + 30 * random.nextInt(4);
    int width = 30 * random.nextInt(4);
    return new Operand.Box(
        west, south, west + width > 180 ? west + width - 360 : west + width, south + 30);
  }

  private Geometry shape() {
    Envelope envelope =
        new Envelope(
            new CoordinateXY(-180 + 30 * random.nextInt(11), -60 + 30 * random.nextInt(4)),
            new CoordinateXY(-150 + 30 * random.nextInt(11), -30 + 30 * random.nextInt(4)));
    Geometry area = GeometryMaker.FACTORY.toGeometry(envelope);
    return switch (random.nextInt(4)) {
      case 0 ->
          GeometryMaker.FACTORY.createPoint(
              new Coordinate(envelope.getMinX(), envelope.getMinY(), random.nextInt(3)));
      case 1 -> GeometryMaker.FACTORY.createGeometryCollection(new Geometry[] {area});
      default -> area;
    };
  }

  private Operand period() {
    return switch (random.nextInt(4)) {
      case 0 -> new Operand.Property("datetime");
      case 1 ->
          new Operand.Interval(
              new Operand.Property("start_datetime"), new Operand.Property("end_datetime"));
      case 2 -> {
        int day = random.nextInt(10);
        yield new Operand.Interval(
            random.nextInt(4) == 0 ? new Operand.Unbounded() : instant(day),
            random.nextInt(4) == 0
                ? new Operand.Unbounded()
                : instant(day + 1 + random.nextInt(4)));
      }
      default -> new Operand.Property("odd");
    };
  }

  private Operand instant() {
    return instant(random.nextInt(10));
  }

  private Operand instant(int day) {
    return random.nextBoolean()
        ? new Operand.Date(LocalDate.ofEpochDay(START / DAY + day))
        : new Operand.Timestamp(
            Instant.ofEpochSecond(START + day * DAY + 3600L * random.nextInt(3)));
  }

  private Operand array() {
    return random.nextBoolean()
        ? new Operand.Property("tags")
        : new Operand.Array(
            random.nextInt(5) == 0
                ? List.of()
                : list(() ->
                    random.nextInt(6) == 0
                        ? oneOf(
                            new Operand.Array(list(this::literal)),
                            FilterBuilder.asValue(condition(0)),
                            scalar(2))
                        : literal()));
  }

  private Operand scalar(int depth) {
    return switch (random.nextInt(depth > 2 ? 4 : 9)) {
      case 0, 1 -> name();
      case 2, 3 -> literal();
      case 4 -> new Operand.CaseInsensitive(oneOf(name(), text()));
      case 5 -> new Operand.AccentInsensitive(new Operand.CaseInsensitive(oneOf(name(), text())));
      case 6 -> new Operand.Call(CustomFunction.ABS, List.of(number(depth + 1)));
      case 7 ->
          condition(0) instanceof Condition.Holds(Operand value)
              ? value
              : new Operand.Met(new Condition.IsNull(name()));
      default -> number(depth);
    };
  }

  private Operand number(int depth) {
    return depth > 2
        ? oneOf(name(), whole(), real())
        : new Operand.Arithmetic(
            oneOf(ArithmeticOperator.values()), number(depth + 1), number(depth + 1));
  }

  private Operand literal() {
    return switch (random.nextInt(6)) {
      case 0 -> new Operand.Truth(random.nextBoolean());
      case 1 -> real();
      case 2 -> text();
      case 3 -> new Operand.Text("scene" + random.nextInt(4));
      default -> whole();
    };
  }

  private Operand whole() {
    return new Operand.Whole(random.nextInt(8) - 3);
  }

  private Operand real() {
    return new Operand.Real((random.nextInt(20) - 8) / 4.0);
  }

  private Operand text() {
    return new Operand.Text(TEXTS.get(random.nextInt(TEXTS.size())));
  }

  private Operand pattern() {
    String text = TEXTS.get(random.nextInt(TEXTS.size()));
    return new Operand.Text(
        oneOf("", "%", "_")
            + (random.nextBoolean() ? LikePattern.escaped(text) : text)
            + oneOf("", "%", "_%"));
  }

  private Operand name() {
    return new Operand.Property(NAMES.get(random.nextInt(NAMES.size())));
  }

  private Operand id() {
    return new Operand.Property(random.nextBoolean() ? "id" : "collection");
  }

  private Operand time() {
    return new Operand.Property(oneOf("datetime", "start_datetime", "end_datetime"));
  }

  private ComparisonOperator comparison() {
    return oneOf(ComparisonOperator.values());
  }

  private List<Operand> list(Supplier<Operand> element) {
    List<Operand> elements = new ArrayList<>();
    for (int i = 0; i < 1 + random.nextInt(3); i++) {
      elements.add(element.get());
    }
    return elements;
  }

  @SafeVarargs
  private <T> T oneOf(T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  ObjectNode item() {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    ObjectNode item = nodes.objectNode().put("type", "Feature");
    item.put("id", "scene" + random.nextInt(4)).put("collection", oneOf("a", "ab", "scene1"));
    item.set("geometry", GeoJson.write(shapeOfItem()));
    ObjectNode properties = item.putObject("properties");
    Instant start = Instant.ofEpochSecond(START + 3600L * random.nextInt(12 * 24));
    Instant end = start.plusSeconds(3600L * random.nextInt(5 * 24));
    if (random.nextBoolean()) {
      properties.put("datetime", start.toString());
    } else {
      properties.putNull("datetime");
      properties.put("start_datetime", start.toString()).put("end_datetime", end.toString());
    }
    for (String name : List.of("cloud", "gsd", "platform", "flag", "odd")) {
      if (random.nextInt(4) > 0) {
        properties.set(name, value(name));
      }
    }
    if (random.nextBoolean()) {
      ArrayNode tags = properties.putArray("tags");
      for (int i = 0; i < random.nextInt(4); i++) {
        tags.add(value("odd"));
      }
    }
    if (random.nextBoolean()) {
      properties.putObject("nested").set("depth", value("cloud"));
    }
    return item;
  }

  private Geometry shapeOfItem() {
    int west = -180 + 15 * random.nextInt(23);
    int south = -75 + 15 * random.nextInt(10);
    return random.nextInt(8) == 0
        ? GeometryMaker.FACTORY.createMultiPoint(
            new org.locationtech.jts.geom.Point[] {
              GeometryMaker.FACTORY.createPoint(new CoordinateXY(-180, south)),
              GeometryMaker.FACTORY.createPoint(new CoordinateXY(180, south))
            })
        : GeometryMaker.FACTORY.toGeometry(new Envelope(west, west + 15, south, south + 15));
  }

  private JsonNode value(String name) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    boolean usual = random.nextInt(6) > 0;
    return switch (usual ? name : "odd") {
      case "cloud", "gsd" ->
          random.nextBoolean()
              ? nodes.numberNode(random.nextInt(8) - 3)
              : nodes.numberNode((random.nextInt(20) - 8) / 4.0);
      case "platform" -> nodes.textNode(TEXTS.get(random.nextInt(TEXTS.size())));
      case "flag" -> nodes.booleanNode(random.nextBoolean());
      default ->
          oneOf(
              nodes.nullNode(),
              nodes.numberNode(random.nextInt(4)),
              nodes.textNode(TEXTS.get(random.nextInt(TEXTS.size()))),
              nodes.textNode("2022-04-1" + random.nextInt(10)),
              nodes.textNode("2022-04-1" + random.nextInt(10) + "T02:00:00+02:00"),
              nodes.booleanNode(true),
              nodes.objectNode().put("a", 1));
    };
  }
}
