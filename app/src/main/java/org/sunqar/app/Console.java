// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

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
    java.io.Console console = System.console();
    return new Console(
        new PrintWriter(
            new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8),
            false),
        new PrintWriter(
            new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
            true),
        console != null && console.isTerminal());
  }

  /** A line for a person, on stderr. */
  void say(String line) {
    err.println(line);
    err.flush();
  }
}
