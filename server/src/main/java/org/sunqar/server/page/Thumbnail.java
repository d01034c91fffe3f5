// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** The picture that stands for an item or a collection, and else a sketch of its outline. */
final class Thumbnail {

  private Thumbnail() {}

  /**
   * The address of the picture, when the document has one that a browser can show and that this
   * server sends: a page never makes a reader's browser ask another host.
   */
  static Optional<String> address(JsonNode document, PageAddress page) {
    for (String role : new String[] {"thumbnail", "overview"}) {
      for (JsonNode asset : document.path("assets")) {
        String href = asset.path("href").asText();
        if (has(asset.path("roles"), role)
            && asset.path("type").asText().matches("image/(png|jpeg|webp|gif|avif)")
            && href.startsWith(page.base() + "/")) {
          return Optional.of(href);
        }
      }
    }
    return Optional.empty();
  }

  /** Draws it, {@code size} pixels wide at most. */
  static void draw(Html html, JsonNode item, PageAddress page, int size) {
    Optional<String> picture = address(item, page);
    String pixels = Integer.toString(size);
    if (picture.isPresent()) {
      html.empty(
          "img",
          "class",
          "thumbnail",
          "src",
          picture.get(),
          "alt",
          "",
          "loading",
          "lazy",
          "width",
          pixels,
          "height",
          pixels);
    } else {
      new LandMap(page, "")
          .geometry(item.path("geometry"), item.path("bbox"))
          .sketch()
          .ifPresent(html::add);
    }
  }

  private static boolean has(JsonNode roles, String role) {
    for (JsonNode each : roles) {
      if (each.asText().equals(role)) {
        return true;
      }
    }
    return false;
  }
}
