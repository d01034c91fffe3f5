// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Rows with named columns, printed as a table, JSON, ndjson or CSV. */
public final class TextTable {

  private static final ObjectMapper JSON = new ObjectMapper();

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

  public void print(PrintWriter out, OutputOptions.Format format) {
    switch (format) {
      case AUTO, TABLE -> printTable(out);
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

  private void printTable(PrintWriter out) {
    int[] widths = new int[columns.size()];
    for (int c = 0; c < widths.length; c++) {
      widths[c] = columns.get(c).length();
      for (ObjectNode row : rows) {
        widths[c] = Math.max(widths[c], text(row, c).length());
      }
    }
    StringBuilder line = new StringBuilder();
    for (int c = 0; c < widths.length; c++) {
      line.append(pad(columns.get(c), widths[c], false)).append("  ");
    }
    out.println(line.toString().stripTrailing());
    for (ObjectNode row : rows) {
      line.setLength(0);
      for (int c = 0; c < widths.length; c++) {
        boolean number = row.path(columns.get(c)).isNumber();
        line.append(pad(text(row, c), widths[c], number)).append("  ");
      }
      out.println(line.toString().stripTrailing());
    }
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

  private static String pad(String text, int width, boolean right) {
    String spaces = " ".repeat(width - text.length());
    return right ? spaces + text : text + spaces;
  }
}
