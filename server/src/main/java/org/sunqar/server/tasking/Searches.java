// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.tasking;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.sunqar.mission.MissionException;
import org.sunqar.server.http.Problem;
import org.sunqar.server.http.Request;

/**
 * Searches that clients come back to, each to its own. The latest hundred are kept while the server
 * runs.
 */
final class Searches {

  private static final int MOST_KEPT = 100;
  private static final int MOST_WAITING = 20;

  private final Map<String, Search> kept = new LinkedHashMap<>();
  private final Semaphore turn = new Semaphore(1);

  /** One search and what it found. */
  static final class Search {

    private record Status(Instant time, String code, String reason) {}

    private final String id = UUID.randomUUID().toString();
    private final Client client;
    private final String product;
    private final ObjectNode body;
    private final List<Status> history = new ArrayList<>();
    private OpportunityRoutes.Findings found = OpportunityRoutes.Findings.NONE;

    Search(Client client, String product, ObjectNode body) {
      this.client = client;
      this.product = product;
      this.body = body;
      become("received", "");
    }

    String id() {
      return id;
    }

    String product() {
      return product;
    }

    ObjectNode body() {
      return body;
    }

    private synchronized void become(String code, String reason) {
      history.add(new Status(Instant.now().truncatedTo(ChronoUnit.MILLIS), code, reason));
    }

    private synchronized void done(OpportunityRoutes.Findings all) {
      found = all;
      become("completed", "");
    }

    /**
     * What was found.
     *
     * @throws Problem 404 when it is not done, or in vain
     */
    synchronized OpportunityRoutes.Findings found() {
      if (!history.getLast().code().equals("completed")) {
        throw Problem.notFound("the search is " + history.getLast().code());
      }
      return found;
    }

    private static ObjectNode json(Status status) {
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      json.put("timestamp", status.time().toString()).put("status_code", status.code());
      if (!status.reason().isEmpty()) {
        json.put("reason_text", status.reason());
      }
      json.putArray("links");
      return json;
    }

    synchronized ObjectNode json(Request request) {
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      json.put("id", id).put("product_id", product);
      json.set("opportunity_request", body);
      json.set("status", json(history.getLast()));
      ArrayNode links = json.putArray("links");
      Asked.link(
          links,
          "self",
          Asked.address(request, "searches", "opportunities", id),
          ProductDocuments.JSON);
      Asked.link(
          links,
          "monitor",
          Asked.address(request, "searches", "opportunities", id, "statuses"),
          ProductDocuments.JSON);
      if (history.getLast().code().equals("completed")) {
        Asked.link(
            links,
            "opportunities",
            Asked.address(request, "products", product, "opportunities", id),
            ProductDocuments.GEO_JSON);
      }
      return json;
    }

    synchronized ObjectNode statuses() {
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      ArrayNode all = json.putArray("statuses");
      history.forEach(each -> all.add(json(each)));
      json.putArray("links");
      return json;
    }
  }

  /**
   * Starts a search; one runs after the other.
   *
   * @throws Problem 503 when too many are waiting
   */
  Search start(
      Client client, String product, ObjectNode body, Supplier<OpportunityRoutes.Findings> work) {
    if (turn.getQueueLength() > MOST_WAITING) {
      throw new Problem(503, "busy", MOST_WAITING + " searches are waiting already; try again");
    }
    Search search = new Search(client, product, body);
    synchronized (kept) {
      kept.put(search.id(), search);
      if (kept.size() > MOST_KEPT) {
        kept.remove(kept.keySet().iterator().next());
      }
    }
    Thread.ofPlatform().daemon().name("opportunities").start(() -> run(search, work));
    return search;
  }

  private void run(Search search, Supplier<OpportunityRoutes.Findings> work) {
    turn.acquireUninterruptibly();
    try {
      search.become("in_progress", "");
      search.done(work.get());
    } catch (MissionException | Problem e) {
      search.become("failed", String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      search.become("failed", "An unexpected error.");
      throw e;
    } finally {
      turn.release();
    }
  }

  /** Those that a client may read, the newest first. */
  List<Search> all(Client client) {
    synchronized (kept) {
      return kept.values().stream().filter(s -> client.sees(s.client)).toList().reversed();
    }
  }

  /**
   * The search of an id.
   *
   * @throws Problem 404 when there is none that the client may read
   */
  Search find(String id, Client client) {
    synchronized (kept) {
      Search search = kept.get(id);
      if (search == null || !client.sees(search.client)) {
        throw Problem.notFound("there is no search '" + Asked.shortened(id) + "'");
      }
      return search;
    }
  }
}
