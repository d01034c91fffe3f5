// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server;

import io.helidon.http.DirectHandler;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http1.Http1Config;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.store.ItemStore;
import org.sunqar.server.asset.AssetApi;
import org.sunqar.server.auth.Role;
import org.sunqar.server.http.Answer;
import org.sunqar.server.http.ApiPart;
import org.sunqar.server.http.Dispatcher;
import org.sunqar.server.http.Kind;
import org.sunqar.server.http.Metrics;
import org.sunqar.server.http.Representation;
import org.sunqar.server.http.RequestLog;
import org.sunqar.server.http.Route;
import org.sunqar.server.http.Verb;
import org.sunqar.server.openapi.OpenApi;
import org.sunqar.server.page.HtmlPages;
import org.sunqar.server.records.RecordsApi;
import org.sunqar.server.stac.DeletionsApi;
import org.sunqar.server.stac.LandingPage;
import org.sunqar.server.stac.StacApi;
import org.sunqar.server.web.DatesApi;
import org.sunqar.server.web.WebApp;

/** The server, running. Closing it lets running requests finish for a while. */
public final class SunqarServer implements AutoCloseable {

  /** More than this of headers is refused (bytes). */
  private static final int HEADERS = 16 * 1024;

  /** A longer request line is refused (bytes): a filter may be long, a page of ids, too. */
  private static final int REQUEST_LINE = 16 * 1024;

  /** No body is larger (bytes); most routes take less. */
  private static final long BODY = 64L << 20;

  /** Of what the web server says, only what is wrong; kept, because loggers are forgotten. */
  private static final Logger HELIDON = Logger.getLogger("io.helidon");

  static {
    HELIDON.setLevel(Level.WARNING);
  }

  private final WebServer server;

  private SunqarServer(WebServer server) {
    this.server = server;
  }

  /**
   * Starts to listen.
   *
   * @param workspace the folder that relative addresses of files start from
   * @param log one line for each request
   * @throws CatalogException IO when the address is taken
   */
  public static SunqarServer start(
      ServerConfig config, ItemStore store, Path workspace, PrintWriter log) {
    return start(config, store, workspace, log, List.of());
  }

  /**
   * Starts to listen, with more parts of the API than those of a catalogue.
   *
   * @param more such as {@link org.sunqar.server.alerts.AlertsApi}
   */
  public static SunqarServer start(
      ServerConfig config, ItemStore store, Path workspace, PrintWriter log, List<ApiPart> more) {
    Metrics metrics = new Metrics();
    metrics.gauge("sunqar_items", "Items of the catalogue.", new ItemCount(store));
    List<ApiPart> parts =
        new ArrayList<>(List.of(new StacApi(store), new AssetApi(store, workspace)));
    HtmlPages pages = new HtmlPages();
    List<Representation> representations = List.of(pages);
    List<Route> routes = new ArrayList<>(aside(store, metrics));
    parts.add(pages);
    parts.add(new WebApp());
    parts.add(new DatesApi(store));
    parts.add(new RecordsApi(store, config.title()));
    parts.add(new DeletionsApi(store));
    parts.addAll(more);
    parts.add(new OpenApi(config.title(), () -> routes, representations, !config.keys().isEmpty()));
    parts.add(new LandingPage(config.title(), store, List.copyOf(parts)));
    parts.forEach(part -> routes.addAll(part.routes()));
    Dispatcher dispatcher =
        new Dispatcher(
            routes,
            representations,
            config.keys(),
            config.publicUrl(),
            new RequestLog(log, config.jsonLog()),
            metrics);
    WebServer server =
        WebServer.builder()
            .address(address(config.host()))
            .port(config.port())
            .shutdownHook(false)
            .shutdownGracePeriod(config.grace())
            .maxPayloadSize(BODY)
            .idleConnectionTimeout(Duration.ofMinutes(1))
            .idleConnectionPeriod(Duration.ofSeconds(10))
            .connectionOptions(
                connection -> connection.tcpNoDelay(true).readTimeout(Duration.ofSeconds(30)))
            .protocolsDiscoverServices(false)
            .addProtocol(
                Http1Config.builder()
                    .maxHeadersSize(HEADERS)
                    .maxPrologueLength(REQUEST_LINE)
                    .validatePath(false) // ours is stricter, and tells what is wrong
                    .build())
            .directHandlers(handlers(dispatcher))
            .routing(routing -> routing.any(dispatcher::handle))
            .build();
    try {
      server.start();
    } catch (RuntimeException e) {
      throw new CatalogException(
          CatalogException.Key.IO,
          "the server cannot listen at " + config.host() + ":" + config.port() + ": " + reason(e),
          e);
    }
    return new SunqarServer(server);
  }

  /** Where it listens. */
  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.stop();
  }

  /** What is beside the API. */
  private static List<Route> aside(ItemStore store, Metrics metrics) {
    return List.of(
        Route.get("/health", Kind.FILE, _ -> health(store)),
        new Route(
            Verb.GET,
            "/metrics",
            Kind.FILE,
            Set.of(),
            Role.READ,
            _ -> Answer.text("text/plain;version=0.0.4;charset=utf-8", metrics.text())));
  }

  /** Up when the catalogue answers; else the exception becomes a 503. */
  private static Answer health(ItemStore store) {
    store.document("", "");
    return Answer.text("application/json", "{\"status\":\"up\"}");
  }

  private static DirectHandlers handlers(Dispatcher dispatcher) {
    DirectHandlers.Builder handlers = DirectHandlers.builder();
    for (DirectHandler.EventType type : DirectHandler.EventType.values()) {
      handlers.addHandler(
          type, (request, _, status, _, message) -> dispatcher.malformed(request, status, message));
    }
    return handlers.build();
  }

  private static InetAddress address(String host) {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new CatalogException(
          CatalogException.Key.INVALID, "'" + host + "' is not an address of this machine", e);
    }
  }

  private static String reason(Throwable thrown) {
    Throwable cause = thrown;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }
}
