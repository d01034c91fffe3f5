// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.upload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.ingest.ImportOptions;
import org.sunqar.catalog.store.ItemStore;
import org.sunqar.server.http.Answer;
import org.sunqar.server.http.ApiPart;
import org.sunqar.server.http.Problem;
import org.sunqar.server.http.Request;
import org.sunqar.server.http.Route;
import org.sunqar.server.http.Verb;
import org.sunqar.server.jobs.Job;
import org.sunqar.server.jobs.Jobs;
import org.sunqar.server.jobs.JobsApi;

/** Brings uploads into a collection, as {@code sunqar import --copy} does: a job. */
public final class ImportsApi implements ApiPart {

  /** Files of one import: a scene may have some twenty. */
  private static final int MOST = 5000;

  private static final int MOST_BODY = 1 << 20;

  private final Uploads uploads;
  private final ItemStore store;
  private final Jobs jobs;
  private final Function<String, ImportOptions> options;

  /** The last job of each order. */
  private final Map<String, Job> orders = new HashMap<>();

  /** {@code options}: how scenes are brought into a collection of this workspace. */
  public ImportsApi(
      Uploads uploads, ItemStore store, Jobs jobs, Function<String, ImportOptions> options) {
    this.uploads = uploads;
    this.store = store;
    this.jobs = jobs;
    this.options = options;
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.write(Verb.POST, "/api/imports", this::start));
  }

  private Answer start(Request request) throws IOException {
    ObjectNode body = request.json(MOST_BODY);
    ImportOptions into = into(body.path("collection"));
    Set<String> ids = ids(body.path("uploads"));
    List<Upload> files = new ArrayList<>();
    for (String id : ids) {
      Upload upload = uploads.find(id);
      if (!upload.complete()) {
        throw new Problem(
            409,
            "offset",
            "of upload %s (%s) %d of %d bytes have come; send the rest first"
                .formatted(id, upload.name(), upload.offset(), upload.length()));
      }
      files.add(upload);
    }
    return JobsApi.started(request, started(into, ids, files));
  }

  /** The same order is one job, as long as that is not over. */
  private synchronized Job started(ImportOptions into, Set<String> ids, List<Upload> files) {
    orders.values().removeIf(Job::over);
    String order = into.collection() + " " + String.join(" ", new TreeSet<>(ids));
    Job running = orders.get(order);
    if (running != null) {
      return running;
    }
    Job job =
        jobs.start(
            "import",
            into.collection(),
            run -> new SceneIntake(uploads, store, into, files).run(run));
    orders.put(order, job);
    return job;
  }

  private ImportOptions into(JsonNode collection) {
    if (!collection.isTextual()) {
      throw Problem.badRequest("collection", "an import needs 'collection', the id of one");
    }
    try {
      return options.apply(collection.asText());
    } catch (CatalogException e) {
      throw Problem.badRequest("collection", String.valueOf(e.getMessage()));
    }
  }

  private static Set<String> ids(JsonNode json) {
    Set<String> ids = new LinkedHashSet<>();
    json.forEach(id -> ids.add(id.asText()));
    if (!json.isArray() || ids.isEmpty() || ids.size() > MOST) {
      throw Problem.badRequest(
          "uploads", "an import needs 'uploads', a list of 1 to " + MOST + " ids of uploads");
    }
    return ids;
  }
}
