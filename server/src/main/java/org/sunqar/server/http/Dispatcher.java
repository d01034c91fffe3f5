// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.http;

import io.helidon.common.buffers.DataReader;
import io.helidon.http.BadRequestException;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.RequestException;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.catalog.CatalogException;
import org.sunqar.mission.MissionException;
import org.sunqar.server.auth.ApiKeys;

/**
 * The way of every request: find its route, see whether it is allowed and well-formed, let the
 * handler do it, send the answer in the form that the client wants, count and log it.
 */
public final class Dispatcher {

  private final RouteTable routes;
  private final Negotiation negotiation;
  private final Guard guard;
  private final ClientAddress addresses;
  private final RequestLog log;
  private final Metrics metrics;
  private final Sender sender;

  public Dispatcher(
      List<Route> routes,
      List<Representation> representations,
      ApiKeys keys,
      Optional<String> publicUrl,
      RequestLog log,
      Metrics metrics) {
    this.routes = new RouteTable(routes);
    this.negotiation = new Negotiation(representations);
    this.guard = new Guard(keys);
    this.addresses = new ClientAddress(publicUrl);
    this.log = log;
    this.metrics = metrics;
    this.sender = new Sender(negotiation, !keys.isEmpty());
  }

  /** Answers one request; never throws but when the client is gone. */
  public void handle(ServerRequest request, ServerResponse response) {
    long start = System.nanoTime();
    metrics.started();
    String method = request.prologue().method().text();
    Trail trail = new Trail();
    long sent = 0;
    try {
      sent = answer(request, response, method, trail);
    } finally {
      long nanos = System.nanoTime() - start;
      int status = response.status().code();
      metrics.finished(trail.route, counted(method), status, sent, nanos);
      String client = addresses.client(request);
      log.request(
          method,
          path(request),
          status,
          sent,
          nanos,
          trail.key.map(key -> client + " " + key).orElse(client));
    }
  }

  /** What is found out on the way, for the log and the counters. */
  private static final class Trail {
    private String route = "none";
    private Optional<String> key = Optional.empty();
  }

  private long answer(ServerRequest request, ServerResponse response, String method, Trail trail) {
    try {
      return route(request, response, method, trail);
    } catch (Problem problem) {
      return sender.problem(request, response, problem);
    } catch (CatalogException e) {
      return sender.problem(request, response, problem(e, request, method));
    } catch (AnalysisException e) {
      return sender.problem(request, response, problem(e, request, method));
    } catch (MissionException e) {
      return sender.problem(request, response, problem(e, request, method));
    } catch (Sender.ClientGone e) {
      throw e.reason();
    } catch (RequestException e) {
      return sender.problem(request, response, broken(e.status()));
    } catch (BadRequestException e) {
      return sender.problem(request, response, broken(e.status()));
    } catch (DataReader.InsufficientDataAvailableException e) {
      throw new CloseConnectionException("the rest of the body did not come", e);
    } catch (CloseConnectionException | UncheckedIOException e) {
      throw e; // the same; the web server hangs up
    } catch (Exception | StackOverflowError | OutOfMemoryError e) {
      if (response.isSent()) {
        throw new IllegalStateException(failure(e, request, method).getMessage());
      }
      return sender.problem(request, response, failure(e, request, method));
    }
  }

  private long route(ServerRequest request, ServerResponse response, String method, Trail trail)
      throws java.io.IOException {
    RouteTable.Match match =
        routes
            .find(request.prologue().uriPath().rawPath())
            .orElseThrow(() ->
                Problem.notFound("there is nothing at " + request.prologue().uriPath().rawPath()));
    Route any = match.routes().values().iterator().next();
    trail.route = any.template();
    if (method.equals("OPTIONS")) {
      return sender.preflight(response, match.allow());
    }
    Route route = find(match, method);
    trail.key =
        route.template().startsWith("/api")
                || route.template().startsWith("/wmts")
                || route.template().startsWith("/tasking")
                || route.template().equals("/metrics")
            ? guard.admit(request, route.role())
            : Optional.empty();
    String query = request.prologue().query().rawValue();
    if (route.verb() == Verb.GET && !query.isEmpty()) {
      Optional<String> meant = negotiation.queryOf(query);
      if (meant.isPresent()) {
        return sender.redirect(
            response, request.prologue().uriPath().rawPath() + "?" + meant.get());
      }
    }
    Map<String, String> parameters = QueryString.parse(query);
    String f = null;
    for (Map.Entry<String, String> parameter : parameters.entrySet()) {
      if (parameter.getKey().equals("f")) {
        f = parameter.getValue();
      } else if (!route.parameters().contains(parameter.getKey())
          && !route.parameters().contains(Route.ANY)) {
        throw Problem.badRequest("parameter", unknown(parameter.getKey(), route));
      }
    }
    Optional<Representation> form =
        negotiation.choose(
            route.kind(), Optional.ofNullable(f), request.headers().first(HeaderNames.ACCEPT));
    Request asked =
        new Request(
            request,
            route,
            match.values(),
            parameters,
            addresses.server(request) + "/api",
            trail.key,
            routes::has);
    Answer answer = route.handler().handle(asked);
    return sender.send(asked, request, response, answer, route.kind(), form);
  }

