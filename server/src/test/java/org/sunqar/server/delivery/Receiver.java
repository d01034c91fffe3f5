// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.delivery;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Somebody who is told: a real server that answers as it is told to. */
final class Receiver implements AutoCloseable {

  /** One request. */
  record Got(Map<String, String> headers, String body) {
    String id() {
      return headers.getOrDefault("Webhook-id", "");
    }
  }

  /** Answers a request; the status, or below 0 to leave it hanging. */
  @FunctionalInterface
  interface Behaviour {
    int status(Got request);
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile Behaviour behaviour = _ -> 204;
  final List<Got> got = new CopyOnWriteArrayList<>();

  Receiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
  }

  void behave(Behaviour next) {
    behaviour = next;
  }

  List<String> ids() {
    return got.stream().map(Got::id).toList();
  }

  private void handle(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new TreeMap<>();
    exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Got request = new Got(headers, body);
    got.add(request);
    int status = behaviour.status(request);
    if (status < 0) {
      return; // neither answered nor closed
    }
    if (status == 302) {
      exchange.getResponseHeaders().add("Location", address() + "/elsewhere");
    }
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
