// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.jobs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.sunqar.server.http.Answer;
import org.sunqar.server.http.ApiPart;
import org.sunqar.server.http.Kind;
import org.sunqar.server.http.Problem;
import org.sunqar.server.http.Request;
import org.sunqar.server.http.Route;
import org.sunqar.server.http.Verb;

/** Jobs over HTTP: a list, one with its log and result, and an end to one. */
public final class JobsApi implements ApiPart {

  private static final String JOBS = "/api/jobs";

  private final Jobs jobs;

  public JobsApi(Jobs jobs) {
    this.jobs = jobs;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get(JOBS, Kind.REPORT, _ -> list()),
        Route.get(JOBS + "/{job}", Kind.REPORT, request -> Answer.of(json(find(request)))),
        Route.write(Verb.DELETE, JOBS + "/{job}", this::cancel));
  }

  private Answer list() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode all = json.putArray("jobs");
    jobs.list().forEach(job -> all.add(json(job)));
    return Answer.of(json);
  }

  private Answer cancel(Request request) {
    Job job = find(request);
    job.cancel();
    return Answer.of(json(job));
  }

  private Job find(Request request) {
    String id = request.segment("job");
    return jobs.find(id)
        .orElseThrow(() ->
            Problem.notFound(
                "there is no job '"
                    + id
                    + "': it ended more than a day ago, or the server was started anew; what it was"
                    + " to do can be asked for again"));
  }

  private static ObjectNode json(Job job) {
    return job.json(JsonNodeFactory.instance.objectNode());
  }

  /** What a request that started a job is told: where to look. */
  public static Answer started(Request request, Job job) {
    return Answer.of(json(job)).withStatus(202).with("Location", request.address("jobs", job.id()));
  }
}
