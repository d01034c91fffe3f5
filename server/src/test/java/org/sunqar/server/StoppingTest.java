// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoppingTest {

  @TempDir private Path folder;

  /** A request whose body is half sent when the server is told to stop is still answered. */
  @Test
  void aRunningRequestIsFinished() throws Exception {
    String body = "{\"id\":\"c\",\"description\":\"Things\"}";
    try (TestServer server = TestServer.start(folder);
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      OutputStream out = socket.getOutputStream();
      out.write(
          ("POST /api/collections HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                  + "Content-Length: "
                  + body.length()
                  + "\r\n\r\n"
                  + body.substring(0, 10))
              .getBytes(StandardCharsets.US_ASCII));
      out.flush();
      String metrics = server.api().replace("/api", "/metrics");
      // 2: it and the one that asks
      while (!server.get(metrics).body().contains("sunqar_http_running 2\n")) {
        Thread.onSpinWait();
      }
      Future<?> stopping = threads.submit(server::stop);
      while (accepts(server.port())) {
        Thread.onSpinWait();
      }
      out.write(body.substring(10).getBytes(StandardCharsets.US_ASCII));
      out.flush();
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      assertThat(in.readLine()).isEqualTo("HTTP/1.1 201 Created");
      stopping.get();
      assertThat(server.store().collection("c")).isPresent();
    }
  }

  private static boolean accepts(int port) {
    try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }
}
