// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.sunqar.catalog.filter.PropertyTest.Constant;
import org.sunqar.catalog.stac.TimeInterval;
import org.sunqar.raster.geo.Bounds;

class FilterBoundsTest {

  @Test
  void noItemThatMeetsAFilterIsOutsideItsBounds() {
    RandomFilters random = new RandomFilters(42);
    List<JsonNode> items = IntStream.range(0, 200).<JsonNode>mapToObj(_ -> random.item()).toList();
    int met = 0;
    int narrowed = 0;
    int exact = 0;
    for (int i = 0; i < 6_000; i++) {
      Filter filter = random.filter();
      FilterBounds bounds = FilterBounds.of(filter);
      exact += bounds.exact() ? 1 : 0;
      for (int k = 0; k < 20; k++) {
        JsonNode item = items.get((i * 20 + k) % items.size());
        boolean inside = isInside(bounds, item);
        if (filter.test(item)) {
          met++;
          assertTrue(inside, () -> filter + " is met by " + item + " outside " + bounds);
        } else {
          narrowed += inside ? 0 : 1;
          assertTrue(!inside || !bounds.exact(), () -> filter + " is not met by " + item);
        }
      }
    }
    assertTrue(met > 20_000, () -> "the test says little: few items meet a filter");
    assertTrue(narrowed > 10_000 && exact > 500, "the test says little: few bounds narrow");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          id = 'a'                                       | ids=[a] exact
          'a' = id AND collection IN ('c','d')           | ids=[a] collections=[c, d] exact
          id = 'a' OR id = 'b'                           | ids=[a, b] exact
          id = 'a' AND id = 'b'                          | none exact
          id LIKE 'a%'                                   | nothing
          id LIKE 'abc'                                  | ids=[abc] exact
          FALSE                                          | none exact
          TRUE                                           | nothing exact
          NOT (id <> 'a')                                | ids=[a] exact
          eo:cloud_cover < 10                            | eo:cloud_cover<10 exact
          10 >= properties.eo:cloud_cover                | eo:cloud_cover<=10 exact
          NOT cloud >= 10.5                              | cloud<10.5 exact
          cloud BETWEEN 1 AND 2                          | cloud>=1 cloud<=2 exact
          NOT (a = 1 OR b IS NULL)                       | a<>1 b-there exact
          a = 1 OR b = 2                                 | nothing
          platform IN ('s2a','s2b')                      | platform=s2a,s2b exact
          platform NOT IN ('s2a','s2b')                  | platform<>s2a platform<>s2b exact
          platform NOT IN ('s2a',1)                      | nothing
          platform LIKE 'sentinel\\_2%'                  | platform^sentinel_2 exact
          platform LIKE 'sent%2'                         | platform^sent
          flag                                           | flag=true exact
          NOT flag                                       | flag=false exact
          a.b = 1                                        | nothing
          assets = 1                                     | nothing
          name = '2022-01-01'                            | nothing
          CASEI(name) = 'a'                              | nothing
          name = 'a' AND CASEI(id) = 'b'                 | name=a
          S_INTERSECTS(geometry,BBOX(1,2,3,4))           | box=1.0,2.0,3.0,4.0
          S_WITHIN(POINT(1 2),geom)                      | box=1.0,2.0,1.0,2.0
          S_INTERSECTS(geometry,BBOX(170,2,-170,4))      | box=170.0,2.0,190.0,4.0
          S_DISJOINT(geometry,BBOX(1,2,3,4))             | nothing
          NOT S_DISJOINT(geometry,BBOX(1,2,3,4))         | box=1.0,2.0,3.0,4.0
          S_INTERSECTS(geometry,BBOX(190,2,200,4))       | nothing
          datetime = TIMESTAMP('2022-04-16T01:02:03Z')   | 2022-04-16T01:02:03Z/2022-04-16T01:02:03Z
          datetime >= '2022-04-16'                       | 2022-04-16T00:00:00Z/..
          datetime < DATE('2022-04-16')                  | ../2022-04-16T23:59:59.999999999Z
          T_DURING(datetime,INTERVAL('2022-01-01','..')) | 2022-01-01T00:00:00Z/..
          T_AFTER(INTERVAL('2022-01-01','2022-01-02'),datetime) | ../2022-01-02T23:59:59.999999999Z
          T_DISJOINT(datetime,DATE('2022-01-01'))        | nothing
          updated > DATE('2022-01-01')                   | nothing
          """)
  void boundsOfAFilter(String text, String wanted) {
    assertEquals(wanted, shown(FilterBounds.of(Filter.parseText(text))), text);
  }

  private static String shown(FilterBounds bounds) {
    StringBuilder shown = new StringBuilder();
    if (bounds.isNone()) {
      shown.append("none ");
    } else {
      bounds.ids().ifPresent(ids -> shown.append("ids=").append(sorted(ids)).append(' '));
      bounds
          .collections()
          .ifPresent(ids -> shown.append("collections=").append(sorted(ids)).append(' '));
    }
    bounds
        .bbox()
        .ifPresent(b ->
            shown.append("box=%s,%s,%s,%s ".formatted(b.minX(), b.minY(), b.maxX(), b.maxY())));
    if (!bounds.time().equals(TimeInterval.ALWAYS)) {
      TimeInterval always = TimeInterval.ALWAYS;
      Instant start = bounds.time().start();
      Instant end = bounds.time().end();
      shown.append(start.equals(always.start()) ? ".." : start.toString()).append('/');
      shown.append(end.equals(always.end()) ? ".." : end.toString()).append(' ');
    }
    bounds.properties().forEach(test -> shown.append(shown(test)).append(' '));
    if (shown.isEmpty()) {
      shown.append("nothing ");
    }
    return shown.append(bounds.exact() ? "exact" : "").toString().strip();
  }

  private static List<String> sorted(Set<String> names) {
    return names.stream().sorted().toList();
  }

  private static String shown(PropertyTest test) {
    return test.property()
        + switch (test) {
          case PropertyTest.Compared c -> c.operator().symbol() + shown(c.value());
          case PropertyTest.OneOf one ->
              "=" + String.join(",", one.values().stream().map(v -> shown(v)).toList());
          case PropertyTest.StartsWith starts -> "^" + starts.prefix();
          case PropertyTest.IsNull _ -> "-absent";
          case PropertyTest.NotNull _ -> "-there";
        };
  }

  private static String shown(Constant constant) {
    return switch (constant) {
      case Constant.Text(String value) -> value;
      case Constant.Whole(long value) -> Long.toString(value);
      case Constant.Real(double value) -> Double.toString(value);
      case Constant.Truth(boolean value) -> Boolean.toString(value);
    };
  }

  /** What a store does with bounds, written down anew. */
  private static boolean isInside(FilterBounds bounds, JsonNode item) {
    return isOneOf(bounds.ids(), item.path("id").textValue())
        && isOneOf(bounds.collections(), item.path("collection").textValue())
        && bounds.bbox().map(box -> touches(box, item)).orElse(true)
        && touches(bounds.time(), item.path("properties"))
        && bounds.properties().stream().allMatch(test -> holds(test, item.path("properties")));
  }

  private static boolean isOneOf(Optional<Set<String>> names, String name) {
    return names.isEmpty() || names.get().contains(name);
  }

  private static boolean touches(Bounds box, JsonNode item) {
    Geometry geometry = ItemGeometry.read(item.path("geometry"));
    if (geometry == null) {
      return false;
    }
    Envelope e = geometry.getEnvelopeInternal();
    return box.acrossAntimeridian().stream()
        .anyMatch(
            part -> e.intersects(new Envelope(part.minX(), part.maxX(), part.minY(), part.maxY())));
  }

  private static boolean touches(TimeInterval time, JsonNode properties) {
    List<Instant> instants =
        List.of("datetime", "start_datetime", "end_datetime").stream()
            .filter(properties::hasNonNull)
            .map(name -> Instant.parse(properties.path(name).textValue()))
            .sorted()
            .toList();
    return !instants.getLast().isBefore(time.start()) && !instants.getFirst().isAfter(time.end());
  }

  private static boolean holds(PropertyTest test, JsonNode properties) {
    JsonNode value = properties.path(test.property());
    return switch (test) {
      case PropertyTest.IsNull _ -> value.isNull() || value.isMissingNode();
      case PropertyTest.NotNull _ -> !value.isNull() && !value.isMissingNode();
      case PropertyTest.StartsWith(String _, String prefix) ->
          value.isTextual() && value.textValue().startsWith(prefix);
      case PropertyTest.OneOf(String _, List<Constant> constants) ->
          constants.stream()
              .anyMatch(constant -> compare(value, constant).filter(c -> c == 0).isPresent());
      case PropertyTest.Compared(String _, ComparisonOperator operator, Constant constant) ->
          compare(value, constant)
              .filter(c ->
                  switch (operator) {
                    case EQUAL -> c == 0;
                    case NOT_EQUAL -> c != 0;
                    case LESS -> c < 0;
                    case LESS_OR_EQUAL -> c <= 0;
                    case GREATER -> c > 0;
                    case GREATER_OR_EQUAL -> c >= 0;
                  })
              .isPresent();
    };
  }

  private static Optional<Integer> compare(JsonNode value, Constant constant) {
    return switch (constant) {
      case Constant.Text(String text) when value.isTextual() ->
          Optional.of(
              Arrays.compareUnsigned(
                  value.textValue().getBytes(StandardCharsets.UTF_8),
                  text.getBytes(StandardCharsets.UTF_8)));
      case Constant.Whole(long number) when value.isNumber() ->
          Optional.of(value.decimalValue().compareTo(BigDecimal.valueOf(number)));
      case Constant.Real(double number) when value.isNumber() ->
          Optional.of(value.decimalValue().compareTo(new BigDecimal(number)));
      case Constant.Truth(boolean truth) when value.isBoolean() ->
          Optional.of(Boolean.compare(value.booleanValue(), truth));
      default -> Optional.empty();
    };
  }
}
