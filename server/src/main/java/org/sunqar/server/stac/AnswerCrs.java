// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.stac;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import java.nio.charset.StandardCharsets;
import org.sunqar.catalog.stac.Json;
import org.sunqar.server.crs.AxisCrs;
import org.sunqar.server.crs.CrsList;
import org.sunqar.server.crs.GeoJsonCrs;
import org.sunqar.server.http.Answer;
import org.sunqar.server.http.Problem;
import org.sunqar.server.http.Request;

/**
 * Items in the system that a request asks for (OGC API Features, Part 2). Only that way are they
 * parsed; in longitude and latitude the stored bytes are handed on.
 */
final class AnswerCrs {

  private static final HeaderName CONTENT_CRS = HeaderNames.create("Content-Crs");

  private AnswerCrs() {}

  /**
   * The system of the parameter {@code crs}, else CRS84.
   *
   * @throws org.sunqar.catalog.CatalogException INVALID when the collection has not that one
   */
  static AxisCrs wanted(Request request, CrsList systems) {
    return request.parameter("crs").map(uri -> systems.find(uri, "crs")).orElse(AxisCrs.CRS84);
  }

  /**
   * Refuses a document that is in another system than the catalogue's: what is written must be what
   * is read back.
   */
  static void requireCrs84(Request request) {
    request
        .header(CONTENT_CRS)
        .filter(value -> !value.equals("<" + AxisCrs.CRS84.uri() + ">"))
        .ifPresent(value -> {
          throw Problem.badRequest(
              "content-crs",
              "Content-Crs "
                  + SearchSource.shortened(value)
                  + " should be <"
                  + AxisCrs.CRS84.uri()
                  + ">");
        });
  }

  /** A feature, or a collection of features, in a system, with the header that says so. */
  static Answer in(AxisCrs system, Answer answer) {
    Answer told = answer.with(CONTENT_CRS.defaultCase(), "<" + system.uri() + ">");
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
