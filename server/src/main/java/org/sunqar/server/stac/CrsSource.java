// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.stac;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.filter.Filter;
import org.sunqar.catalog.stac.Json;
import org.sunqar.raster.geo.Bounds;
import org.sunqar.server.crs.AxisCrs;
import org.sunqar.server.crs.CrsList;
import org.sunqar.server.crs.GeoJsonCrs;
import org.sunqar.server.crs.QueryBox;
import org.sunqar.server.http.Problem;

/**
 * The parameters of a search whose box and filter may be in other systems than longitude and
 * latitude ({@code bbox-crs}, {@code filter-crs}), as if they were in these.
 *
 * <p>Known limit: a shape of a filter has no points added to its edges when it is transformed.
 *
 * @param inner the parameters as they came
 * @param systems those that are possible
 */
record CrsSource(SearchSource inner, CrsList systems) implements SearchSource {

  @Override
  public Optional<double[]> numbers(String name) {
    Optional<double[]> numbers = inner.numbers(name);
    Optional<String> uri = inner.text("bbox-crs");
    if (!name.equals("bbox") || uri.isEmpty()) {
      return numbers;
    }
    AxisCrs system = systems.find(uri.get(), "bbox-crs");
    return numbers.map(box -> lonLat(box, system));
  }

  private static double[] lonLat(double[] box, AxisCrs system) {
    Bounds bounds = QueryBox.lonLat(box, system);
    return bounds.maxX() - bounds.minX() >= 360
        ? new double[] {-180, bounds.minY(), 180, bounds.maxY()}
        : turned(bounds).bbox();
  }

  /** With a west of -180..180. */
  private static Bounds turned(Bounds bounds) {
    double turns = -360 * Math.floor((bounds.minX() + 180) / 360);
    return new Bounds(bounds.minX() + turns, bounds.minY(), bounds.maxX() + turns, bounds.maxY());
  }

  @Override
  public Optional<String> text(String name) {
    return switch (name) {
      case "filter-crs" -> Optional.empty();
      case "filter-lang" -> filterCrs().isPresent() ? Optional.of("cql2-json") : inner.text(name);
      case "filter" -> filterCrs().isPresent() ? filterIn(filterCrs().get()) : inner.text(name);
      default -> inner.text(name);
    };
  }

  /** The system of the filter, when it is not that of the catalogue. */
  private Optional<AxisCrs> filterCrs() {
    return inner
        .text("filter-crs")
        .map(uri -> systems.find(uri, "filter-crs"))
        .filter(system -> !system.isCrs84());
  }

  private Optional<String> filterIn(AxisCrs system) {
    Optional<String> text = inner.text("filter");
    if (text.isEmpty()) {
      return text;
    }
    try {
      Filter filter =
          inner.text("filter-lang").orElse("cql2-text").equals("cql2-json")
              ? Filter.parseJson(Json.parseObject(text.get()))
              : Filter.parseText(text.get());
      return Optional.of(moved(filter.toJson(), system).toString());
    } catch (CatalogException e) {
      throw Problem.badRequest("filter", "filter: " + e.getMessage());
    }
  }

  /** A filter with its shapes in longitude and latitude. */
  private static JsonNode moved(JsonNode node, AxisCrs system) {
    if (node instanceof ObjectNode object) {
      if (object.path("type").isTextual()
          && (object.has("coordinates") || object.has("geometries"))) {
        return new GeoJsonCrs(system, AxisCrs.CRS84)
            .geometry(object)
            .orElseThrow(
                () -> Problem.badRequest("filter", "a shape of the filter has no place on earth"));
      }
      ObjectNode copy = JsonNodeFactory.instance.objectNode();
      if (object.size() == 1 && object.path("bbox").isArray()) {
        double[] box = new double[object.get("bbox").size()];
        Arrays.setAll(box, i -> object.get("bbox").path(i).doubleValue());
        ArrayNode moved = copy.putArray("bbox");
        Arrays.stream(lonLat(box, system)).forEach(moved::add);
        return copy;
      }
      object
          .properties()
          .forEach(field -> copy.set(field.getKey(), moved(field.getValue(), system)));
      return copy;
    }
    if (node instanceof ArrayNode array) {
      List<JsonNode> elements = new ArrayList<>();
      array.forEach(element -> elements.add(moved(element, system)));
      return JsonNodeFactory.instance.arrayNode().addAll(elements);
    }
    return node;
  }

  @Override
  public List<String> strings(String name) {
    return inner.strings(name);
  }

  @Override
  public Optional<JsonNode> json(String name) {
    return inner.json(name);
  }

  @Override
  public boolean isDocument() {
    return inner.isDocument();
  }
}
