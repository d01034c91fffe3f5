// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** One line for each request, and traces of what was not expected. */
public final class RequestLog {

  private final PrintWriter out;
  private final boolean json;

  public RequestLog(PrintWriter out, boolean json) {
    this.out = out;
    this.json = json;
  }

  /**
   * A request that was answered.
   *
   * @param client address, and the name of the key where there was one
   */
  void request(String method, String path, int status, long bytes, long nanos, String client) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    String line;
    if (json) {
      line =
          JsonNodeFactory.instance
              .objectNode()
              .put("time", now.toString())
              .put("method", method)
              .put("path", path)
              .put("status", status)
              .put("bytes", bytes)
              .put("ms", Math.round(nanos / 1e4) / 100.0)
              .put("client", client)
              .toString();
    } else {
      StringBuilder text = new StringBuilder(128);
      text.append(now).append(' ').append(method).append(' ');
      appendPrintable(text, path);
      text.append(' ').append(status).append(' ').append(bytes).append(' ');
      long hundredths = nanos / 10_000;
      text.append(hundredths / 100).append('.').append(hundredths / 10 % 10);
      text.append(hundredths % 10).append("ms ").append(client);
      line = text.toString();
    }
    out.println(line);
  }

  /** What was not expected; the client got the same id. */
  void failure(String id, String method, String path, Throwable thrown) {
    StringWriter trace = new StringWriter();
    trace.append(id).append(' ').append(method).append(' ').append(path).append('\n');
    thrown.printStackTrace(new PrintWriter(trace));
    String text = trace.toString();
    out.println(
        json
            ? JsonNodeFactory.instance.objectNode().put("failure", id).put("trace", text).toString()
            : String.format(Locale.ROOT, "failure %s", text));
  }

  /** A client must not be able to write lines of its own into the log. */
  private static void appendPrintable(StringBuilder text, String path) {
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      text.append(c > ' ' && c < 127 ? c : '?');
    }
  }
}
