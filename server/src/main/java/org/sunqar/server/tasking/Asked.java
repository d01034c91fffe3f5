// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.tasking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.locationtech.jts.geom.Geometry;
import org.sunqar.mission.orbit.Time;
import org.sunqar.mission.order.OrderPlace;
import org.sunqar.server.http.Problem;
import org.sunqar.server.http.Request;

/**
 * The part of a body that opportunities and orders have in common, and what pages of answers have.
 *
 * @param place a point or an area
 * @param start first instant
 * @param end last instant
 * @param filter of the view, the Sun, the ground sampling and the clouds
 */
record Asked(Geometry place, Time start, Time end, ViewFilter filter) {

  private static final int MOST_ON_A_PAGE = 1000;

  /**
   * Reads a body.
   *
   * @throws Problem 400 with what is wrong
   * @throws org.sunqar.mission.MissionException the same
   */
  static Asked read(JsonNode body) {
    if (!body.path("geometry").isObject()) {
      throw Problem.badRequest("geometry", "geometry is missing: a Point, Polygon or MultiPolygon");
    }
    Geometry place = OrderPlace.asked(body.path("geometry"));
    JsonNode datetime = body.path("datetime");
    String from;
    String to;
    if (datetime.isArray() && datetime.size() == 2) {
      from = datetime.path(0).asText();
      to = datetime.path(1).asText();
    } else if (datetime.isTextual() && datetime.asText().indexOf('/') > 0) {
      from = datetime.asText().substring(0, datetime.asText().indexOf('/'));
      to = datetime.asText().substring(datetime.asText().indexOf('/') + 1);
    } else {
      throw Problem.badRequest(
          "datetime",
          "datetime should be two times, [\"2026-04-14T00:00:00Z\", \"2026-04-21T00:00:00Z\"]");
    }
    Time start = Time.parse(from);
    Time end = Time.parse(to);
    if (!start.isBefore(end)) {
      throw Problem.badRequest("datetime", "datetime ends at " + end + ", not after its start");
    }
    return new Asked(place, start, end, ViewFilter.of(body.path("filter")));
  }

  /** How many are wanted at most, from a parameter. */
  static int limit(Request request) {
    return request.parameter("limit").map(Asked::limit).orElse(10);
  }

  private static int limit(String text) {
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= MOST_ON_A_PAGE) {
        return limit;
      }
    } catch (NumberFormatException _) {
      // said below
    }
    throw Problem.badRequest(
        "limit", "limit=" + shortened(text) + " should be a whole number of 1.." + MOST_ON_A_PAGE);
  }

  /** How many are wanted at most, from a body. */
  static int limit(JsonNode body) {
    JsonNode limit = body.path("limit");
    return limit.isMissingNode() || limit.isNull() ? 10 : limit(limit.asText());
  }

  /** Where a page begins: the number of those before it. */
  static int offset(Optional<String> next) {
    if (next.isEmpty()) {
      return 0;
    }
    try {
      int offset = Integer.parseInt(next.get());
      if (offset >= 0) {
        return offset;
      }
    } catch (NumberFormatException _) {
      // said below
    }
    throw Problem.badRequest(
        "next", "next=" + shortened(next.get()) + " is not from a link of this server");
  }

  static String shortened(String text) {
    return text.length() > 60 ? text.substring(0, 60) + "…" : text;
  }

  static ObjectNode link(ArrayNode links, String rel, String href, String type) {
    return links.addObject().put("rel", rel).put("href", href).put("type", type);
  }

  /** The address of something of STAPI for this client. */
  static String address(Request request, String... segments) {
    StringBuilder address =
        new StringBuilder(
            request.base().substring(0, request.base().length() - "/api".length()) + "/tasking");
    for (String segment : segments) {
      address.append('/').append(Request.encode(segment));
    }
    return address.toString();
  }
}
