// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.source;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A web server on a free port that answers ranges and remembers what it was asked for. */
public final class RangeServer implements AutoCloseable {

  private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d+)");

  /**
   * A request that came.
   *
   * @param path asked for
   * @param range the header, or empty
   * @param headers all of them, in lower case
   */
  public record Asked(String path, String range, java.util.Map<String, String> headers) {}

  @SuppressWarnings("ArrayRecordComponent") // never changed
  private record File(byte[] bytes, String tag) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ConcurrentHashMap<String, File> files = new ConcurrentHashMap<>();
  private final CopyOnWriteArrayList<Asked> asked = new CopyOnWriteArrayList<>();
  private volatile boolean checking = true;
  private volatile Optional<HttpHandler> instead = Optional.empty();

  public RangeServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  /** Puts a file, or another content in its place. */
  public void put(String path, byte[] bytes, String tag) {
    files.put(path, new File(bytes, tag));
  }

  /** Answers differently; the handler may call {@link #serve}. */
  public void instead(HttpHandler handler) {
    instead = Optional.of(handler);
  }

  /** Ignores If-Match from now on. */
  public void ignoreMatch() {
    checking = false;
  }

  public String address(String path) {
    return "http://localhost:" + server.getAddress().getPort() + path;
  }

  public List<Asked> asked() {
    return List.copyOf(asked);
  }

  public List<String> ranges() {
    return asked.stream().map(Asked::range).toList();
  }

  public void forget() {
    asked.clear();
  }

  private void handle(HttpExchange exchange) throws IOException {
    java.util.Map<String, String> headers = new java.util.TreeMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) ->
            headers.put(name.toLowerCase(java.util.Locale.ROOT), values.getFirst()));
    asked.add(
        new Asked(
            exchange.getRequestURI().getRawPath(), headers.getOrDefault("range", ""), headers));
    try (exchange) {
      if (instead.isPresent()) {
        instead.get().handle(exchange);
      } else {
        serve(exchange);
      }
    }
  }

  /** Answers as a good server does. */
  public void serve(HttpExchange exchange) throws IOException {
    File file = files.get(exchange.getRequestURI().getPath());
    if (file == null) {
      exchange.sendResponseHeaders(404, -1);
      return;
    }
    String match = exchange.getRequestHeaders().getFirst("If-Match");
    if (checking && match != null && !match.equals(file.tag)) {
      exchange.sendResponseHeaders(412, -1);
      return;
    }
    if (!file.tag.isEmpty()) {
      exchange.getResponseHeaders().set("ETag", file.tag);
    }
    String range = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Range")).orElse("");
    Matcher asked = RANGE.matcher(range);
    if (!asked.matches()) {
      throw new AssertionError("no range but '" + range + "'");
    }
    int first = Integer.parseInt(asked.group(1));
    int end = (int) Math.min(file.bytes.length, Long.parseLong(asked.group(2)) + 1);
    if (first >= file.bytes.length) {
      exchange.getResponseHeaders().set("Content-Range", "bytes */" + file.bytes.length);
      exchange.sendResponseHeaders(416, -1);
      return;
    }
    exchange
        .getResponseHeaders()
        .set("Content-Range", "bytes " + first + "-" + (end - 1) + "/" + file.bytes.length);
    send(exchange, 206, Arrays.copyOfRange(file.bytes, first, end));
  }

  static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
