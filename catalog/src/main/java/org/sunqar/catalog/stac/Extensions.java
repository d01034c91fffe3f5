// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.stac;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which STAC extensions a document uses: told by the prefixes of its fields, and for the extensions
 * whose fields have none by the names of fields and the relations of links.
 *
 * <p>A document that was read keeps the versions that it declared, and what it declared for
 * prefixes that are not known here. {@code created} and {@code updated} need no extension: they are
 * common metadata.
 */
final class Extensions {

  private static final String HOST = "https://stac-extensions.github.io/";

  /** The extension of each prefix, in the order in which documents list them. */
  private static final Map<String, String> SCHEMAS = new LinkedHashMap<>();

  private static final String VERSION = schema("version/v1.2.0");
  private static final String TIMESTAMPS = schema("timestamps/v1.1.0");
  private static final String RENDER = schema("render/v2.0.0");
  private static final String WEB_MAP_LINKS = schema("web-map-links/v1.3.0");

  /** Those whose fields have no prefix. */
  private static final List<String> WITHOUT_PREFIX =
      List.of(VERSION, TIMESTAMPS, RENDER, WEB_MAP_LINKS);

  static {
    // Of the versions of projection only this one takes proj:code beside proj:epsg, which GDAL
    // before 3.10 needs; 2.0.0 rejects proj:epsg.
    put("proj", "projection/v1.2.0");
    put("eo", "eo/v2.0.0");
    put("raster", "raster/v2.0.0");
    put("view", "view/v1.1.0");
    put("sat", "sat/v1.2.0");
    put("sar", "sar/v1.3.0");
    put("grid", "grid/v1.1.0");
    put("product", "product/v1.0.0");
    put("file", "file/v2.1.0");
    put("classification", "classification/v1.1.0");
    put("processing", "processing/v1.2.0");
    put("cube", "datacube/v2.3.0");
    put("mlm", "mlm/v1.5.2");
    put("sci", "scientific/v1.0.0");
    SCHEMAS.put("wms", WEB_MAP_LINKS);
    SCHEMAS.put("wmts", WEB_MAP_LINKS);
    SCHEMAS.put("pmtiles", WEB_MAP_LINKS);
  }

  /** All of them in order, by their addresses without a version. */
  private static final Map<String, String> STEMS = new LinkedHashMap<>();

  static {
    SCHEMAS.values().stream()
        .filter(extension -> !WITHOUT_PREFIX.contains(extension))
        .forEach(extension -> STEMS.put(stem(extension), extension));
    WITHOUT_PREFIX.forEach(extension -> STEMS.put(stem(extension), extension));
  }

  private final Set<String> used = new LinkedHashSet<>();

  Extensions() {}

  private static String schema(String path) {
    return HOST + path + "/schema.json";
  }

  private static void put(String prefix, String path) {
    SCHEMAS.put(prefix, schema(path));
  }

  /** Counts the fields of an asset, a band, a link, or summaries. */
  Extensions fields(Iterable<String> names) {
    for (String name : names) {
      int colon = name.indexOf(':');
      String known = colon > 0 ? SCHEMAS.get(name.substring(0, colon)) : null;
      if (known != null) {
        used.add(known);
      }
    }
    return this;
  }

  /**
   * Counts an item's properties or a collection's fields, among which are those without a prefix.
   * Such a name is taken as the extension's only with a value as the extension has it: "version" is
   * also what others call other things.
   */
  Extensions properties(Map<String, JsonNode> properties) {
    fields(properties.keySet());
    properties.forEach((name, value) -> {
      switch (name) {
        case "version" -> use(VERSION, value.isTextual());
        case "deprecated", "experimental" -> use(VERSION, value.isBoolean());
        case "published", "expires", "unpublished" -> use(TIMESTAMPS, isTime(value));
        case "renders" -> use(RENDER, value.isObject());
        default -> {}
      }
    });
    return this;
  }

  /** Counts a link. */
  Extensions link(Link link) {
    use(WEB_MAP_LINKS, link.rel().equals("xyz") || link.rel().equals("tilejson"));
    return fields(link.other().keySet());
  }

  private void use(String extension, boolean really) {
    if (really) {
      used.add(extension);
    }
  }

  private static boolean isTime(JsonNode value) {
    try {
      return value.isTextual() && OffsetDateTime.parse(value.textValue()).getYear() >= 0;
    } catch (DateTimeException e) {
      return false;
    }
  }

  /** The schema addresses to list, given what was declared before. */
  List<String> declare(List<String> declared) {
    // by stem and without streams: this is done for every item that is written
    Map<String, String> declaredByStem = new LinkedHashMap<>();
    declared.forEach(address -> declaredByStem.putIfAbsent(stem(address), address));
    List<String> schemas = new ArrayList<>();
    STEMS.forEach((stem, extension) -> {
      if (used.contains(extension)) {
        schemas.add(declaredByStem.getOrDefault(stem, extension));
      }
    });
    for (String address : declared) {
      if (!STEMS.containsKey(stem(address))) {
        schemas.add(address);
      }
    }
    return schemas;
  }

  /** What a document declared, in its {@code stac_extensions}. */
  static List<String> declaredIn(Map<String, JsonNode> fields) {
    List<String> declared = new ArrayList<>();
    JsonNode list = fields.get("stac_extensions");
    if (list != null) {
      list.forEach(address -> declared.add(address.asText()));
    }
    return declared;
  }

  /** The version that is written here of an extension that is declared in any version. */
  static String newest(String address) {
    return STEMS.getOrDefault(stem(address), address);
  }

  /** The address of a schema without its version. */
  private static String stem(String address) {
    return address.substring(0, address.lastIndexOf("/v") + 1);
  }
}
