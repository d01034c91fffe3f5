// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.stac;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.sunqar.server.http.Request;

/** The link from a page to the next one, which repeats the request with another place. */
@FunctionalInterface
interface NextLink {

  ObjectNode to(String place);

  /** For a GET: the same address with another token. */
  static NextLink ofParameters(Request request) {
    return place -> {
      StringBuilder address = new StringBuilder(request.selfWithoutParameters()).append('?');
      for (Map.Entry<String, String> parameter : request.parameters().entrySet()) {
        if (!parameter.getKey().equals("token")) {
          address.append(Request.encode(parameter.getKey())).append('=');
          address.append(Request.encode(parameter.getValue())).append('&');
        }
      }
      return link(address.append("token=").append(Request.encode(place)).toString())
          .put("method", "GET");
    };
  }

  /** For a POST: the same document with another token. */
  static NextLink ofDocument(Request request, ObjectNode body) {
    return place -> {
      ObjectNode next = body.deepCopy().put("token", place);
      ObjectNode link = link(request.selfWithoutParameters()).put("method", "POST");
      link.put("merge", false);
      link.set("body", next);
      return link;
    };
  }

  private static ObjectNode link(String href) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("rel", "next")
        .put("type", "application/geo+json")
        .put("href", href);
  }
}
