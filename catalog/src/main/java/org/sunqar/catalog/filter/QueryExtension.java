// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.filter;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sunqar.catalog.filter.FilterBuilder.Place;

/**
 * The query of the STAC API's query extension as a {@link Filter}: {@code {"eo:cloud_cover": {"lt":
 * 10, "gte": 1}, "platform": {"in": ["landsat-8", "landsat-9"]}}}. All of its tests must hold.
 *
 * <p>Beside the extension, {@code eq} and {@code neq} take null: the property is absent or not.
 */
public final class QueryExtension {

  private static final String OPERATORS =
      "eq, neq, lt, lte, gt, gte, startsWith, endsWith, contains, in";

  private final FilterBuilder builder = new FilterBuilder();
  private final List<Condition> conditions = new ArrayList<>();

  private QueryExtension() {}

  /**
   * Parses a query; an empty one is met by every item.
   *
   * @param query an object of objects
   * @throws org.sunqar.catalog.CatalogException INVALID, with the place and what would be right
   */
  public static Filter parse(JsonNode query) {
    QueryExtension parsed = new QueryExtension();
    if (!query.isObject()) {
      throw FilterBuilder.invalid(() -> "query", "an object of properties was expected");
    }
    for (Map.Entry<String, JsonNode> property : query.properties()) {
      parsed.property(property.getKey(), property.getValue());
    }
    List<Condition> conditions = parsed.conditions;
    return switch (conditions.size()) {
      case 0 -> Filter.of(new Condition.Holds(new Operand.Truth(true)));
      case 1 -> Filter.of(conditions.getFirst());
      default -> Filter.of(new Condition.And(conditions));
    };
  }

  private void property(String name, JsonNode tests) {
    Place place = () -> "query of " + FilterBuilder.quoted(name);
    Operand property = builder.property(name, place);
    if (!tests.isObject() || tests.isEmpty()) {
      throw FilterBuilder.invalid(
          place, "an object of tests was expected, such as {\"lt\": 10}; there are " + OPERATORS);
    }
    for (Map.Entry<String, JsonNode> test : tests.properties()) {
      if (conditions.size() == FilterLimits.NODES) {
        throw FilterLimits.exceeded("has more than " + FilterLimits.NODES + " parts");
      }
      String operator = test.getKey();
      conditions.add(
          condition(property, operator, test.getValue(), () -> place.describe() + ", " + operator));
    }
  }

  private Condition condition(Operand property, String operator, JsonNode value, Place place) {
    return switch (operator) {
      case "eq" ->
          value.isNull()
              ? new Condition.IsNull(property)
              : compared(property, ComparisonOperator.EQUAL, value, place);
      case "neq" ->
          value.isNull()
              ? new Condition.Not(new Condition.IsNull(property))
              : compared(property, ComparisonOperator.NOT_EQUAL, value, place);
      case "lt" -> compared(property, ComparisonOperator.LESS, value, place);
      case "lte" -> compared(property, ComparisonOperator.LESS_OR_EQUAL, value, place);
      case "gt" -> compared(property, ComparisonOperator.GREATER, value, place);
      case "gte" -> compared(property, ComparisonOperator.GREATER_OR_EQUAL, value, place);
      case "startsWith" -> like(property, "", value, "%", place);
      case "endsWith" -> like(property, "%", value, "", place);
      case "contains" -> like(property, "%", value, "%", place);
      case "in" -> in(property, value, place);
      default ->
          throw FilterBuilder.invalid(place, "there is no such test; there are " + OPERATORS);
    };
  }

  private Condition compared(
      Operand property, ComparisonOperator operator, JsonNode value, Place place) {
    return FilterBuilder.comparison(property, operator, scalar(value, place), place);
  }

  private Condition in(Operand property, JsonNode list, Place place) {
    if (!list.isArray() || list.size() > FilterLimits.NODES) {
      throw FilterBuilder.invalid(
          place, "a list of at most " + FilterLimits.NODES + " values was expected");
    }
    List<Operand> values = new ArrayList<>(list.size());
    list.forEach(value -> values.add(scalar(value, place)));
    return FilterBuilder.in(property, values, place);
  }

  private Condition like(
      Operand property, String before, JsonNode value, String after, Place place) {
    if (!value.isTextual()) {
      throw FilterBuilder.invalid(place, "a text was expected");
    }
    String pattern = before + LikePattern.escaped(value.textValue()) + after;
    return FilterBuilder.like(property, builder.text(pattern, place), place);
  }

  private Operand scalar(JsonNode value, Place place) {
    return switch (value.getNodeType()) {
      case STRING -> builder.text(value.textValue(), place);
      case NUMBER -> FilterBuilder.number(value, place);
      case BOOLEAN -> new Operand.Truth(value.booleanValue());
      case ARRAY, OBJECT, NULL, MISSING, BINARY, POJO ->
          throw FilterBuilder.invalid(place, "a text, a number, true or false was expected");
    };
  }
}
