// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.watch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.sunqar.analysis.AnalysisException;

/**
 * Where a page ended: at an alert that may have changed since, or be gone. What comes back from
 * outside as a text is checked.
 *
 * @param values of the alert at each key of the order: texts, Long or Double
 * @param key of its row
 */
record AlertPlace(List<Object> values, long key) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Longer texts are refused unread (characters). */
  private static final int MOST = 4096;

  AlertPlace {
    values = List.copyOf(values);
  }

  String toText(List<AlertOrder> order) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("o", signature(order));
    ArrayNode list = json.putArray("v");
    for (Object value : values) {
      switch (value) {
        case Long whole -> list.add(whole);
        case Double real -> list.add(real);
        case Object text -> list.add(text.toString());
      }
    }
    json.put("k", key);
    try {
      return Base64.getUrlEncoder().withoutPadding().encodeToString(JSON.writeValueAsBytes(json));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * The inverse of {@link #toText}.
   *
   * @throws AnalysisException SETTING when it is not a place of this order
   */
  static AlertPlace parse(String text, List<AlertOrder> order) {
    if (text.length() > MOST) {
      throw wrong();
    }
    JsonNode json;
    try {
      json = JSON.readTree(Base64.getUrlDecoder().decode(text.getBytes(StandardCharsets.US_ASCII)));
    } catch (IOException | IllegalArgumentException _) {
      throw wrong();
    }
    if (json == null
        || !json.path("o").asText().equals(signature(order))
        || json.path("v").size() != order.size()
        || !json.path("k").canConvertToLong()
        || !json.path("k").isIntegralNumber()) {
      throw wrong();
    }
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < order.size(); i++) {
      JsonNode value = json.path("v").get(i);
      boolean right =
          switch (order.get(i).column().type()) {
            case TEXT, NAME, DAY -> value.isTextual();
            case INSTANT -> value.isIntegralNumber() && value.canConvertToLong();
            case NUMBER -> value.isNumber();
          };
      if (!right) {
        throw wrong();
      }
      values.add(
          switch (order.get(i).column().type()) {
            case TEXT, NAME, DAY -> value.textValue();
            case INSTANT -> (Object) value.longValue();
            case NUMBER -> (Object) value.doubleValue();
          });
    }
    return new AlertPlace(values, json.path("k").longValue());
  }

  /** What comes after it. */
  SqlPart after(List<AlertOrder> order) {
    SqlPart after = new SqlPart("key > ?", key);
    for (int i = order.size() - 1; i >= 0; i--) {
      String column = order.get(i).column().text();
      after =
          new SqlPart(
                  "("
                      + column
                      + (order.get(i).descending() ? " < ? OR " : " > ? OR ")
                      + column
                      + " = ? AND ",
                  values.get(i),
                  values.get(i))
              .then(after)
              .then(new SqlPart(")"));
    }
    return after;
  }

  private static String signature(List<AlertOrder> order) {
    return order.stream().map(AlertOrder::text).collect(Collectors.joining(","));
  }

  private static AnalysisException wrong() {
    return new AnalysisException(
        AnalysisException.Key.SETTING,
        "the token of the next page is not one of this search; begin with the first page");
  }
}
