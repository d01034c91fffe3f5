// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.stac;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sunqar.catalog.CatalogException;
import org.sunqar.raster.geo.Bounds;

/**
 * A set of items that belong together: a STAC 1.1.0 Collection.
 *
 * @param id unique in the catalogue
 * @param description what is in it, for people; never blank
 * @param license an SPDX identifier, or {@code other}
 * @param extent what its items cover; the store keeps it up to date
 * @param links to other documents
 * @param other all other fields, among them {@code title}, {@code providers}, {@code summaries}
 */
public record Collection(
    String id,
    String description,
    String license,
    Extent extent,
    List<Link> links,
    Map<String, JsonNode> other) {

  /**
   * What the items of a collection cover; empty for a collection without items.
   *
   * @param bbox longitudes and latitudes (degrees)
   * @param time from the first to the last observation
   */
  public record Extent(Optional<Bounds> bbox, Optional<TimeInterval> time) {

    public static final Extent EMPTY = new Extent(Optional.empty(), Optional.empty());
  }

  private static final List<String> KNOWN =
      List.of("type", "id", "description", "license", "extent", "links");

  public Collection {
    if (id.isBlank() || description.isBlank()) {
      throw new CatalogException(
          CatalogException.Key.INVALID, "a collection needs an id and a description");
    }
    links = List.copyOf(links);
    other = Json.copy(other);
  }

  /** A new collection without items, under an unspecified licence. */
  public static Collection of(String id, String description) {
    return new Collection(id, description, "other", Extent.EMPTY, List.of(), Map.of());
  }

  public static Collection fromJson(ObjectNode document) {
    if (!Json.string(document, "type").equals("Collection")) {
      throw Json.invalid("type", "\"Collection\"", document.get("type"));
    }
    ObjectNode json = Stac10.upgraded(document);
    return new Collection(
        Json.string(json, "id"),
        Json.string(json, "description"),
        Json.optionalString(json, "license").orElse("other"),
        extentFromJson(json.path("extent")),
        Json.objectList(json, "links").stream().map(Link::fromJson).toList(),
        Json.fieldsBut(json, KNOWN));
  }

  public ObjectNode toJson() {
    ObjectNode json = Json.object().put("type", "Collection");
    json.set(
        "stac_version", other.getOrDefault("stac_version", Json.NODES.textNode(Item.STAC_VERSION)));
    json.set("stac_extensions", Json.strings(extensions()));
    json.put("id", id).put("description", description).put("license", license);
    json.set("extent", extentJson());
    json.putArray("links").addAll(links.stream().map(Link::toJson).toList());
    other.forEach((field, value) -> {
      if (!json.has(field)) {
        json.set(field, value);
      }
    });
    return json;
  }

  private List<String> extensions() {
    Extensions used = new Extensions().properties(other);
    used.fields(other.getOrDefault("summaries", Json.object())::fieldNames);
    for (String holder : List.of("assets", "item_assets")) {
      for (JsonNode asset : other.getOrDefault(holder, Json.object())) {
        used.fields(asset::fieldNames);
        asset.path("bands").forEach(band -> used.fields(band::fieldNames));
      }
    }
    links.forEach(used::link);
    return used.declare(Extensions.declaredIn(other));
  }

  public Collection withExtent(Extent newExtent) {
    return new Collection(id, description, license, newExtent, links, other);
  }

  /**
   * STAC wants an extent even for nothing: the whole world, at a time that is open on both ends.
   */
  private ObjectNode extentJson() {
    Bounds box = extent.bbox().orElse(new Bounds(-180, -90, 180, 90));
    ObjectNode json = Json.object();
    json.putObject("spatial")
        .putArray("bbox")
        .add(Json.array(box.minX(), box.minY(), box.maxX(), box.maxY()));
    ArrayNode interval = json.putObject("temporal").putArray("interval").addArray();
    if (extent.time().isPresent()) {
      interval.add(extent.time().get().start().toString());
      interval.add(extent.time().get().end().toString());
    } else {
      interval.addNull().addNull();
    }
    return json;
  }

  private static Extent extentFromJson(JsonNode extent) {
    Optional<Bounds> box =
        Json.numbers(extent.path("spatial").path("bbox").path(0))
            .filter(b -> b.length == 4 && b[0] <= b[2] && b[1] <= b[3])
            .map(b -> new Bounds(b[0], b[1], b[2], b[3]));
    JsonNode interval = extent.path("temporal").path("interval").path(0);
    Optional<TimeInterval> time = Optional.empty();
    if (interval.path(0).isTextual() && interval.path(1).isTextual()) {
      try {
        time =
            Optional.of(
                new TimeInterval(
                    java.time.OffsetDateTime.parse(interval.path(0).asText()).toInstant(),
                    java.time.OffsetDateTime.parse(interval.path(1).asText()).toInstant()));
      } catch (java.time.DateTimeException | IllegalArgumentException e) {
        throw Json.invalid("extent.temporal.interval", "two dates and times in order", interval);
      }
    }
    return time.isEmpty() ? new Extent(Optional.empty(), time) : new Extent(box, time);
  }
}
