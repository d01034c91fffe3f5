// SPDX-License-Identifier: Apache-2.0
package org.sunqar.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Serves the files of a folder on the loopback interface, whole or one range of bytes, and says at
 * {@code /counts} how many requests and bytes that was so far.
 */
public final class RangeServer {

  private static final AtomicLong REQUESTS = new AtomicLong();
  private static final AtomicLong BYTES = new AtomicLong();

  private RangeServer() {}

  /**
   * Runs until killed; prints the port.
   *
   * @param arguments the folder
   */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", exchange -> serve(exchange, folder));
    server.createContext("/counts", RangeServer::count);
    server.start();
    System.out.println(server.getAddress().getPort());
  }

  private static void count(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] text = (REQUESTS.get() + " " + BYTES.get()).getBytes(StandardCharsets.US_ASCII);
      exchange.sendResponseHeaders(200, text.length);
      exchange.getResponseBody().write(text);
    }
  }

  private static void serve(HttpExchange exchange, Path folder) throws IOException {
    Path name = Path.of(exchange.getRequestURI().getPath()).getFileName();
    try (exchange;
        FileChannel file = FileChannel.open(folder.resolve(name))) {
      long size = file.size();
      long from = 0;
      long to = size - 1;
      String range = exchange.getRequestHeaders().getFirst("Range");
      boolean part = range != null && range.startsWith("bytes=");
      if (part) {
        String[] ends = range.substring(6).split("-", -1);
        from = Long.parseLong(ends[0]);
        to = ends[1].isEmpty() ? to : Math.min(to, Long.parseLong(ends[1]));
        exchange.getResponseHeaders().set("Content-Range", "bytes " + from + "-" + to + "/" + size);
      }
      exchange.getResponseHeaders().set("Accept-Ranges", "bytes");
      exchange.getResponseHeaders().set("ETag", "\"" + size + "\"");
      boolean head = exchange.getRequestMethod().equals("HEAD");
      if (head) {
        exchange.getResponseHeaders().set("Content-Length", String.valueOf(to - from + 1));
      }
      REQUESTS.incrementAndGet();
      BYTES.addAndGet(head ? 0 : to - from + 1);
      exchange.sendResponseHeaders(part ? 206 : 200, head ? -1 : to - from + 1);
      if (!head) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(to - from + 1));
        while (bytes.hasRemaining() && file.read(bytes, from + bytes.position()) >= 0) {}
        exchange.getResponseBody().write(bytes.array());
      }
    }
  }
}
