// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.sunqar.app.console.Console;
import org.sunqar.app.console.ExitCode;
import org.sunqar.server.language.Language;

/** What a command answered: its exit code and what it printed. */
public record Answer(int code, String out, String err) {

  /** Runs a command in this process, without a terminal. */
  public static Answer of(Object... arguments) {
    return run(false, arguments);
  }

  /** Runs a command as if a person looked at its output. */
  public static Answer onTerminal(Object... arguments) {
    return run(true, arguments);
  }

  private static Answer run(boolean terminal, Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Console console =
        new Console(new PrintWriter(out), new PrintWriter(err), terminal, Language.english());
    String[] texts = new String[arguments.length];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = arguments[i].toString();
    }
    int code = Main.run(console, texts);
    return new Answer(code, out.toString(), err.toString());
  }

  /** The command succeeded. */
  public Answer done() {
    assertThat(code).as(err).isEqualTo(ExitCode.DONE);
    return this;
  }

  /**
   * The command failed with this exit code, said nothing on stdout, and one sentence on stderr that
   * ends with this code in brackets.
   */
  public Answer failed(int exit, String key) {
    assertThat(out).isEmpty();
    return sentence(exit, key);
  }

  /** As {@link #failed}, for a command that had printed data before. */
  public Answer sentence(int exit, String key) {
    assertThat(err).doesNotContain("Exception").doesNotContain("\tat ");
    assertThat(err.lines().toList())
        .singleElement()
        .asString()
        .startsWith("sunqar: ")
        .endsWith(" [" + key + "]")
        .hasSizeLessThan(600);
    assertThat(code).as(err).isEqualTo(exit);
    return this;
  }

  /** The command line was refused: a sentence with a code, then where help is. */
  public Answer usage() {
    assertThat(out).isEmpty();
    assertThat(err).doesNotContain("Exception").doesNotContain("\tat ");
    List<String> lines = err.lines().toList();
    assertThat(lines.getFirst()).startsWith("sunqar: ").endsWith(" [usage]");
    assertThat(lines.getLast()).endsWith("--help' explains it");
    assertThat(code).as(err).isEqualTo(ExitCode.USAGE);
    return this;
  }

  /** The sentence names all of these. */
  public Answer says(String... parts) {
    assertThat(err).contains(parts);
    return this;
  }

  public JsonNode json() {
    try {
      return new ObjectMapper().readTree(out);
    } catch (JsonProcessingException e) {
      throw new AssertionError(out, e);
    }
  }

  public List<String> lines() {
    return out.lines().toList();
  }
}
