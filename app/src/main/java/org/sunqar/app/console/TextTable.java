// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Rows with named columns, printed as a table, JSON, ndjson or CSV. A table is for people: its
 * headings, and values that are words, are those of the language, {@code column.COLUMN} and {@code
 * value.COLUMN.VALUE} in the catalogue. The other formats are for programs and the same in all
 * languages.
 */
public final class TextTable {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Columns in which layers below the commands say why. */
  private static final Set<String> SENTENCES = Set.of("reason", "detail");

  private final List<String> columns;
  private final List<ObjectNode> rows = new ArrayList<>();

  public TextTable(String... columns) {
    this.columns = List.of(columns);
  }

  /** An empty row, to be filled with the columns' values. */
  public ObjectNode addRow() {
    ObjectNode row = JSON.createObjectNode();
    rows.add(row);
    return row;
  }

  public void print(Console console, OutputOptions.Format format) {
    PrintWriter out = console.out();
    switch (format) {
      case AUTO, TABLE -> printTable(console);
      case CSV -> printCsv(out);
      case NDJSON -> rows.forEach(row -> out.println(row.toString()));
      case JSON, GEOJSON -> {
        ArrayNode all = JSON.createArrayNode();
        all.addAll(rows);
        out.println(all.toPrettyString());
      }
    }
    out.flush();
  }

  private void printTable(Console console) {
    List<String> headings = columns.stream().map(column -> heading(column, console)).toList();
    List<List<String>> said = rows.stream().map(row -> inWords(row, console)).toList();
    int[] widths = new int[columns.size()];
    for (int c = 0; c < widths.length; c++) {
      widths[c] = width(headings.get(c));
      for (List<String> cells : said) {
        widths[c] = Math.max(widths[c], width(cells.get(c)));
      }
    }
    StringBuilder line = new StringBuilder();
    for (int c = 0; c < widths.length; c++) {
      line.append(pad(headings.get(c), widths[c], false)).append("  ");
    }
    console.out().println(line.toString().stripTrailing());
    for (int r = 0; r < said.size(); r++) {
      line.setLength(0);
      for (int c = 0; c < widths.length; c++) {
        boolean number = rows.get(r).path(columns.get(c)).isNumber();
        line.append(pad(said.get(r).get(c), widths[c], number)).append("  ");
      }
      console.out().println(line.toString().stripTrailing());
    }
  }

  private static String heading(String column, Console console) {
    return console.words().all().getOrDefault("column." + column, column);
  }

  /** The cells of a row for people: words of the language where the catalogue has them. */
  private List<String> inWords(ObjectNode row, Console console) {
    List<String> cells = new ArrayList<>();
    for (int c = 0; c < columns.size(); c++) {
      String column = columns.get(c);
      String text = text(row, c);
      String word = console.words().all().get("value." + column + "." + text.replace(' ', '_'));
      boolean isSentence = word == null && SENTENCES.contains(column);
      cells.add(isSentence ? console.sentence(text) : word == null ? text : word);
    }
    return cells;
  }

  private void printCsv(PrintWriter out) {
    out.println(String.join(",", columns));
    for (ObjectNode row : rows) {
      List<String> cells = new ArrayList<>();
      for (int c = 0; c < columns.size(); c++) {
        String cell = text(row, c);
        cells.add(cell.matches("[^\",\\r\\n]*") ? cell : '"' + cell.replace("\"", "\"\"") + '"');
      }
      out.println(String.join(",", cells));
    }
  }

  private String text(ObjectNode row, int column) {
    JsonNode value = row.path(columns.get(column));
    return value.isMissingNode() || value.isNull() ? "" : value.asText();
  }

  /** Characters that take a place in a line; accents over others take none. */
  private static int width(String text) {
    return (int)
        text.codePoints().filter(c -> Character.getType(c) != Character.NON_SPACING_MARK).count();
  }

  private static String pad(String text, int width, boolean right) {
    String spaces = " ".repeat(width - width(text));
    return right ? spaces + text : text + spaces;
  }
}
