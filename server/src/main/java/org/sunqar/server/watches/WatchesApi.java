// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.watches;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.watch.Outbox;
import org.sunqar.analysis.watch.Subscriber;
import org.sunqar.analysis.watch.Watch;
import org.sunqar.analysis.watch.WatchJson;
import org.sunqar.analysis.watch.WatchRun;
import org.sunqar.analysis.watch.WatchStore;
import org.sunqar.catalog.store.ItemQuery;
import org.sunqar.catalog.store.ItemStore;
import org.sunqar.server.auth.Role;
import org.sunqar.server.http.Answer;
import org.sunqar.server.http.ApiPart;
import org.sunqar.server.http.Kind;
import org.sunqar.server.http.Problem;
import org.sunqar.server.http.Request;
import org.sunqar.server.http.Route;
import org.sunqar.server.http.Verb;
import org.sunqar.server.jobs.Job;
import org.sunqar.server.jobs.Jobs;
import org.sunqar.server.jobs.JobsApi;

/** Watches over HTTP. Runs and trials are jobs. */
public final class WatchesApi implements ApiPart {

  private static final String WATCHES = "/api/watches";
  private static final String WATCH = WATCHES + "/{watch}";

  /** A watch with a detailed area (bytes). */
  private static final int MOST_BODY = 16 << 20;

  private final WatchStore store;
  private final ItemStore items;
  private final Outbox outbox;
  private final Jobs jobs;
  private final WatchWork work;

  public WatchesApi(WatchStore store, ItemStore items, Outbox outbox, Jobs jobs, WatchWork work) {
    this.store = store;
    this.items = items;
    this.outbox = outbox;
    this.jobs = jobs;
    this.work = work;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get(WATCHES, Kind.REPORT, _ -> list()),
        Route.write(Verb.POST, WATCHES, this::create),
        Route.write(Verb.POST, WATCHES + "/try", this::tryOut),
        Route.get(WATCH, Kind.REPORT, request -> Answer.of(json(find(request)))),
        Route.write(Verb.DELETE, WATCH, this::delete),
        Route.write(Verb.POST, WATCH + "/run", this::run),
        Route.get(WATCH + "/subscribers", Kind.REPORT, this::subscribers),
        Route.write(Verb.POST, WATCH + "/subscribers", this::subscribe),
        new Route(
            Verb.DELETE,
            WATCH + "/subscribers",
            Kind.REPORT,
            Set.of("target"),
            Role.WRITE,
            this::unsubscribe));
  }

  private Answer list() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode all = json.putArray("watches");
    store.watches().forEach(watch -> all.add(json(watch)));
    return Answer.of(json);
  }

  private ObjectNode json(Watch watch) {
    ObjectNode json = WatchJson.write(watch);
    if (json.path("area").isNull()) {
      json.remove("area");
    }
    json.remove("masks"); // files of this machine
    store
        .latestRun(watch.name())
        .ifPresent(run -> {
          ObjectNode last = json.putObject("last_run");
          last.put("id", run.id()).put("finished", run.finished().toString());
          for (String name : List.of("alerts", "alert_area_ha", "scenes", "last_scene")) {
            if (run.summary().has(name)) {
              last.set(name, run.summary().get(name));
            }
          }
        });
    return json;
  }

  private Watch find(Request request) {
    try {
      return store.watch(request.segment("watch"));
    } catch (AnalysisException e) {
      throw Problem.notFound(String.valueOf(e.getMessage()));
    }
  }

  private Watch described(Request request) throws IOException {
    Watch watch = WatchRequest.read(request.json(MOST_BODY));
    if (items.collection(watch.collection()).isEmpty()) {
      throw Problem.badRequest("watch", "there is no collection '" + watch.collection() + "'");
    }
    try {
      items
          .search(ItemQuery.all().in(watch.collection()).atMost(1))
          .forEach(scene -> WatchRun.requireBands(watch, scene));
    } catch (AnalysisException e) {
      throw Problem.badRequest("watch", String.valueOf(e.getMessage()));
    }
    return watch;
  }

  private Answer create(Request request) throws IOException {
    Watch watch = described(request);
    store.create(watch); // refuses a name that is taken by another: 409
    return Answer.of(json(watch))
        .withStatus(201)
        .with("Location", request.address("watches", watch.name()));
  }

  private Answer tryOut(Request request) throws IOException {
    Watch watch = described(request);
    Job job = jobs.start("try", watch.name(), run -> work.tryOut(watch, run::step));
    return JobsApi.started(request, job);
  }

  private Answer run(Request request) {
    String name = find(request).name();
    Job job = jobs.start("run", name, run -> work.run(name, run::step));
    return JobsApi.started(request, job);
  }

  private Answer delete(Request request) throws IOException {
    work.delete(find(request).name());
    return Answer.empty(204);
  }

  private Answer subscribers(Request request) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode all = json.putArray("subscribers");
    for (Subscriber subscriber : outbox.subscribers(Optional.of(find(request).name()))) {
      all.addObject().put("kind", subscriber.kind().text()).put("target", subscriber.target());
    }
    return Answer.of(json);
  }

  /** The parameter target says whom; in the path an address would be more than one segment. */
  private Answer unsubscribe(Request request) {
    String target =
        request
            .parameter("target")
            .orElseThrow(() -> Problem.badRequest("target", "target is missing: who is not told?"));
    String watch = find(request).name();
    try {
      outbox.unsubscribe(watch, target);
    } catch (AnalysisException e) {
      throw e.key() == AnalysisException.Key.NOT_FOUND
          ? Problem.notFound(String.valueOf(e.getMessage()))
          : e;
    }
    return Answer.empty(204);
  }

  private Answer subscribe(Request request) throws IOException {
    Watch watch = find(request);
    ObjectNode body = request.json(64 * 1024);
    Subscriber.Kind kind =
        switch (body.path("kind").asText()) {
          case "mail" -> Subscriber.Kind.MAIL;
          case "webhook" -> Subscriber.Kind.WEBHOOK;
          default -> throw Problem.badRequest("kind", "kind should be mail or webhook");
        };
    String secret = body.path("secret").asText();
    try {
      outbox.subscribe(
          new Subscriber(
              watch.name(),
              kind,
              body.path("target").asText(),
              secret.isEmpty()
                  ? new Subscriber.Secret.None()
                  : new Subscriber.Secret.Stored(secret)));
    } catch (AnalysisException e) {
      if (e.key() == AnalysisException.Key.SETTING) {
        throw Problem.badRequest("target", String.valueOf(e.getMessage()));
      }
      throw e;
    }
    return Answer.of(
            JsonNodeFactory.instance
                .objectNode()
                .put("kind", kind.text())
                .put("target", body.path("target").asText()))
        .withStatus(201);
  }
}