  private static Route find(RouteTable.Match match, String method) {
    for (Map.Entry<Verb, Route> entry : match.routes().entrySet()) {
      if (entry.getKey().name().equals(method)
          || (entry.getKey() == Verb.GET && method.equals("HEAD"))) {
        return entry.getValue();
      }
    }
    throw new Problem(
        405,
        "method",
        method + " is not for this address; " + match.allow() + " are",
        new Answer.Field("Allow", match.allow()));
  }

  private static String unknown(String name, Route route) {
    return "there is no parameter '"
        + name
        + "' here"
        + (route.parameters().isEmpty()
            ? ""
            : "; there are " + String.join(", ", route.parameters().stream().sorted().toList()));
  }

  private Problem problem(AnalysisException e, ServerRequest request, String method) {
    String detail = String.valueOf(e.getMessage());
    return switch (e.key()) {
      case SETTING, AREA -> new Problem(400, "invalid", detail);
      case NOT_FOUND -> new Problem(404, "not-found", detail);
      case CONFLICT -> new Problem(409, "conflict", detail);
      case NO_SCENES, NO_BAND, GRID_MISMATCH, MEMORY, IO -> failure(e, request, method);
    };
  }

  private Problem problem(MissionException e, ServerRequest request, String method) {
    String detail = String.valueOf(e.getMessage());
    return switch (e.key()) {
      case SETTING, AREA, ORBIT, PROBLEM -> new Problem(400, "invalid", detail);
      case NOT_FOUND -> new Problem(404, "not-found", detail);
      case CONFLICT -> new Problem(409, "conflict", detail);
      case CONSTELLATION, IO -> failure(e, request, method);
    };
  }

  private Problem problem(CatalogException e, ServerRequest request, String method) {
    String detail = String.valueOf(e.getMessage());
    return switch (e.key()) {
      case INVALID -> new Problem(400, "invalid", detail);
      case NOT_FOUND -> new Problem(404, "not-found", detail);
      case CONFLICT -> new Problem(409, "conflict", detail);
      case STALE -> new Problem(412, "stale", detail);
      case BUSY, UNAVAILABLE ->
          new Problem(503, "unavailable", detail, new Answer.Field("Retry-After", "2"));
      case NEWER_VERSION, CORRUPT, IO -> failure(e, request, method);
    };
  }

  /** A body that is not HTTP; what comes after it on the connection cannot be told apart. */
  private static Problem broken(Status status) {
    return new Problem(
        status.code(),
        "http",
        "the body is not as its headers and HTTP/1.1 have it",
        new Answer.Field("Connection", "close"));
  }

  /** A defect of ours: the client gets a number, the log the rest. */
  private Problem failure(Throwable thrown, ServerRequest request, String method) {
    String id = UUID.randomUUID().toString();
    log.failure(id, method, path(request), thrown);
    return new Problem(500, "internal", "an unexpected error; the server's log has it under " + id);
  }

  /** Answers what is so malformed that it has no route. */
  public DirectHandler.TransportResponse malformed(
      DirectHandler.TransportRequest request, Status status, @Nullable String message) {
    boolean ours = status.code() >= 500 && status.code() != 503;
    Problem problem =
        new Problem(
            status.code(),
            ours ? "internal" : "http",
            status.code() == 413
                ? "the body is larger than 64 MiB, the most that is taken in one request"
                : ours || message == null || message.isEmpty()
                    ? "the request is not HTTP/1.1, or not a whole one"
                    : message);
    byte[] body = problem.toJson().toString().getBytes(StandardCharsets.UTF_8);
    metrics.started();
    metrics.finished("none", counted(request.method()), status.code(), body.length, 0);
    log.request(request.method(), request.path(), status.code(), body.length, 0, "-");
    ServerResponseHeaders headers = ServerResponseHeaders.create();
    headers.set(HeaderValues.create(HeaderNames.CONTENT_TYPE, Kind.PROBLEM.jsonType()));
    headers.set(HeaderValues.create(HeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, "*"));
    return DirectHandler.TransportResponse.builder()
        .status(status)
        .headers(headers)
        .entity(body)
        .keepAlive(false)
        .build();
  }

  private static String path(ServerRequest request) {
    String query = request.prologue().query().rawValue();
    String path = request.prologue().uriPath().rawPath();
    return query.isEmpty() ? path : path + "?" + query;
  }

  /** Methods are counted by name, but not those that a client makes up. */
  private static String counted(String method) {
    return switch (method) {
      case "GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE" -> method;
      default -> "OTHER";
    };
  }
}
