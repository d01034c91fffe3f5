// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** The links of a document. */
record Links(JsonNode list) {

  static Links of(JsonNode document) {
    return new Links(document.path("links"));
  }

  /** The first link of a relation that can be followed by a browser. */
  Optional<String> find(String rel) {
    for (JsonNode link : list) {
      boolean get = link.path("method").asText("GET").equals("GET");
      if (link.path("rel").asText().equals(rel) && get && !link.path("href").asText().isEmpty()) {
        return Optional.of(link.path("href").asText());
      }
    }
    return Optional.empty();
  }
}
