// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a CSV file (RFC 4180, UTF-8, but no line breaks inside quotes) row by row, with columns by
 * name. Other columns than those asked for are skipped. Holds one line in memory, of at most
 * {@value #MAX_LINE} characters.
 */
final class CsvTable implements Closeable {

  private static final int MAX_LINE = 65_536;

  private final Path file;
  private final BufferedReader reader;
  private final List<String> names;
  private final List<String> header;
  private final int[] positions;
  private final int width;
  private final StringBuilder text = new StringBuilder();
  private List<String> cells = List.of();
  private long line;

  private CsvTable(Path file, BufferedReader reader, List<String> names) throws IOException {
    this.file = file;
    this.reader = reader;
    this.names = names;
    if (!readLine()) {
      throw new SeriesFormatException(file, "the file is empty; it needs a header line");
    }
    if (!text.isEmpty() && text.charAt(0) == '\uFEFF') {
      text.deleteCharAt(0);
    }
    header = split();
    width = header.size();
    positions = new int[names.size()];
    for (int i = 0; i < positions.length; i++) {
      positions[i] = header.indexOf(names.get(i));
      if (positions[i] < 0) {
        throw new SeriesFormatException(
            file, 1, "there is no column '" + names.get(i) + "'; it has " + header);
      }
      if (header.lastIndexOf(names.get(i)) != positions[i]) {
        throw new SeriesFormatException(
            file, 1, "there are two columns '" + names.get(i) + "'; there must be one");
      }
    }
  }

  /** Opens a file whose first line names at least these columns, in any order. */
  static CsvTable open(Path file, String... columns) throws IOException {
    BufferedReader reader = Files.newBufferedReader(file);
    try {
      return new CsvTable(file, reader, List.of(columns));
    } catch (IOException | RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  /** Whether the first line of a file names this column. */
  static boolean hasColumn(Path file, String column) throws IOException {
    try (CsvTable table = open(file)) {
      return table.header.contains(column);
    }
  }

  /** Moves to the next row; empty lines are skipped. */
  boolean next() throws IOException {
    while (readLine()) {
      if (!text.isEmpty()) {
        cells = split();
        if (cells.size() != width) {
          throw problem("it has " + cells.size() + " cells where the header has " + width);
        }
        return true;
      }
    }
    return false;
  }

  /** A cell of the present row, by the position of its column in {@link #open}. */
  String text(int column) {
    return cells.get(positions[column]);
  }

  /** A cell that must be a finite number. */
  double number(int column) {
    String cell = text(column);
    if (cell.isBlank()) {
      throw problem(names.get(column) + " is missing");
    }
    double value;
    try {
      value = Double.parseDouble(cell);
    } catch (NumberFormatException e) {
      throw problem(names.get(column) + " '" + shortened(cell) + "' is not a number");
    }
    if (!Double.isFinite(value)) {
      throw problem(names.get(column) + " must be a finite number, not '" + shortened(cell) + "'");
    }
    return value;
  }

  /** An error in the present row. */
  SeriesFormatException problem(String sentence) {
    return new SeriesFormatException(file, line, sentence);
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  static String shortened(String cell) {
    return cell.length() <= 40 ? cell : cell.substring(0, 40) + "...";
  }

  private boolean readLine() throws IOException {
    text.setLength(0);
    line++;
    try {
      int c = reader.read();
      if (c < 0) {
        return false;
      }
      while (c >= 0 && c != '\n') {
        if (text.length() == MAX_LINE) {
          throw problem("it is longer than " + MAX_LINE + " characters, so this is not a table");
        }
        text.append((char) c);
        c = reader.read();
      }
    } catch (MalformedInputException e) {
      throw problem("it or what follows is not UTF-8 text");
    }
    if (!text.isEmpty() && text.charAt(text.length() - 1) == '\r') {
      text.setLength(text.length() - 1);
    }
    return true;
  }

  private List<String> split() {
    List<String> result = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted) {
        if (c != '"') {
          cell.append(c);
        } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
          cell.append(c);
          i++;
        } else {
          quoted = false;
        }
      } else if (c == '"' && cell.isEmpty()) {
        quoted = true;
      } else if (c == ',') {
        result.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    if (quoted) {
      throw problem("a quoted cell has no closing quote");
    }
    result.add(cell.toString());
    return result;
  }
}
