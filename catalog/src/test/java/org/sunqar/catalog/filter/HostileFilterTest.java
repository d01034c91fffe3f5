// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sunqar.catalog.CatalogException;

class HostileFilterTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          ~~                          | character 1: the filter is empty
          ~   ~                       | character 4: the filter is empty
          a                           | -
          a =                         | character 4: a value was expected, but the end was found
          a = 'b                      | character 5: the text that begins here has no closing '
          a = 'b\\'                   | character 5: the text that begins here has no closing '
          "a = 1                      | character 1: the name that begins here has no closing "
          a == 1                      | character 4: a value was expected, but '=' was found
          a != 1                      | character 3: there is no '!': not equal is <>
          a = 1 b                     | character 7: AND, OR or the end was expected, but 'b' was found
          a = 1 AND                   | character 10: a value was expected
          (a = 1                      | character 7: ')' was expected, but the end was found
          a = 1)                      | character 6: AND, OR or the end was expected, but ')'
          5                           | character 1: a condition was expected
          'x' AND a = 1               | character 1: a condition was expected
          a + 1 AND b = 1             | character 1: a condition was expected
          a = b = c                   | character 7: AND, OR or the end was expected
          a IN 1                      | character 6: '(' was expected, but '1' was found
          a IN ()                     | the list of IN is empty
          a LIKE 5                    | LIKE works on texts
          5 LIKE 'a'                  | LIKE works on texts
          casei(5) = 'a'              | CASEI works on texts
          a + 'b' = 1                 | + stands between numbers
          a BETWEEN 1                 | AND and the upper bound of BETWEEN was expected
          a NOT 5                     | LIKE, BETWEEN or IN was expected
          a IS 5                      | NULL or NOT NULL was expected
          null = 1                    | character 1: a value (a property of that name is written in double quotes) was expected, but 'null'
          nosuch(a) = 1               | there is no function 'nosuch'; beside those of CQL2 there are lower, upper
          lower(a,b) = 1              | lower takes 1 argument, not 2
          lower(1) = 1                | the argument text of lower is of type string
          a = INTERVAL('2022-01-01','..') | = does not compare intervals; T_EQUALS
          a = POINT(1 2)              | = does not compare geometries; S_EQUALS
          a = ('x','y')               | = does not compare arrays; A_EQUALS
          a > DATE('2022-13-01')      | '2022-13-01' is not a date such as '2022-04-16'
          a > DATE('2022-02-30')      | '2022-02-30' is not a date
          a > DATE('2022-02-03T00:00:00Z') | is not a date
          a > TIMESTAMP('2022-02-03') | is not a timestamp such as
          a > TIMESTAMP('2022-02-03T00:00:00') | is not a timestamp such as
          a > TIMESTAMP('0000-01-01T00:00:00+01:00') | is outside the years 0 to 9999
          T_AFTER(a,INTERVAL('2022-01-02','2022-01-01')) | the interval ends before it starts
          T_AFTER(a,INTERVAL('x','..')) | 'x' is neither a date
          T_AFTER(a,INTERVAL('..'))   | INTERVAL takes 2 arguments, not 1
          T_AFTER(a,5)                | t_after compares dates, timestamps and intervals
          T_DURING(DATE('2022-01-01'),a) | t_during compares intervals
          T_AFTER(a)                  | T_AFTER takes 2 arguments, not 1
          S_INTERSECTS(a,5)           | s_intersects compares geometries
          S_INTERSECTS(a,POINT(1))    | a position has 2 or 3 numbers
          S_INTERSECTS(a,POINT(1 2 3 4)) | a position has 2 or 3 numbers
          S_INTERSECTS(a,POINT(1 2,3 4)) | ')' was expected, but ',' was found
          S_INTERSECTS(a,POINT(1 x))  | a coordinate was expected, but 'x' was found
          S_INTERSECTS(a,POINT EMPTY) | an empty geometry has no place
          S_INTERSECTS(a,LINESTRING(1 2)) | a line has at least 2 positions
          S_INTERSECTS(a,POLYGON((0 0,1 1,0 0))) | a ring has at least 4 positions, not 3
          S_INTERSECTS(a,POLYGON((0 0,1 0,1 1,0 1))) | a ring is not closed: it begins at 0.0 0.0 and ends at 0.0 1.0
          S_INTERSECTS(a,POINT(1e999 0)) | the number 1e999 is too large
          S_INTERSECTS(a,BBOX(1,2,3)) | a box has 4 numbers (west, south, east, north) or 6, not 3
          S_INTERSECTS(a,BBOX(0,5,1,4)) | the box's south 5.0 is north of its north 4.0
          S_INTERSECTS(a,BBOX(500,0,400,4)) | the box's west 500.0 is east of its east 400.0
          A_CONTAINS(a,'b')           | a_contains compares arrays
          a = 1e999                   | the number 1e999 is too large
          a = $1                      | character 5: the character '$' does not belong here
          a = 1; DROP TABLE item      | character 6: the character ';' does not belong here
          a = é'                      | character 6: the text that begins here
          """)
  void messages(String text, String wanted) {
    if (wanted.equals("-")) {
      assertEquals(text, Filter.parseText(text).toText());
      return;
    }
    CatalogException e = assertThrows(CatalogException.class, () -> Filter.parseText(text));
    assertEquals(CatalogException.Key.INVALID, e.key());
    assertTrue(String.valueOf(e.getMessage()).contains(wanted), e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "5",
        "\"a\"",
        "[]",
        "{}",
        "{\"op\":5}",
        "{\"op\":\"=\"}",
        "{\"op\":\"=\",\"args\":[1]}",
        "{\"op\":\"=\",\"args\":[{\"property\":\"a\"},null]}",
        "{\"op\":\"=\",\"args\":[{\"property\":5},1]}",
        "{\"op\":\"=\",\"args\":[{\"property\":\"\"},1]}",
        "{\"op\":\"=\",\"args\":[{\"property\":\"a\"},{\"x\":1}]}",
        "{\"op\":\"=\",\"args\":[{\"property\":\"a\"},1e999]}",
        "{\"op\":\"=\",\"args\":[{\"property\":\"a\"},\"\\u0000\"]}",
        "{\"op\":\"=\",\"args\":[{\"property\":\"a\"},\"\\ud800\"]}",
        "{\"op\":\"and\",\"args\":[]}",
        "{\"op\":\"and\",\"args\":[1,2]}",
        "{\"op\":\"not\",\"args\":[true,true]}",
        "{\"op\":\"in\",\"args\":[{\"property\":\"a\"},1]}",
        "{\"op\":\"in\",\"args\":[{\"property\":\"a\"},[]]}",
        "{\"op\":\"nosuch\",\"args\":[]}",
        "{\"op\":\"s_intersects\",\"args\":[{\"property\":\"a\"},{\"type\":\"Nosuch\"}]}",
        "{\"op\":\"s_intersects\",\"args\":[{\"property\":\"a\"},{\"type\":\"Point\"}]}",
        "{\"op\":\"s_intersects\",\"args\":[{\"property\":\"a\"},{\"type\":\"Point\",\"coordinates\":[1,\"x\"]}]}",
        "{\"op\":\"s_intersects\",\"args\":[{\"property\":\"a\"},{\"type\":\"Polygon\",\"coordinates\":[1]}]}",
        "{\"op\":\"s_intersects\",\"args\":[{\"property\":\"a\"},{\"type\":\"Polygon\",\"coordinates\":[]}]}",
        "{\"op\":\"s_intersects\",\"args\":[{\"property\":\"a\"},{\"bbox\":[1,2,3]}]}",
        "{\"op\":\"s_intersects\",\"args\":[{\"property\":\"a\"},{\"bbox\":7}]}",
        "{\"op\":\"t_after\",\"args\":[{\"property\":\"a\"},{\"interval\":[\"..\"]}]}",
        "{\"op\":\"t_after\",\"args\":[{\"property\":\"a\"},{\"date\":\"x\"}]}"
      })
  void invalidJson(String json) throws JsonProcessingException {
    JsonNode node = MAPPER.readTree(json);
    CatalogException e = assertThrows(CatalogException.class, () -> Filter.parseJson(node));
    assertEquals(CatalogException.Key.INVALID, e.key());
  }

  @Test
  void whatIsTooLargeIsRefused() {
    String deep = "nested more than 100 deep";
    refused("NOT ".repeat(5_000) + "a", deep);
    refused("(".repeat(30_000) + "a", deep);
    refused("a = " + "-".repeat(30_000) + "b", deep);
    refused("a = " + "lower(".repeat(5_000), deep);
    refused("a = 2" + "^2".repeat(20_000), deep);
    refused("A_EQUALS(" + "(".repeat(50_000), deep);
    refused("A_EQUALS(a," + "[".repeat(50_000), deep);
    refused("S_EQUALS(a," + "GEOMETRYCOLLECTION(".repeat(3_000), deep);
    refused("a = 1" + "+1".repeat(30_000), "more than");
    refused("a" + "+a".repeat(1_000) + " = 1", "is nested more than 250 deep");
    refused("a IN (1" + ",1".repeat(25_000) + ")", "has more than 20000 parts");
    refused("a = 1" + " OR a = 1".repeat(7_000), "has more than 20000 parts");
    refused("a = '" + "x".repeat(1 << 20) + "'", "has 1048582 characters");
    refused(" ".repeat(1 << 20), "characters");
    refused("a LIKE '" + "%_".repeat(600) + "'", "a pattern has at most 1000 characters");
    refused("\"" + "x".repeat(1_001) + "\" = 1", "a name of 1 to 1000 characters");
    refused("a = " + "9".repeat(60_000), "is too large");
    refused("a = 'x\0y'", "U+0000");
    refused("a = 'x\ud800y'", "U+D800");
    refused("a\0= 1", "U+0000");
  }

  private static void refused(String text, String wanted) {
    CatalogException e = assertThrows(CatalogException.class, () -> Filter.parseText(text));
    assertTrue(String.valueOf(e.getMessage()).contains(wanted), e.getMessage());
    assertTrue(String.valueOf(e.getMessage()).length() < 400, e.getMessage());
  }

  @Test
  void asDeepAndLongAsAllowed() {
    JsonNode item = JsonNodeFactory.instance.objectNode();
    Filter nots = Filter.parseText("NOT ".repeat(100) + "FALSE");
    assertFalse(nots.test(item));
    assertEquals(nots, Filter.parseText(nots.toText()));
    Filter sums = Filter.parseText("1" + " + 1".repeat(200) + " = 201");
    assertTrue(sums.test(item));
    assertEquals(sums, Filter.parseText(sums.toText()));
    Filter ors = Filter.parseText("FALSE" + " OR FALSE".repeat(6_000) + " OR TRUE");
    assertTrue(ors.test(item));
    assertEquals(ors, Filter.parseJson(ors.toJson()));
  }

  @Test
  void deepJsonIsRefused() {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    JsonNode not = nodes.booleanNode(true);
    JsonNode array = nodes.arrayNode();
    JsonNode collection = nodes.objectNode().put("type", "Point");
    for (int i = 0; i < 50_000; i++) {
      ObjectNode outer = nodes.objectNode().put("op", "not");
      outer.putArray("args").add(not);
      not = outer;
      array = nodes.arrayNode().add(array);
      ObjectNode geometries = nodes.objectNode().put("type", "GeometryCollection");
      geometries.putArray("geometries").add(collection);
      collection = geometries;
    }
    for (JsonNode deep :
        List.of(not, operation("a_equals", array), operation("s_equals", collection))) {
      CatalogException e = assertThrows(CatalogException.class, () -> Filter.parseJson(deep));
      assertTrue(
          String.valueOf(e.getMessage()).contains("nested more than 100 deep"), e.getMessage());
    }
    ArrayNode many = nodes.arrayNode();
    for (int i = 0; i < 100_001; i++) {
      many.add(nodes.arrayNode().add(i % 90).add(0));
    }
    ObjectNode line = nodes.objectNode().put("type", "LineString");
    line.set("coordinates", many);
    CatalogException e =
        assertThrows(CatalogException.class, () -> Filter.parseJson(operation("s_equals", line)));
    assertTrue(
        String.valueOf(e.getMessage()).contains("more than 100000 coordinates"), e.getMessage());
  }

  private static JsonNode operation(String op, JsonNode argument) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("op", op);
    json.putArray("args")
        .add(JsonNodeFactory.instance.objectNode().put("property", "a"))
        .add(argument);
    return json;
  }

  @Test
  void aPatternOfManyWildcardsIsQuick() {
    ObjectNode item = JsonNodeFactory.instance.objectNode();
    item.putObject("properties").put("a", "x".repeat(20_000));
    String pattern = "%x_x".repeat(200) + "%y";
    assertFalse(Filter.parseText("a LIKE '" + pattern + "'").test(item));
    assertTrue(Filter.parseText("a LIKE '" + "%x".repeat(400) + "%'").test(item));
  }

  @Test
  void aChangedFilterParsesOrIsRefused() throws JsonProcessingException {
    Random random = new Random(99);
    RandomFilters filters = new RandomFilters(99);
    String signs = "()[]'\"\\,.:=<>+-*/%^ \0\t;!#\u00e9\ud800\uffff0123456789eEzZ_";
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      texts.add(filters.filter().toText());
    }
    JsonNode item = filters.item();
    int refused = 0;
    for (int i = 0; i < 100_000; i++) {
      StringBuilder text = new StringBuilder(texts.get(random.nextInt(texts.size())));
      for (int k = 0; k <= random.nextInt(3); k++) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(4)) {
          case 0 -> text.deleteCharAt(at);
          case 1 -> text.insert(at, signs.charAt(random.nextInt(signs.length())));
          case 2 -> text.setCharAt(at, signs.charAt(random.nextInt(signs.length())));
          default -> {
            String other = texts.get(random.nextInt(texts.size()));
            text.replace(at, text.length(), other.substring(random.nextInt(other.length())));
          }
        }
        if (text.isEmpty()) {
          text.append('a');
        }
      }
      try {
        Filter filter = Filter.parseText(text.toString());
        filter.test(item);
        FilterBounds.of(filter);
        assertEquals(filter, Filter.parseText(filter.toText()));
      } catch (CatalogException e) {
        assertEquals(CatalogException.Key.INVALID, e.key());
        refused++;
      }
    }
    assertTrue(refused > 10_000 && refused < 99_000, "refused " + refused);
  }

  @Test
  void changedJsonParsesOrIsRefused() throws JsonProcessingException {
    Random random = new Random(5);
    RandomFilters filters = new RandomFilters(5);
    for (int i = 0; i < 10_000; i++) {
      JsonNode json = filters.filter().toJson();
      JsonNode other = filters.filter().toJson();
      List<JsonNode> inner = containers(json);
      List<JsonNode> others = containers(other);
      if (inner.isEmpty() || others.isEmpty()) {
        continue;
      }
      JsonNode given =
          random.nextInt(3) > 0
              ? others.get(random.nextInt(others.size()))
              : MAPPER.readTree(random.nextBoolean() ? "null" : "[[1,\"x\"],-0.0]");
      switch (inner.get(random.nextInt(inner.size()))) {
        case ArrayNode array when random.nextBoolean() && !array.isEmpty() ->
            array.set(random.nextInt(array.size()), given);
        case ArrayNode array -> array.add(given);
        case ObjectNode object -> {
          List<String> names = new ArrayList<>();
          object.fieldNames().forEachRemaining(names::add);
          object.set(names.get(random.nextInt(names.size())), given);
        }
        case JsonNode leaf -> throw new IllegalStateException(leaf.toString());
      }
      try {
        Filter filter = Filter.parseJson(json);
        assertEquals(filter, Filter.parseText(filter.toText()));
      } catch (CatalogException e) {
        assertEquals(CatalogException.Key.INVALID, e.key());
      }
    }
  }

  private static List<JsonNode> containers(JsonNode json) {
    List<JsonNode> found = new ArrayList<>();
    if (json.isContainerNode()) {
      found.add(json);
      json.forEach(child -> found.addAll(containers(child)));
    }
    return found;
  }
}
