// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.stac;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.sunqar.catalog.CatalogException;
import org.sunqar.raster.geo.Bounds;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.pixel.PixelType;

/**
 * A scene: a STAC 1.1.0 Item. What is not known here survives from {@link #fromJson} to {@link
 * #toJson}, field by field and in order within its object.
 *
 * <p>Known limits: an item without a geometry is refused, because a catalogue cannot find it.
 *
 * @param id unique within its collection
 * @param collection the id of its collection; empty for an item on its own
 * @param footprint the land that it covers
 * @param properties {@code datetime}, {@code platform}, {@code eo:cloud_cover}, {@code
 *     proj:code}...
 * @param assets its files by key, in order
 * @param links to other documents
 * @param other all other top-level fields, among them the {@code stac_version} and {@code
 *     stac_extensions} that a document declared
 */
public record Item(
    String id,
    String collection,
    Footprint footprint,
    Map<String, JsonNode> properties,
    Map<String, Asset> assets,
    List<Link> links,
    Map<String, JsonNode> other) {

  static final String STAC_VERSION = "1.1.0";

  /** The property that holds the content hash of the scene (hex). */
  public static final String CONTENT_HASH = "sunqar:content_hash";

  /** The property that is true where the scene was not measured but simulated. */
  public static final String SIMULATED = "sunqar:simulated";

  static final List<String> KNOWN =
      List.of("type", "id", "collection", "geometry", "bbox", "properties", "assets", "links");

  public Item {
    if (id.isBlank()) {
      throw new CatalogException(CatalogException.Key.INVALID, "an item needs an id");
    }
    properties = Json.copy(properties);
    assets = Json.copy(assets);
    links = List.copyOf(links);
    other = Json.copy(other);
    interval(id, properties);
  }

  /**
   * A new item of an interval, with the properties that say so: {@code datetime} for an instant,
   * otherwise {@code start_datetime} and {@code end_datetime} beside a {@code datetime} of null.
   */
  public static Item of(
      String id,
      String collection,
      Footprint footprint,
      TimeInterval time,
      Map<String, JsonNode> properties,
      Map<String, Asset> assets) {
    Map<String, JsonNode> all = new LinkedHashMap<>();
    if (time.isInstant()) {
      all.put("datetime", Json.NODES.textNode(time.start().toString()));
    } else {
      all.put("datetime", Json.NODES.nullNode());
      all.put("start_datetime", Json.NODES.textNode(time.start().toString()));
      all.put("end_datetime", Json.NODES.textNode(time.end().toString()));
    }
    all.putAll(properties);
    List<Link> links = collection.isEmpty() ? List.of() : List.of(collectionLink(collection));
    return new Item(id, collection, footprint, all, assets, links, Map.of());
  }

  /**
   * Reads an item of STAC 1.1, or of 1.0 in the terms of 1.1; a document that is not one is a
   * CatalogException with key INVALID.
   */
  public static Item fromJson(ObjectNode document) {
    if (!Json.string(document, "type").equals("Feature")) {
      throw Json.invalid("type", "\"Feature\"", document.get("type"));
    }
    ObjectNode json = Stac10.upgraded(document);
    Map<String, Asset> assets = new LinkedHashMap<>();
    ObjectNode assetJson = Json.objectOrEmpty(json, "assets");
    for (Map.Entry<String, JsonNode> asset : assetJson.properties()) {
      if (!(asset.getValue() instanceof ObjectNode object)) {
        throw Json.invalid("assets." + asset.getKey(), "an object", asset.getValue());
      }
      assets.put(asset.getKey(), Asset.fromJson(object));
    }
    return new Item(
        Json.string(json, "id"),
        Json.optionalString(json, "collection").orElse(""),
        Footprint.fromJson(json.path("geometry"), json.path("bbox")),
        Json.fieldsBut(Json.objectOrEmpty(json, "properties"), List.of()),
        assets,
        Json.objectList(json, "links").stream().map(Link::fromJson).toList(),
        Json.fieldsBut(json, KNOWN));
  }

  /** This item as a STAC document that lists exactly the extensions it uses. */
  public ObjectNode toJson() {
    ObjectNode json = Json.object().put("type", "Feature");
    json.set("stac_version", other.getOrDefault("stac_version", Json.NODES.textNode(STAC_VERSION)));
    json.set("stac_extensions", Json.strings(extensions()));
    json.put("id", id);
    if (!collection.isEmpty()) {
      json.put("collection", collection);
    }
    json.set("geometry", footprint.geometry());
    json.set("bbox", footprint.bboxJson());
    ObjectNode propertyJson = json.putObject("properties");
    properties.forEach(propertyJson::set);
    json.putArray("links").addAll(links.stream().map(Link::toJson).toList());
    ObjectNode assetJson = json.putObject("assets");
    assets.forEach((key, asset) -> assetJson.set(key, asset.toJson()));
    other.forEach((field, value) -> {
      if (!json.has(field)) {
        json.set(field, value);
      }
    });
    return json;
  }

  /** When it was acquired. */
  public TimeInterval interval() {
    return interval(id, properties);
  }

  /** The instant that an analysis takes: {@code datetime}, or the middle of start and end. */
  public Instant time() {
    return instant(id, properties, "datetime").orElseGet(() -> interval().middle());
  }

  /** Where the pixels of its main assets lie; assets of another resolution have their own. */
  public Optional<Grid> grid() {
    return GridFields.read(properties, Map.of())
        .or(() -> assets.keySet().stream().map(this::grid).flatMap(Optional::stream).findFirst());
  }

  /** Where the pixels of one asset lie. */
  public Optional<Grid> grid(String assetKey) {
    Asset asset = assets.get(assetKey);
    return asset == null ? Optional.empty() : GridFields.read(asset.other(), properties);
  }

  /**
   * The band of a name, in any case: by its own name in any asset; else by its common name, where
   * "swir1" is {@code swir16} and "swir2" {@code swir22}; else, for the near infrared, {@code
   * nir08} for {@code nir} and the reverse.
   *
   * @throws CatalogException INVALID when it is in several tiles, see {@link #parts}
   */
  public Optional<BandSource> band(String name) {
    List<BandSource> parts = parts(name);
    if (parts.size() > 1) {
      throw new CatalogException(
          CatalogException.Key.INVALID,
          String.format(
              Locale.ROOT,
              "item %s has its band %s in %d tiles; make one file of them, as with"
                  + " 'sunqar raster mosaic', and import that",
              id,
              name,
              parts.size()));
    }
    return parts.stream().findFirst();
  }

  /**
   * A band as in {@link #band}, in the files that it is in: one, or all tiles of an image that came
   * in several, whose assets have the role {@value Asset#TILE}. Empty when there is no such band.
   */
  public List<BandSource> parts(String name) {
    Optional<String> common = CommonName.of(name);
    List<BandSource> parts = find(band -> band.name().equalsIgnoreCase(name));
    if (parts.isEmpty()) {
      parts =
          find(band ->
              band.commonName().filter(c -> c.equalsIgnoreCase(common.orElse(name))).isPresent());
    }
    if (parts.isEmpty() && common.isPresent()) {
      parts =
          find(band ->
              band.commonName().filter(c -> CommonName.serves(c, common.get())).isPresent());
    }
    return parts;
  }

  /** The names of all bands, in order: of each, its own name, else its common name. */
  public List<String> bandNames() {
    return assets.values().stream()
        .flatMap(asset -> asset.bands().stream())
        .map(band -> band.name().isEmpty() ? band.commonName().orElse("") : band.name())
        .filter(name -> !name.isEmpty())
        .distinct() // tiles have the same bands
        .toList();
  }

  /** Which of its pixels are clear, when the item says so. */
  public Optional<MaskSource> clearMask() {
    for (Asset asset : assets.values()) {
      Optional<ClearMask> whole = rule(asset.other());
      if (whole.isPresent()) {
        return Optional.of(new MaskSource(asset.href(), 1, whole.get()));
      }
      for (int i = 0; i < asset.bands().size(); i++) {
        Optional<ClearMask> rule = rule(asset.bands().get(i).fields());
        if (rule.isPresent()) {
          return Optional.of(new MaskSource(asset.href(), i + 1, rule.get()));
        }
      }
    }
    return Optional.empty();
  }

  /** Whether nothing was measured: the scene comes from a simulation, and says so. */
  public boolean isSimulated() {
    JsonNode simulated = properties.get(SIMULATED);
    return simulated != null && simulated.asBoolean();
  }

  /** The content hash of the scene (hex), when it came in through the importer. */
  public Optional<String> contentHash() {
    return Optional.ofNullable(properties.get(CONTENT_HASH))
        .filter(JsonNode::isTextual)
        .map(JsonNode::textValue);
  }

  /** This item for a workspace: files inside it are named relative to it. */
  public Item relativeTo(Path workspace) {
    return withHrefs(href -> Href.relativize(workspace, href));
  }

  /** The inverse of {@link #relativeTo}. */
  public Item resolvedAgainst(Path workspace) {
    return withHrefs(href -> Href.resolve(workspace, href));
  }

  /** This item in another collection. */
  public Item withCollection(String newCollection) {
    List<Link> changed = new ArrayList<>(links);
    changed.removeIf(link -> link.rel().equals("collection"));
    changed.add(collectionLink(newCollection));
    return new Item(id, newCollection, footprint, properties, assets, changed, other);
  }

  /** This item with the addresses of its assets changed. */
  public Item withHrefs(UnaryOperator<String> change) {
    Map<String, Asset> changed = new LinkedHashMap<>();
    boolean same = true;
    for (Map.Entry<String, Asset> asset : assets.entrySet()) {
      String href = change.apply(asset.getValue().href());
      boolean kept = href.equals(asset.getValue().href());
      changed.put(asset.getKey(), kept ? asset.getValue() : asset.getValue().withHref(href));
      same &= kept;
    }
    return same ? this : new Item(id, collection, footprint, properties, changed, links, other);
  }

  /** This item over another area. */
  public Item withFootprint(Footprint newFootprint) {
    return new Item(id, collection, newFootprint, properties, assets, links, other);
  }

  /** This item with one more asset, or with another one in its place. */
  public Item withAsset(String key, Asset asset) {
    Map<String, Asset> changed = new LinkedHashMap<>(assets);
    changed.put(key, asset);
    return new Item(id, collection, footprint, properties, changed, links, other);
  }

  /** This item with one more property, or with another value of it. */
  public Item withProperty(String field, JsonNode value) {
    Map<String, JsonNode> changed = new LinkedHashMap<>(properties);
    changed.put(field, value);
    return new Item(id, collection, footprint, changed, assets, links, other);
  }

  /** Longitudes and latitudes (degrees) that the item covers. */
  public Bounds bbox() {
    return footprint.bbox();
  }

  /**
   * STAC asks for it. It is relative to where a STAC API has the item, {@code
   * collections/c/items/id}.
   */
  private static Link collectionLink(String collection) {
    return Link.of("collection", "../../" + collection);
  }

  /** The first band of this kind; when it is in a tile, that of all tiles. */
  private List<BandSource> find(Predicate<Band> wanted) {
    List<BandSource> found = new ArrayList<>();
    for (Map.Entry<String, Asset> entry : assets.entrySet()) {
      Asset asset = entry.getValue();
      boolean tile = asset.roles().contains(Asset.TILE);
      for (int i = 0; i < asset.bands().size() && (found.isEmpty() || tile); i++) {
        if (wanted.test(asset.bands().get(i))) {
          found.add(source(entry.getKey(), asset, i));
          if (!tile) {
            return found;
          }
          break;
        }
      }
    }
    return found;
  }

  /** A band's fields, or the asset's where the band has none (STAC 1.1 lets bands inherit). */
  private BandSource source(String key, Asset asset, int index) {
    Map<String, JsonNode> fields = new LinkedHashMap<>(asset.other());
    fields.putAll(asset.bands().get(index).fields());
    JsonNode type = fields.get("data_type");
    if (type == null || !type.isTextual()) {
      throw new CatalogException(
          CatalogException.Key.INVALID,
          String.format(
              Locale.ROOT, "item %s: band %d of asset %s has no data_type", id, index + 1, key));
    }
    PixelType pixelType;
    try {
      pixelType = PixelType.ofStacName(type.textValue());
    } catch (IllegalArgumentException e) {
      throw new CatalogException(
          CatalogException.Key.INVALID,
          String.format(Locale.ROOT, "item %s: asset %s: %s", id, key, e.getMessage()),
          e);
    }
    return new BandSource(
        key,
        asset.href(),
        index + 1,
        pixelType,
        noData(fields.get("nodata")),
        number(fields, "raster:scale", 1),
        number(fields, "raster:offset", 0));
  }

  private static OptionalDouble noData(@org.jspecify.annotations.Nullable JsonNode node) {
    if (node == null || node.isNull()) {
      return OptionalDouble.empty();
    }
    if (node.isNumber()) {
      return OptionalDouble.of(node.doubleValue());
    }
    return switch (node.asText()) {
      case "nan" -> OptionalDouble.of(Double.NaN);
      case "inf" -> OptionalDouble.of(Double.POSITIVE_INFINITY);
      case "-inf" -> OptionalDouble.of(Double.NEGATIVE_INFINITY);
      default -> throw Json.invalid("nodata", "a number, \"nan\", \"inf\" or \"-inf\"", node);
    };
  }

  private static double number(Map<String, JsonNode> fields, String field, double otherwise) {
    JsonNode node = fields.get(field);
    if (node == null) {
      return otherwise;
    }
    if (!node.isNumber()) {
      throw Json.invalid(field, "a number", node);
    }
    return node.doubleValue();
  }

  private static Optional<ClearMask> rule(Map<String, JsonNode> fields) {
    return Optional.ofNullable(fields.get(ClearMask.FIELD))
        .filter(JsonNode::isTextual)
        .map(node -> ClearMask.ofCode(node.textValue()));
  }

  private static TimeInterval interval(String id, Map<String, JsonNode> properties) {
    Optional<Instant> datetime = instant(id, properties, "datetime");
    Optional<Instant> start = instant(id, properties, "start_datetime").or(() -> datetime);
    Optional<Instant> end = instant(id, properties, "end_datetime").or(() -> datetime);
    if (start.isEmpty() || end.isEmpty()) {
      throw new CatalogException(
          CatalogException.Key.INVALID,
          "item " + id + " has no datetime, nor both start_datetime and end_datetime");
    }
    if (end.get().isBefore(start.get())) {
      throw new CatalogException(
          CatalogException.Key.INVALID,
          "item " + id + " ends before it starts: " + start.get() + ".." + end.get());
    }
    return new TimeInterval(start.get(), end.get());
  }

  private static Optional<Instant> instant(
      String id, Map<String, JsonNode> properties, String field) {
    JsonNode node = properties.get(field);
    if (node == null || node.isNull()) {
      return Optional.empty();
    }
    try {
      return Optional.of(OffsetDateTime.parse(node.asText()).toInstant());
    } catch (DateTimeException e) {
      throw new CatalogException(
          CatalogException.Key.INVALID,
          "item " + id + ": " + field + " " + node + " is not a date and time of RFC 3339",
          e);
    }
  }

  List<String> extensions() {
    Extensions used = new Extensions().properties(properties).fields(other.keySet());
    for (Asset asset : assets.values()) {
      used.fields(asset.other().keySet());
      asset.bands().forEach(band -> used.fields(band.fields().keySet()));
    }
    links.forEach(used::link);
    return used.declare(Extensions.declaredIn(other));
  }
}
