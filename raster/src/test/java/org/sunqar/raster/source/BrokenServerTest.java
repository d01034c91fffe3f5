// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sunqar.raster.RasterException;

/** Servers that break the protocol or stop in the middle of it; no request may hang on them. */
@Timeout(20)
class BrokenServerTest {

  private static final SourceOptions QUICK =
      HttpSourceTest.QUICK
          .with(new SourceOptions.Timeouts(Duration.ofMillis(300), Duration.ofMillis(300)))
          .with(new SourceOptions.Retries(2, Duration.ofMillis(1), Duration.ofMillis(1)));

  private static final String HEAD =
      "HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 0-65535/3000000\r\n";

  /** What is done with one connection after its request has come. */
  private interface Answer {
    void to(OutputStream out) throws IOException, InterruptedException;
  }

  private final Sources sources = new Sources(QUICK);
  private final List<Socket> connections = new CopyOnWriteArrayList<>();
  private final AtomicInteger requests = new AtomicInteger();
  private ServerSocket server;

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void close() throws IOException {
    sources.close();
    server.close();
    for (Socket socket : connections) {
      socket.close();
    }
  }

  private RasterException open(Answer answer) {
    Thread.startVirtualThread(() -> {
      while (!server.isClosed()) {
        try {
          Socket socket = server.accept();
          connections.add(socket);
          Thread.startVirtualThread(() -> serve(socket, answer));
        } catch (IOException _) {
          return; // closed
        }
      }
    });
    long start = System.nanoTime();
    AtomicInteger failures = new AtomicInteger();
    RasterException[] result = new RasterException[1];
    assertThatThrownBy(() ->
            sources.openHttp(
                "http://localhost:" + server.getLocalPort() + "/a.tif", Authorization.NONE))
        .isInstanceOfSatisfying(
            RasterException.class,
            e -> {
              failures.incrementAndGet();
              result[0] = e;
            });
    assertThat(failures).hasValue(1);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    return result[0];
  }

  private void serve(Socket socket, Answer answer) {
    try (socket) {
      InputStream in = socket.getInputStream();
      StringBuilder request = new StringBuilder();
      while (request.indexOf("\r\n\r\n") < 0) {
        int c = in.read();
        if (c < 0) {
          return;
        }
        request.append((char) c);
      }
      requests.incrementAndGet();
      answer.to(socket.getOutputStream());
    } catch (IOException | InterruptedException _) {
      // the client has gone, as it should
    }
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  @Test
  void itNeverAnswers() {
    RasterException e = open(_ -> Thread.sleep(60_000));
    assertThat(e.key()).isEqualTo(RasterException.Key.UNREACHABLE);
    assertThat(e).hasMessageContaining("no complete answer within 0.3 s (2 attempts)");
    assertThat(requests).hasValue(2);
  }

  @Test
  void itStopsInTheMiddle() {
    RasterException e =
        open(out -> {
          write(out, HEAD + "Content-Length: 65536\r\n\r\n" + "x".repeat(1000));
          Thread.sleep(60_000);
        });
    assertThat(e.key()).isEqualTo(RasterException.Key.UNREACHABLE);
  }

  @Test
  void itTrickles() {
    RasterException e =
        open(out -> {
          write(out, HEAD + "Content-Length: 65536\r\n\r\n");
          for (int i = 0; i < 65536; i++) {
            write(out, "x");
            Thread.sleep(20);
          }
        });
    assertThat(e.key()).isEqualTo(RasterException.Key.UNREACHABLE);
    assertThat(e).hasMessageContaining("no complete answer");
  }

  @Test
  void itTricklesHeaders() {
    RasterException e =
        open(out -> {
          write(out, "HTTP/1.1 206 Partial Content\r\n");
          for (int i = 0; i < 10_000; i++) {
            write(out, "X-" + i + ": y\r\n");
            Thread.sleep(10);
          }
        });
    assertThat(e.key()).isEqualTo(RasterException.Key.UNREACHABLE);
  }

  @Test
  void itHangsUp() {
    RasterException e = open(out -> write(out, HEAD + "Content-Length: 65536\r\n\r\nxyz"));
    assertThat(e.key()).isEqualTo(RasterException.Key.UNREACHABLE);
    assertThat(e).hasMessageContaining("the connection broke");
  }

  @Test
  void itClaimsALengthBeyondReason() {
    RasterException e =
        open(out -> write(out, "HTTP/1.1 200 OK\r\nContent-Length: 9000000000000000\r\n\r\nxyz"));
    assertThat(e.key()).isEqualTo(RasterException.Key.TOO_LARGE);
  }

  @Test
  void itSendsMoreThanWasAskedFor() {
    RasterException part =
        open(out ->
            write(out, HEAD + "Content-Length: 9000000000000000\r\n\r\n" + "x".repeat(70_000)));
    assertThat(part).hasMessageContaining("is answered with");
  }

  @Test
  void itSendsNoHttp() {
    RasterException e = open(out -> write(out, "SSH-2.0-OpenSSH_9.2\r\n"));
    assertThat(e.key()).isEqualTo(RasterException.Key.UNREACHABLE);
  }

  @Test
  void itSendsHeadersWithoutEnd() {
    RasterException e =
        open(out -> {
          write(out, "HTTP/1.1 206 Partial Content\r\nX: ");
          while (true) {
            write(out, "y".repeat(10_000));
          }
        });
    assertThat(e.key()).isEqualTo(RasterException.Key.UNREACHABLE);
  }

  @Test
  void nobodyListens() throws IOException {
    server.close();
    assertThatThrownBy(() ->
            sources.openHttp(
                "http://localhost:" + server.getLocalPort() + "/a.tif", Authorization.NONE))
        .isInstanceOf(RasterException.class)
        .hasMessageContaining("no connection to localhost (2 attempts)");
  }

  @Test
  void thereIsNoSuchHost() {
    assertThatThrownBy(() -> sources.openHttp("http://no-host.invalid/a.tif", Authorization.NONE))
        .isInstanceOf(RasterException.class)
        .hasMessageContaining("the host no-host.invalid is not known");
  }
}
