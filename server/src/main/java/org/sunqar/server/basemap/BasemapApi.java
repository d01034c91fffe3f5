// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.basemap;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sunqar.server.http.Answer;
import org.sunqar.server.http.ApiPart;
import org.sunqar.server.http.EntityTag;
import org.sunqar.server.http.Kind;
import org.sunqar.server.http.Problem;
import org.sunqar.server.http.Request;
import org.sunqar.server.http.Route;
import org.sunqar.server.language.Language;

/**
 * The base map for the web app: what it is, and its tiles, and the search of places by name. Like
 * the page itself it needs no key.
 */
public final class BasemapApi implements ApiPart {

  private static final String FOREVER = "public, max-age=31536000, immutable";
  private static final String A_DAY = "public, max-age=86400";

  /** Longer than any name of a place. */
  private static final int LONGEST_NAME = 100;

  private final Basemap map;
  private final Borders borders;

  public BasemapApi(Basemap map, Borders borders) {
    this.map = map;
    this.borders = borders;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/app/basemap", Kind.FILE, _ -> about()),
        Route.get("/app/basemap/{z}/{x}/{y}", Kind.FILE, Set.of("v"), this::tile),
        Route.get("/app/places", Kind.FILE, Set.of("q", "language", "limit"), BasemapApi::places));
  }

  private Answer about() {
    // whoever opens the page may search next; the table takes a moment to read
    Thread.ofVirtual().start(Places::shipped);
    Basemap.About about = map.about();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("name", about.name())
        .put("attribution", about.attribution())
        .put("format", about.format().toString())
        .put("minzoom", about.minZoom())
        .put("maxzoom", about.maxZoom());
    json.putArray("bounds")
        .add(about.west())
        .add(about.south())
        .add(about.east())
        .add(about.north());
    json.put("borders", borders.toString())
        .put("tiles", "/app/basemap/{z}/{x}/{y}?v=" + about.version());
    return Answer.text("application/json", json.toString())
        .tagged(EntityTag.strong(about.version() + "-" + borders));
  }

  private Answer tile(Request request) {
    int z = number(request, "z", 24);
    int x = number(request, "x", (1 << z) - 1);
    int y = number(request, "y", (1 << z) - 1);
    Basemap.About about = map.about();
    // an address with the version in it never has other bytes
    String caching = request.parameter("v").equals(Optional.of(about.version())) ? FOREVER : A_DAY;
    Optional<Basemap.Tile> tile = map.tile(z, x, y);
    if (tile.isEmpty()) {
      return Answer.empty(204).with("Cache-Control", caching);
    }
    String type = about.format().mediaType();
    Answer.Content content =
        tile.get().gzip()
            ? new Answer.Gzipped(type, tile.get().bytes())
            : new Answer.Raw(type, tile.get().bytes());
    return new Answer(200, content, List.of())
        .with("Cache-Control", caching)
        .tagged(EntityTag.strong("%s-%d-%d-%d".formatted(about.version(), z, x, y)));
  }

  private static Answer places(Request request) {
    String query =
        request
            .parameter("q")
            .orElseThrow(() -> Problem.badRequest("q", "q should be a part of a place's name"));
    if (query.length() > LONGEST_NAME) {
      throw Problem.badRequest("q", "q is longer than " + LONGEST_NAME + " letters");
    }
    String limit = request.parameter("limit").orElse("8");
    if (!limit.matches("[1-9]\\d?")) {
      throw Problem.badRequest("limit", "limit is '" + limit + "', but should be 1 to 99");
    }
    Language language = Language.of(request.parameter("language").orElse("en"));
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode rows = json.putArray("places");
    for (Places.Place place : Places.shipped().search(query, language, Integer.parseInt(limit))) {
      ObjectNode row = rows.addObject();
      row.put("name", place.name()).put("kind", place.kind().toString());
      if (!place.country().isEmpty()) {
        row.put("country", place.country()).put("countryName", language.region(place.country()));
      }
      if (place.people() > 0) {
        row.put("people", place.people());
      }
      row.put("lon", place.lon()).put("lat", place.lat()).put("zoom", place.zoom());
    }
    byte[] bytes = json.toString().getBytes(StandardCharsets.UTF_8);
    return new Answer(200, new Answer.Raw("application/json", bytes), List.of())
        .with("Cache-Control", A_DAY)
        .tagged(EntityTag.of(bytes));
  }

  private static int number(Request request, String name, int most) {
    String text = request.segment(name);
    if (text.matches("\\d{1,8}") && Integer.parseInt(text) <= most) {
      return Integer.parseInt(text);
    }
    throw Problem.notFound(
        "there is no tile with " + name + " '" + text + "'; it should be 0 to " + most);
  }
}
