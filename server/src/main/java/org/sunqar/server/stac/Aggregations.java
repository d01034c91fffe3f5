// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.stac;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sunqar.catalog.store.Aggregation;
import org.sunqar.catalog.store.ItemConditions;
import org.sunqar.catalog.store.ItemStore;
import org.sunqar.server.http.Answer;
import org.sunqar.server.http.Kind;
import org.sunqar.server.http.Problem;
import org.sunqar.server.http.Request;
import org.sunqar.server.http.Route;

/** Counts over the items of a search (STAC API Aggregation 0.3). */
final class Aggregations {

  private static final List<Double> PERCENT =
      List.of(0.0, 5.0, 10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0, 80.0, 90.0, 100.0);

  /** What can be asked for: the name, the question, and what kind of data the answer is. */
  private record Known(Aggregation question, String dataType, String bucketType) {}

  private static final Map<String, Known> KNOWN = known();

  private static final Set<String> PARAMETERS =
      SearchRoutes.union(SearchRequest.CONDITIONS, Set.of("aggregations", "grid_precision"));

  private final ItemStore store;
  private final CollectionRoutes collections;

  Aggregations(ItemStore store, CollectionRoutes collections) {
    this.store = store;
    this.collections = collections;
  }

  List<Route> routes() {
    String one = "/api/collections/{collection}";
    Set<String> ofCollection = SearchRoutes.without(PARAMETERS, "collections");
    return List.of(
        Route.get(
            "/api/aggregations", Kind.AGGREGATIONS, request -> list(request, Optional.empty())),
        Route.get(
            one + "/aggregations",
            Kind.AGGREGATIONS,
            request -> list(request, Optional.of(collections.existing(request).id()))),
        Route.get(
            "/api/aggregate",
            Kind.AGGREGATION_RESULT,
            PARAMETERS,
            request -> aggregate(request, new SearchSource.Parameters(request), Optional.empty())),
        Route.get(
            one + "/aggregate",
            Kind.AGGREGATION_RESULT,
            ofCollection,
            request ->
                aggregate(
                    request,
                    new SearchSource.Parameters(request),
                    Optional.of(collections.existing(request).id()))),
        Route.ask(
            "/api/aggregate",
            Kind.AGGREGATION_RESULT,
            request -> aggregate(request, document(request, PARAMETERS), Optional.empty())),
        Route.ask(
            one + "/aggregate",
            Kind.AGGREGATION_RESULT,
            request ->
                aggregate(
                    request,
                    document(request, ofCollection),
                    Optional.of(collections.existing(request).id()))));
  }

  private static SearchSource document(Request request, Set<String> known) throws IOException {
    return new SearchSource.Document(request.json(SearchRoutes.MOST), known);
  }

