// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.area;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;
import org.sunqar.server.auth.Role;
import org.sunqar.server.http.Answer;
import org.sunqar.server.http.ApiPart;
import org.sunqar.server.http.Kind;
import org.sunqar.server.http.Problem;
import org.sunqar.server.http.Request;
import org.sunqar.server.http.Route;
import org.sunqar.server.http.Verb;

/** Takes the bytes of a file and answers with its polygons; nothing is kept. */
public final class AreasApi implements ApiPart {

  /** Bytes of a file. */
  private static final int MOST_BODY = 20_000_000;

  /** Files that are read at a time; each may take some hundred megabytes. */
  private static final int AT_A_TIME = 2;

  private static final double FARTHEST = 10_000;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Semaphore free = new Semaphore(AT_A_TIME);

  @Override
  public List<Route> routes() {
    return List.of(
        new Route(Verb.POST, "/api/areas", Kind.REPORT, Set.of("simplify"), Role.READ, this::read));
  }

  private Answer read(Request request) throws IOException {
    OptionalDouble simplify =
        request.parameter("simplify").map(AreasApi::metres).orElse(OptionalDouble.empty());
    byte[] file = request.body(MOST_BODY); // first: a slow client holds up nobody else
    try {
      if (!free.tryAcquire(20, TimeUnit.SECONDS)) {
        throw new Problem(
            503,
            "busy",
            "other areas are being read; try again",
            new Answer.Field("Retry-After", "5"));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new Problem(503, "busy", "the server stops");
    }
    try {
      return answer(AreaReader.read(file, simplify));
    } catch (AreaException e) {
      throw Problem.badRequest("area", String.valueOf(e.getMessage()));
    } finally {
      free.release();
    }
  }

  private static OptionalDouble metres(String text) {
    try {
      double metres = Double.parseDouble(text);
      if (metres > 0 && metres <= FARTHEST) {
        return OptionalDouble.of(metres);
      }
    } catch (NumberFormatException _) {
      // the same sentence
    }
    throw Problem.badRequest(
        "simplify", "simplify '" + text + "' should be metres, more than 0 and at most 10000");
  }

  private static Answer answer(Area area) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.getFactory().createGenerator(out)) {
      json.writeStartObject();
      json.writeFieldName("geometry");
      geometry(json, area.polygons());
      json.writeNumberField("area_ha", Math.rint(area.areaHa() * 1e4) / 1e4);
      json.writeNumberField("features", area.features());
      json.writeNumberField("skipped", area.skipped());
      json.writeNumberField("repaired", area.repaired());
      if (area.name().isPresent()) {
        json.writeStringField("name", area.name().get());
      }
      json.writeEndObject();
    }
    return Answer.of(out.toByteArray(), out.size());
  }

  private static void geometry(JsonGenerator json, MultiPolygon polygons) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "MultiPolygon");
    json.writeArrayFieldStart("coordinates");
    for (int i = 0; i < polygons.getNumGeometries(); i++) {
      Polygon polygon = (Polygon) polygons.getGeometryN(i);
      json.writeStartArray();
      ring(json, polygon.getExteriorRing());
      for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
        ring(json, polygon.getInteriorRingN(hole));
      }
      json.writeEndArray();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void ring(JsonGenerator json, LinearRing ring) throws IOException {
    json.writeStartArray();
    for (Coordinate point : ring.getCoordinates()) {
      json.writeStartArray();
      json.writeNumber(point.x);
      json.writeNumber(point.y);
      json.writeEndArray();
    }
    json.writeEndArray();
  }
}
