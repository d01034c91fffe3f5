// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.stac;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.sunqar.catalog.exchange.StacImport;
import org.sunqar.catalog.store.ItemStore;
import org.sunqar.catalog.store.Tombstone;
import org.sunqar.server.http.Answer;
import org.sunqar.server.http.ApiPart;
import org.sunqar.server.http.Kind;
import org.sunqar.server.http.Problem;
import org.sunqar.server.http.Request;
import org.sunqar.server.http.Route;

/**
 * What was deleted, for those who keep a copy of the catalogue: no STAC API tells it. Oldest first;
 * the next page begins at the instant at which this one ends, so that what was deleted in that
 * instant may come twice and nothing is left out.
 */
public final class DeletionsApi implements ApiPart {

  private static final String PATH = "/deleted";
  private static final int USUAL = 1000;
  private static final int MOST = 10_000;

  private final ItemStore store;

  public DeletionsApi(ItemStore store) {
    this.store = store;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get(
            "/api" + PATH, Kind.REPORT, Set.of("since", "collections", "limit"), this::deleted));
  }

  @Override
  public List<LandingLink> links() {
    return List.of(
        LandingLink.get(StacImport.DELETED, PATH, "application/json", "Items that were deleted"));
  }

  private Answer deleted(Request request) {
    Instant since =
        request.parameter("since").map(text -> SearchTime.of(text).start()).orElse(Instant.EPOCH);
    List<String> collections =
        request
            .parameter("collections")
            .map(text -> Arrays.asList(text.split(",")))
            .orElse(List.of());
    int limit = request.parameter("limit").map(DeletionsApi::limit).orElse(USUAL);
    List<Tombstone> found = store.deletedSince(since, collections, limit);
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode deleted = json.putArray("deleted");
    for (Tombstone tombstone : found) {
      deleted
          .addObject()
          .put("collection", tombstone.collection())
          .put("id", tombstone.id())
          .put("deleted", tombstone.deleted().toString());
    }
    ArrayNode links = json.putArray("links");
    Links.add(links, "self", request.self(), "application/json");
    if (found.size() == limit) {
      next(request, found.getLast().deleted(), since, limit, links);
    }
    return Answer.of(json);
  }

  /** A page that is all of one instant is asked for again with more on it. */
  private static void next(
      Request request, Instant last, Instant since, int limit, ArrayNode links) {
    int more = last.equals(since) ? Math.min(MOST, 2 * limit) : limit;
    if (last.equals(since) && more == limit) {
      return;
    }
    StringBuilder address = new StringBuilder(request.address("deleted"));
    address.append("?since=").append(last).append("&limit=").append(more);
    request
        .parameter("collections")
        .ifPresent(text -> address.append("&collections=").append(Request.encode(text)));
    Links.add(links, "next", address.toString(), "application/json");
  }

  private static int limit(String text) {
    if (text.matches("[0-9]{1,9}")) {
      int limit = Integer.parseInt(text);
      if (limit >= 1) {
        return Math.min(limit, MOST);
      }
    }
    throw Problem.badRequest("limit", "limit '" + text + "' should be a number from 1 to " + MOST);
  }
}
