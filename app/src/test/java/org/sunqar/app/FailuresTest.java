// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunqar.app.console.Console;
import org.sunqar.app.console.ExitCode;
import org.sunqar.server.language.Language;

/** Failures of the machine rather than of the input. */
class FailuresTest {

  private final StringWriter err = new StringWriter();

  @Test
  void memoryThatIsExhausted() {
    Console console =
        new Console(
            new PrintWriter(new StringWriter()), new PrintWriter(err), false, Language.english());
    int code = new Failures(console).report(new OutOfMemoryError("Java heap space"));
    new Answer(code, "", err.toString()).failed(ExitCode.FAILED, "memory");
  }

  @Test
  void anOutputThatDoesNotArrive(@TempDir Path folder) {
    Writer full =
        new Writer() {
          @Override
          public void write(char[] text, int from, int length) throws IOException {
            throw new IOException("No space left on device");
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Console console =
        new Console(new PrintWriter(full), new PrintWriter(err), false, Language.english());
    Workspace.open(folder).close();
    int code = Main.run(console, "collection", "list", "--workspace", folder.toString());
    new Answer(code, "", err.toString()).failed(ExitCode.FAILED, "file.IO").says("standard output");
  }

  @Test
  void aWorkspaceThatIsNotThereIsNotMade(@TempDir Path folder) {
    Path mistyped = folder.resolve("sunqar-dat");
    StringWriter out = new StringWriter();
    Console console =
        new Console(new PrintWriter(out), new PrintWriter(err), false, Language.english());
    int code = Main.run(console, "alert", "list", "--workspace", mistyped.toString());
    new Answer(code, out.toString(), err.toString())
        .failed(ExitCode.NOT_FOUND, "analysis.NOT_FOUND")
        .says("there is no workspace in");
    assertThat(mistyped).doesNotExist();
  }
}
