// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.overview.Thumbnails;
import org.sunqar.catalog.store.ItemConditions;
import org.sunqar.catalog.store.ItemStore;
import org.sunqar.server.crs.AxisCrs;
import org.sunqar.server.crs.QueryBox;
import org.sunqar.server.http.Answer;
import org.sunqar.server.http.ApiPart;
import org.sunqar.server.http.Kind;
import org.sunqar.server.http.Problem;
import org.sunqar.server.http.Request;
import org.sunqar.server.http.Route;

/**
 * The days on which a collection has scenes, for a timeline: one row a day with the number of
 * scenes, the share of cloud (per cent, the mean over those that say it) and the share that masks
 * hide or that has no value (likewise, where no cloud is told).
 */
public final class DatesApi implements ApiPart {

  private static final JsonFactory JSON = new JsonFactory();

  private final ItemStore store;

  public DatesApi(ItemStore store) {
    this.store = store;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/api/collections/{collection}/dates", Kind.REPORT, Set.of("bbox"), this::dates));
  }

  private static final class Day {
    private int items;
    private final Mean cloud = new Mean();
    private final Mean unseen = new Mean();
  }

  /** A mean of those that say something. */
  private static final class Mean {
    private int count;
    private double sum;

    void add(OptionalDouble value) {
      if (value.isPresent()) {
        count++;
        sum += value.getAsDouble();
      }
    }

    void write(ObjectNode row, String name) {
      if (count > 0) {
        row.put(name, Math.rint(10 * sum / count) / 10);
      }
    }
  }

  private Answer dates(Request request) {
    String id = request.segment("collection");
    if (store.collection(id).isEmpty()) {
      throw Problem.notFound("there is no collection '" + id + "'");
    }
    ItemConditions where = ItemConditions.NONE.in(List.of(id));
    ItemConditions narrowed =
        request
            .parameter("bbox")
            .map(text -> where.touching(QueryBox.lonLat(text, AxisCrs.CRS84)))
            .orElse(where);
    Map<String, Day> days = new TreeMap<>();
    store.forEach(narrowed, document -> add(days, document.json()));
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("collection", id);
    ArrayNode rows = json.putArray("dates");
    days.forEach((day, seen) -> {
      ObjectNode row = rows.addObject().put("day", day).put("items", seen.items);
      seen.cloud.write(row, "cloud");
      seen.unseen.write(row, "unseen");
    });
    return Answer.of(json);
  }

  /**
   * Reads the time and the cloud cover of a stored item; assets, the longer part, are passed over.
   */
  private static void add(Map<String, Day> days, byte[] document) {
    String day = "";
    OptionalDouble cloud = OptionalDouble.empty();
    OptionalDouble unseen = OptionalDouble.empty();
    try (JsonParser parser = JSON.createParser(document)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        if (!name.equals("properties")) {
          parser.skipChildren();
          continue;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          String property = parser.currentName();
          JsonToken value = parser.nextToken();
          if (value == JsonToken.VALUE_STRING
              && (property.equals("datetime")
                  || (property.equals("start_datetime") && day.isEmpty()))) {
            day = parser.getText().substring(0, Math.min(10, parser.getTextLength()));
          } else if (property.equals("eo:cloud_cover") && value.isNumeric()) {
            cloud = OptionalDouble.of(parser.getDoubleValue());
          } else if (property.equals(Thumbnails.UNSEEN) && value.isNumeric()) {
            unseen = OptionalDouble.of(parser.getDoubleValue());
          } else {
            parser.skipChildren();
          }
        }
        break;
      }
    } catch (IOException e) {
      throw new CatalogException(
          CatalogException.Key.CORRUPT, "a stored item is not JSON: " + e.getMessage(), e);
    }
    Day seen = days.computeIfAbsent(day, _ -> new Day());
    seen.items++;
    seen.cloud.add(cloud);
    seen.unseen.add(unseen);
  }
}