  private static Answer list(Request request, Optional<String> collection) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode list = json.putArray("aggregations");
    KNOWN.forEach((name, known) -> {
      ObjectNode entry = list.addObject().put("name", name).put("data_type", known.dataType);
      if (!known.bucketType.isEmpty()) {
        entry.put("frequency_distribution_data_type", known.bucketType);
      }
    });
    ArrayNode links = json.putArray("links");
    Links.add(links, "self", request.self(), "application/json");
    Links.add(links, "root", request.base(), "application/json");
    collection.ifPresent(id ->
        Links.add(links, "collection", request.address("collections", id), "application/json"));
    return Answer.of(json);
  }

  private Answer aggregate(Request request, SearchSource source, Optional<String> collection) {
    ItemConditions conditions = SearchRequest.conditions(source);
    ItemConditions where =
        collection.isPresent() ? conditions.in(List.of(collection.get())) : conditions;
    List<String> names = source.strings("aggregations");
    List<Aggregation> questions = new ArrayList<>();
    for (String name : names) {
      questions.add(question(name, source));
    }
    List<List<Aggregation.Bucket>> answers =
        questions.isEmpty() ? List.of() : store.aggregate(where, questions);
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("type", "AggregationCollection");
    ArrayNode list = json.putArray("aggregations");
    for (int i = 0; i < answers.size(); i++) {
      list.add(answer(names.get(i), questions.get(i), answers.get(i)));
    }
    ArrayNode links = json.putArray("links");
    Links.add(links, "self", request.self(), "application/json");
    Links.add(links, "root", request.base(), "application/json");
    return Answer.of(json);
  }

  private static Aggregation question(String name, SearchSource source) {
    if (name.equals("grid_tile_frequency")) {
      String text = source.text("grid_precision").orElse("3");
      if (text.length() <= 2 && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
        int zoom = Integer.parseInt(text);
        if (zoom <= 12) {
          return new Aggregation.ByTile(zoom);
        }
      }
      throw Problem.badRequest(
          "grid_precision",
          "grid_precision '" + SearchSource.shortened(text) + "' should be a zoom of 0..12");
    }
    Known known = KNOWN.get(name);
    if (known == null) {
      throw Problem.badRequest(
          "aggregations",
          "there is no aggregation '"
              + SearchSource.shortened(name)
              + "'; there are "
              + String.join(", ", KNOWN.keySet()));
    }
    return known.question;
  }

  private static ObjectNode answer(
      String name, Aggregation question, List<Aggregation.Bucket> buckets) {
    Known known = KNOWN.getOrDefault(name, new Known(question, "string", ""));
    ObjectNode json =
        JsonNodeFactory.instance.objectNode().put("name", name).put("data_type", known.dataType);
    switch (question) {
      case Aggregation.Count() ->
          json.put("value", buckets.isEmpty() ? 0 : buckets.getFirst().count());
      case Aggregation.FirstTime(), Aggregation.LastTime() -> {
        if (buckets.isEmpty()) {
          json.putNull("value");
        } else {
          json.put("value", buckets.getFirst().key());
        }
      }
      case Aggregation.ByNumber(_, List<Double> bounds) -> {
        ArrayNode list = json.putArray("buckets");
        for (Aggregation.Bucket bucket : buckets) {
          double from = Double.parseDouble(bucket.key());
          ObjectNode entry = bucket(list, bucket, "numeric").put("from", from);
          bounds.stream().filter(b -> b > from).findFirst().ifPresent(to -> entry.put("to", to));
        }
      }
      case Aggregation.ByTime _,
          Aggregation.ByCollection _,
          Aggregation.ByText _,
          Aggregation.ByTile _ -> {
        ArrayNode list = json.putArray("buckets");
        buckets.forEach(bucket -> bucket(list, bucket, known.dataType));
      }
    }
    return json;
  }

  private static ObjectNode bucket(ArrayNode list, Aggregation.Bucket bucket, String type) {
    return list.addObject()
        .put("key", bucket.key())
        .put("data_type", type)
        .put("frequency", bucket.count());
  }

  private static Map<String, Known> known() {
    Map<String, Known> known = new LinkedHashMap<>();
    known.put("total_count", new Known(new Aggregation.Count(), "integer", ""));
    known.put("datetime_min", new Known(new Aggregation.FirstTime(), "datetime", ""));
    known.put("datetime_max", new Known(new Aggregation.LastTime(), "datetime", ""));
    known.put(
        "collection_frequency", new Known(new Aggregation.ByCollection(), "string", "string"));
    known.put(
        "datetime_frequency",
        new Known(new Aggregation.ByTime(Aggregation.Period.MONTH), "datetime", "datetime"));
    known.put(
        "datetime_day_frequency",
        new Known(new Aggregation.ByTime(Aggregation.Period.DAY), "datetime", "datetime"));
    known.put(
        "datetime_year_frequency",
        new Known(new Aggregation.ByTime(Aggregation.Period.YEAR), "datetime", "datetime"));
    known.put(
        "cloud_cover_frequency",
        new Known(new Aggregation.ByNumber("eo:cloud_cover", PERCENT), "numeric", "numeric"));
    known.put(
        "platform_frequency", new Known(new Aggregation.ByText("platform"), "string", "string"));
    known.put(
        "constellation_frequency",
        new Known(new Aggregation.ByText("constellation"), "string", "string"));
    known.put("grid_tile_frequency", new Known(new Aggregation.ByTile(3), "string", "string"));
    return known;
  }
}
