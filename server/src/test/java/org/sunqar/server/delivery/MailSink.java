// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.delivery;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Takes e-mail by SMTP (RFC 5321), as far as a sender needs it. */
final class MailSink implements AutoCloseable {

  private final ServerSocket socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
  private final List<String> messages = new CopyOnWriteArrayList<>();
  private final List<String> recipients = new CopyOnWriteArrayList<>();
  private volatile boolean refusing;

  MailSink() throws IOException {
    Thread.ofVirtual()
        .start(() -> {
          while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
              talk(client);
            } catch (IOException _) {
              // closed, or a client that left
            }
          }
        });
  }

  int port() {
    return socket.getLocalPort();
  }

  void refuse(boolean yes) {
    refusing = yes;
  }

  List<String> messages() {
    return messages;
  }

  List<String> recipients() {
    return recipients;
  }

  private void talk(Socket client) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
    OutputStream out = client.getOutputStream();
    say(out, "220 sink");
    for (@Nullable String line = in.readLine(); line != null; line = in.readLine()) {
      String verb = line.length() < 4 ? line : line.substring(0, 4);
      switch (verb) {
        case "EHLO", "HELO" -> say(out, "250 sink");
        case "RCPT" -> {
          recipients.add(line.substring("RCPT TO:".length()));
          say(out, refusing ? "451 try later" : "250 ok");
        }
        case "DATA" -> {
          say(out, "354 go on");
          StringBuilder message = new StringBuilder();
          for (@Nullable String text = in.readLine();
              text != null && !text.equals(".");
              text = in.readLine()) {
            message.append(text).append('\n');
          }
          messages.add(message.toString());
          say(out, "250 taken");
        }
        case "QUIT" -> {
          say(out, "221 bye");
          return;
        }
        default -> say(out, "250 ok");
      }
    }
  }

  private static void say(OutputStream out, String line) throws IOException {
    out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
