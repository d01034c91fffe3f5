// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever comes, the answer is one of the 400s with a reason, and memory does not grow. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MalformedRequestsTest {

  private static final int REQUESTS = 10_000;

  private static final List<String> BAD_BOXES =
      List.of(
          "1",
          "1,2,3",
          "1,2,3,4,5",
          "a,b,c,d",
          "1,2,3,1e400",
          "NaN,0,1,1",
          "-181,0,1,1",
          "0,91,1,92",
          "0,5,1,-5",
          ",,,",
          "1,2,3,4,5,6,7",
          "Infinity,0,1,1",
          "0x10,0,1,1");

  private static final List<String> BAD_TIMES =
      List.of(
          "yesterday",
          "2024-13-01",
          "2024-01-01T25:00:00Z",
          "../..",
          "/",
          "2024-01-01/2023-01-01",
          "2024-01-01T00:00:00",
          "1/2/3",
          "99999-01-01T00:00:00Z",
          "2024-02-30/..");

  private static final List<String> BAD_FILTERS =
      List.of(
          "(",
          "a = ",
          "a == 1",
          "a = 1 AND",
          "NOT",
          "a LIKE",
          "S_INTERSECTS(geometry, POINT(1))",
          "S_INTERSECTS(geometry)",
          "a IN ()",
          "DATE('2024-99-99') = b",
          "''",
          "a = 'b",
          "SELECT 1",
          "1; DROP TABLE item",
          "CASEI(",
          "a BETWEEN 1",
          "\u0001",
          "a = \ud83d");

  private static final List<String> SQL =
      List.of(
          "'; DROP TABLE item; --",
          "1 OR 1=1",
          "\" OR \"\"=\"",
          "') UNION SELECT * FROM item --",
          "\\'; --",
          "%27%20OR%201=1",
          "$$; SELECT pg_sleep(9)",
          "a\u0000b");

  private TestServer server;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException, InterruptedException {
    server = TestServer.start(folder);
    server.collection("c");
    server.item("c", "a", 10, 50, "2024-01-01T00:00:00Z");
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void tenThousandMalformedRequestsAreRefusedWithAReason() throws IOException {
    Random random = new Random(20261128);
    List<String> wrong = new ArrayList<>();
    long before = 0;
    try (Line line = new Line(server.port())) {
      for (int i = 0; i < REQUESTS; i++) {
        Malformed request = malformed(random, i);
        Line.Answer answer = line.ask(request.method(), request.path(), request.body());
        boolean refused = answer.status() >= 400 && answer.status() < 500;
        boolean reason = answer.body().contains("\"detail\":\"");
        boolean harmless = request.harmless() && answer.status() == 200;
        if (!(refused && reason) && !harmless) {
          wrong.add(answer.status() + " for " + request + ": " + answer.body());
        }
        if (i == REQUESTS / 5) {
          before = used();
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(used() - before).isLessThan(32L << 20);
    assertThat(server.log()).doesNotContain("failure ");
    assertThat(server.store().document("c", "a")).isPresent();
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  /** {@code harmless}: nothing is wrong with it but what it looks for, so that it may be 200. */
  private record Malformed(String method, String path, String body, boolean harmless) {
    static Malformed get(String path) {
      return new Malformed("GET", path, "", false);
    }
  }

  private static Malformed malformed(Random random, int i) {
    String where = random.nextBoolean() ? "/search?" : "/collections/c/items?";
    return switch (i % 12) {
      case 0 -> Malformed.get(where + "bbox=" + encoded(pick(BAD_BOXES, random)));
      case 1 -> Malformed.get(where + "datetime=" + encoded(pick(BAD_TIMES, random)));
      case 2 -> Malformed.get(where + "filter=" + encoded(pick(BAD_FILTERS, random)));
      case 3 -> Malformed.get(where + "filter=" + encoded(bomb(random)));
      case 4 ->
          new Malformed(
              "POST", "/search", "{\"filter\":" + nested(random.nextInt(200, 5000)) + "}", false);
      case 5 ->
          Malformed.get(
              where
                  + "limit="
                  + pick(List.of("0", "-1", "1e3", "x", "1.5", "999999999999999999999"), random));
      case 6 ->
          Malformed.get(
              "/collections/c/items/"
                  + pick(
                      List.of(
                          "..%2f..%2fetc%2fpasswd", "%2e%2e", "%00", "%ff", "%", "a%2", "..%5c"),
                      random));
      case 7 -> {
        String name =
            pick(
                List.of(
                    "ids",
                    "collections",
                    "q",
                    "sortby",
                    "token",
                    "fields",
                    "query",
                    "filter",
                    "intersects",
                    "bbox",
                    "datetime",
                    "limit",
                    "x"),
                random);
        yield new Malformed(
            "GET", "/search?" + encoded(name) + "=" + encoded(pick(SQL, random)), "", true);
      }
      case 8 -> new Malformed("POST", "/search", garbled(random), true);
      case 9 ->
          new Malformed(
              pick(List.of("PUT", "PATCH", "TRACE", "BREW"), random), "/search", "{}", false);
      case 10 ->
          new Malformed(
              "POST",
              "/collections/c/items",
              pick(
                  List.of(
                      "",
                      "[]",
                      "null",
                      "{",
                      "{\"id\":\"x\"}",
                      "{\"type\":\"FeatureCollection\"}",
                      "{\"id\":\"x\",\"id\":\"y\"}",
                      nested(900),
                      "\ufeff{}",
                      "{\"a\":" + "9".repeat(2000) + "}"),
                  random),
              false);
      default ->
          Malformed.get(
              "/"
                  + pick(
                      List.of(
                          "nothing",
                          "collections/d",
                          "collections/d/items",
                          "search/x",
                          "collections//items",
                          "../etc/passwd",
                          "collections/c/items/a/assets/..%2Fx"),
                      random));
    };
  }

  /** A filter that grows where it is parsed, tested or turned into SQL. */
  private static String bomb(Random random) {
    int n = random.nextInt(300, 700);
    return switch (random.nextInt(4)) {
      case 0 -> "(".repeat(n) + "a=1" + ")".repeat(n);
      case 1 -> "NOT ".repeat(n) + "a=1";
      case 2 -> "a=" + "-".repeat(n * 4) + "1";
      default -> "a LIKE '" + "%a".repeat(n * 3) + "'";
    };
  }

  private static String nested(int depth) {
    return "{\"op\":\"not\",\"args\":[".repeat(depth) + "1" + "]}".repeat(depth);
  }

  /** A good search with a few bytes changed. */
  private static String garbled(Random random) {
    StringBuilder body =
        new StringBuilder(
            "{\"collections\":[\"c\"],\"bbox\":[1,2,3,4],\"limit\":5,\"datetime\":\"2024-01-01/..\"}");
    for (int i = 0; i < 3; i++) {
      body.setCharAt(random.nextInt(body.length()), (char) random.nextInt(32, 127));
    }
    return body.toString();
  }

  private static String pick(List<String> values, Random random) {
    return values.get(random.nextInt(values.size()));
  }

  private static String encoded(String text) {
    return TestServer.encoded(text);
  }

  /** Requests with | for the ends of lines. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense||",
        "GET||",
        "GET /api HTTP/9.9|Host: a||",
        "GET /api HTTP/1.1||",
        "GET /api HTTP/1.1|Host: a b||",
        "GET /api HTTP/1.1|Host a||",
        "GET /api/sea rch HTTP/1.1|Host: a||",
        "POST /api/search HTTP/1.1|Host: a|Content-Length: x||",
        "POST /api/search HTTP/1.1|Host: a|Content-Length: -5||",
        "POST /api/search HTTP/1.1|Host: a|Content-Length: 99999999999||",
        "POST /api/search HTTP/1.1|Host: a|Content-Encoding: gzip|Content-Length: 2||{}",
        "POST /api/search HTTP/1.1|Host: a|Content-Type: text/xml|Content-Length: 2||{}"
      })
  void whatIsNotHttpIsRefused(String request) throws IOException {
    assertThat(raw(request)).matches("(?s)HTTP/1\\.1 4\\d\\d .*");
  }

  @Test
  void whatIsTooLongIsRefused() throws IOException {
    String search = "POST /api/search HTTP/1.1|Host: a|Content-Length: 2000000||{";
    assertThat(raw("GET /api/search?q=" + "x".repeat(20_000) + " HTTP/1.1|Host: a||"))
        .startsWith("HTTP/1.1 414");
    assertThat(raw("GET /api HTTP/1.1|Host: a|X: " + "x".repeat(40_000) + "||"))
        .matches("(?s)HTTP/1\\.1 4\\d\\d .*");
    assertThat(raw(search)).startsWith("HTTP/1.1 413");
  }

  private String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(10_000);
      byte[] bytes = request.replace("|", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
      socket.getOutputStream().write(bytes);
      byte[] head = socket.getInputStream().readNBytes(12);
      return new String(head, StandardCharsets.ISO_8859_1) + " ";
    }
  }

  /** A client that sends what it is told to, over one connection while the server keeps it. */
  private static final class Line implements AutoCloseable {

    record Answer(int status, String body) {}

    private final int port;
    private Socket socket;

    Line(int port) throws IOException {
      this.port = port;
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
    }

    Answer ask(String method, String path, String body) throws IOException {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      String head =
          method
              + " /api"
              + path
              + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: "
              + bytes.length
              + "\r\n\r\n";
      ByteArrayOutputStream request = new ByteArrayOutputStream();
      request.write(head.getBytes(StandardCharsets.ISO_8859_1));
      request.write(bytes);
      OutputStream out = socket.getOutputStream();
      out.write(request.toByteArray());
      InputStream in = socket.getInputStream();
      StringBuilder headers = new StringBuilder();
      while (headers.indexOf("\r\n\r\n") < 0) {
        int c = in.read();
        if (c < 0) {
          throw new IOException("no answer to " + method + " " + path + " " + body);
        }
        headers.append((char) c);
      }
      String lower = headers.toString().toLowerCase(java.util.Locale.ROOT);
      int at = lower.indexOf("content-length: ") + "content-length: ".length();
      int length = Integer.parseInt(lower.substring(at, lower.indexOf('\r', at)));
      Answer answer =
          new Answer(
              Integer.parseInt(headers.substring(9, 12)),
              new String(in.readNBytes(length), StandardCharsets.UTF_8));
      if (lower.contains("connection: close")) {
        socket.close();
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
      }
      return answer;
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
