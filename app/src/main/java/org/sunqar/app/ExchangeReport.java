// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.sunqar.app.console.Console;
import org.sunqar.app.console.ExitCode;
import org.sunqar.app.console.OutputOptions;
import org.sunqar.app.console.TextTable;
import org.sunqar.catalog.exchange.ItemResult;
import org.sunqar.catalog.exchange.ItemResult.Fate;
import org.sunqar.catalog.exchange.Tally;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * What became of the items of an exchange: the rejected ones as rows on stdout, all of them in a
 * file when one is named, and the counts on stderr.
 */
final class ExchangeReport {

  /** Rejected items that are printed; a file takes all. */
  private static final int MAX_ROWS = 1000;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description =
          "Write a line of JSON for each item: what became of it, and why. Without it only those"
              + " that were rejected are printed.")
  private Optional<Path> file = Optional.empty();

  @Mixin private OutputOptions output = new OutputOptions();

  private final TextTable table =
      new TextTable("status", "source", "number", "collection", "item", "reason");

  /** Counting, and a file that is written meanwhile. */
  final class Running implements AutoCloseable {

    private final Optional<PrintWriter> lines;
    private final Tally tally = new Tally(this::take);

    private Running() throws IOException {
      lines =
          file.isPresent()
              ? Optional.of(
                  new PrintWriter(Files.newBufferedWriter(file.get(), StandardCharsets.UTF_8)))
              : Optional.empty();
    }

    Tally tally() {
      return tally;
    }

    private void take(ItemResult result) {
      lines.ifPresent(out -> {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        fill(row, result);
        out.println(row);
      });
      if (result.fate() == Fate.REJECTED && tally.count(Fate.REJECTED) <= MAX_ROWS) {
        fill(table.addRow(), result);
      }
    }

    /** Says how it ended. */
    int end(Console console) {
      table.print(console, output.decided(console));
      long rejected = tally.count(Fate.REJECTED);
      if (rejected > MAX_ROWS) {
        console.tell("exchange.most", "n", MAX_ROWS);
      }
      console.tell(
          tally.count(Fate.DELETED) > 0 ? "exchange.countDeleted" : "exchange.count",
          "added",
          tally.count(Fate.ADDED),
          "changed",
          tally.count(Fate.CHANGED),
          "unchanged",
          tally.count(Fate.UNCHANGED),
          "deleted",
          tally.count(Fate.DELETED),
          "rejected",
          rejected);
      if (rejected == 0) {
        return ExitCode.DONE;
      }
      return rejected < tally.all() ? ExitCode.PARTLY_DONE : ExitCode.FAILED;
    }

    @Override
    public void close() {
      lines.ifPresent(PrintWriter::close);
    }
  }

  Running start() throws IOException {
    return new Running();
  }

  private static void fill(ObjectNode row, ItemResult result) {
    row.put("status", result.fate().name().toLowerCase(Locale.ROOT));
    row.put("source", result.source());
    row.put("number", result.number());
    row.put("collection", result.collection());
    row.put("item", result.id());
    row.put("reason", result.reason());
  }
}
