// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.stac;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.sunqar.catalog.filter.CustomFunction;
import org.sunqar.server.http.Answer;
import org.sunqar.server.http.Kind;
import org.sunqar.server.http.Request;
import org.sunqar.server.http.Route;

/** The functions that filters can call beyond those of the standard. */
final class FunctionList {

  static final String REL = "http://www.opengis.net/def/rel/ogc/1.0/functions";

  private FunctionList() {}

  static Route route() {
    return Route.get("/api/functions", Kind.FUNCTIONS, FunctionList::answer);
  }

  private static Answer answer(Request request) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode functions = json.putArray("functions");
    for (CustomFunction function : CustomFunction.values()) {
      ObjectNode each = functions.addObject();
      each.put("name", function.code()).put("description", function.description());
      each.putArray("returns").add(function.result().code());
      ArrayNode arguments = each.putArray("arguments");
      for (CustomFunction.Parameter parameter : function.parameters()) {
        arguments
            .addObject()
            .put("title", parameter.name())
            .putArray("type")
            .add(parameter.type().code());
      }
    }
    ArrayNode links = json.putArray("links");
    Links.add(links, "self", request.self(), "application/json");
    Links.add(links, "root", request.base(), "application/json");
    return Answer.of(json);
  }
}
