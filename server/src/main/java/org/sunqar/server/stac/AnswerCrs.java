// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.stac;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.sunqar.catalog.stac.Json;
import org.sunqar.server.crs.AxisCrs;
import org.sunqar.server.crs.CrsList;
import org.sunqar.server.crs.GeoJsonCrs;
import org.sunqar.server.http.Answer;
import org.sunqar.server.http.Request;

/**
 * Items in the system that a request asks for (OGC API Features, Part 2). Only that way are they
 * parsed; in longitude and latitude the stored bytes are handed on.
 */
final class AnswerCrs {

  private AnswerCrs() {}

  /**
   * The system of the parameter {@code crs}, else CRS84.
   *
   * @throws org.sunqar.catalog.CatalogException INVALID when the collection has not that one
   */
  static AxisCrs wanted(Request request, CrsList systems) {
    return request.parameter("crs").map(uri -> systems.find(uri, "crs")).orElse(AxisCrs.CRS84);
  }

  /** A feature, or a collection of features, in a system, with the header that says so. */
  static Answer in(AxisCrs system, Answer answer) {
    Answer told = answer.with("Content-Crs", "<" + system.uri() + ">");
    if (system.isCrs84() || !(answer.content() instanceof Answer.Text(byte[] bytes, int length))) {
      return told;
    }
    ObjectNode json = Json.parseObject(new String(bytes, 0, length, StandardCharsets.UTF_8));
    GeoJsonCrs change = new GeoJsonCrs(AxisCrs.CRS84, system);
    if (json.path("features").isArray()) {
      for (JsonNode feature : json.get("features")) {
        if (feature instanceof ObjectNode object) {
          change.feature(object);
        }
      }
    } else {
      change.feature(json);
    }
    return new Answer(told.status(), new Answer.Tree(json), told.headers());
  }
}
