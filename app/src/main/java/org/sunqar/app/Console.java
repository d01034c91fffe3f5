// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Where a command speaks: data on {@code out}, everything else on {@code err}.
 *
 * @param out data only
 * @param err progress, hints and errors
 * @param terminal whether a person looks at it
 */
public record Console(PrintWriter out, PrintWriter err, boolean terminal) {

  /** The process' own streams, UTF-8. */
  static Console system() {
    return new Console(
        writer(FileDescriptor.out, false),
        writer(FileDescriptor.err, true),
        Optional.ofNullable(System.console()).map(java.io.Console::isTerminal).orElse(false));
  }

  private static PrintWriter writer(FileDescriptor stream, boolean flushing) {
    OutputStreamWriter utf8 =
        new OutputStreamWriter(new FileOutputStream(stream), StandardCharsets.UTF_8);
    return new PrintWriter(new BufferedWriter(utf8), flushing);
  }

  /** A line for a person, on stderr. */
  void say(String line) {
    err.println(line);
    err.flush();
  }
}
