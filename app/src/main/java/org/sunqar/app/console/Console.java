// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.console;

import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.sunqar.server.language.Language;
import org.sunqar.server.language.Words;

/**
 * Where a command speaks: data on {@code out}, everything else on {@code err}.
 *
 * @param out data only
 * @param err progress, hints and errors
 * @param terminal whether a person looks at it
 * @param language that a person is spoken to in
 */
public record Console(PrintWriter out, PrintWriter err, boolean terminal, Language language) {

  /** The process' own streams, UTF-8. */
  public static Console system() {
    return new Console(
        writer(FileDescriptor.out, false),
        writer(standardError(), true),
        Optional.ofNullable(System.console()).map(java.io.Console::isTerminal).orElse(false),
        Language.english());
  }

  /** This console, speaking a language. */
  public Console in(Language spoken) {
    return new Console(out, err, terminal, spoken);
  }

  /** A sentence in the language: {@code text("range", "from", 1, "to", 2)}. */
  public String text(String key, Object... namesAndValues) {
    return words().text(key, namesAndValues);
  }

  /** A sentence that depends on a number, which is {@code {n}} in it. */
  public String counted(String key, long n, Object... namesAndValues) {
    return words().count(key, n, namesAndValues);
  }

  /** A number as the language writes it. */
  public String fixed(double value, int decimals) {
    return language.fixed(value, decimals);
  }

  /** A sentence of a layer that knows no language; see {@link Sentences}. */
  public String sentence(String english) {
    return language.equals(Language.english()) ? english : Sentences.of(language).said(english);
  }

  /** What commands print and say, in the language. */
  Words words() {
    return language.part(Language.Part.TALK);
  }

  private static PrintWriter writer(FileDescriptor stream, boolean flushing) {
    OutputStreamWriter utf8 =
        new OutputStreamWriter(new FileOutputStream(stream), StandardCharsets.UTF_8);
    return new PrintWriter(new BufferedWriter(utf8), flushing);
  }

  /**
   * Standard error: descriptor 2, or the one that the launcher kept it as while the JVM started.
   * Opening /dev/fd/N instead would be another open file, which overwrites what stdout wrote to the
   * same place.
   */
  private static FileDescriptor standardError() {
    Integer kept = Integer.getInteger("sunqar.stderr");
    if (kept == null) {
      return FileDescriptor.err;
    }
    try {
      Constructor<FileDescriptor> constructor =
          FileDescriptor.class.getDeclaredConstructor(int.class);
      constructor.setAccessible(true); // opened to us by the jar's manifest
      FileDescriptor descriptor = constructor.newInstance(kept);
      System.setErr(
          new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8));
      return descriptor;
    } catch (ReflectiveOperationException | RuntimeException _) {
      return FileDescriptor.err;
    }
  }

  /** A sentence for a person, on stderr; see {@link #text}. */
  public void tell(String key, Object... namesAndValues) {
    say(text(key, namesAndValues));
  }

  /** A line for a person, on stderr. */
  public void say(String line) {
    err.println(line);
    err.flush();
  }
}
