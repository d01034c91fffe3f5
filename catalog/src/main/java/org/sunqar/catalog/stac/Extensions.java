// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.stac;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which STAC extensions a document uses, told by the prefixes of its fields.
 *
 * <p>A document that was read keeps the versions that it declared, and what it declared for
 * prefixes that are not known here.
 */
final class Extensions {

  private static final Map<String, String> SCHEMAS = new LinkedHashMap<>();

  static {
    // projection 2.0.0 knows proj:code and rejects proj:epsg; 1.2.0, which takes both, is
    // superseded. So proj:code is written, and both are read.
    put("proj", "projection/v2.0.0");
    put("eo", "eo/v2.0.0");
    put("raster", "raster/v2.0.0");
    put("view", "view/v1.1.0");
    put("file", "file/v2.1.0");
    put("classification", "classification/v1.1.0");
    put("processing", "processing/v1.2.0");
  }

  private Extensions() {}

  private static void put(String prefix, String path) {
    SCHEMAS.put(prefix, "https://stac-extensions.github.io/" + path + "/schema.json");
  }

  /** The schema addresses to list, given all field names in use and what was declared before. */
  static List<String> of(Iterable<String> fieldNames, List<String> declared) {
    Set<String> prefixes = new LinkedHashSet<>();
    for (String field : fieldNames) {
      int colon = field.indexOf(':');
      if (colon > 0) {
        prefixes.add(field.substring(0, colon));
      }
    }
    List<String> schemas = new ArrayList<>();
    for (Map.Entry<String, String> known : SCHEMAS.entrySet()) {
      if (prefixes.contains(known.getKey())) {
        schemas.add(
            declared.stream()
                .filter(address -> isSameExtension(address, known.getValue()))
                .findFirst()
                .orElse(known.getValue()));
      }
    }
    for (String address : declared) {
      if (SCHEMAS.values().stream().noneMatch(known -> isSameExtension(address, known))) {
        schemas.add(address);
      }
    }
    return schemas;
  }

  /** Whether two schema addresses differ at most in the version. */
  private static boolean isSameExtension(String address, String known) {
    String stem = known.substring(0, known.lastIndexOf("/v") + 1);
    return address.startsWith(stem);
  }
}
