// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A link of a document of a STAC source, as far as it can be followed. Links that are not objects
 * with a rel and a href are passed over: they are of no use, and no reason to do without the rest.
 *
 * @param method GET or POST
 * @param json the whole link
 */
record StacLink(String rel, String href, String method, JsonNode json) {

  static List<StacLink> of(ObjectNode document, String rel) {
    List<StacLink> links = new ArrayList<>();
    for (JsonNode link : document.path("links")) {
      if (link.path("rel").asText().equals(rel) && link.path("href").isTextual()) {
        links.add(
            new StacLink(
                rel,
                link.path("href").textValue(),
                link.path("method").asText("GET").toUpperCase(java.util.Locale.ROOT),
                link));
      }
    }
    return links;
  }

  static Optional<StacLink> first(ObjectNode document, String rel) {
    return of(document, rel).stream().findFirst();
  }
}
