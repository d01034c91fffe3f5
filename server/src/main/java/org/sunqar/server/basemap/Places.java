// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.basemap;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.sunqar.server.language.Language;

/**
 * Search of places by name: countries (in all languages of the program), states and provinces (in
 * those that Natural Earth has), and cities, towns and villages (GeoNames, of a thousand people and
 * more). A query is found at the start of a name or of a word in it.
 *
 * <p>The table stays the bytes of its file, beside the same names folded, and each query reads all
 * of them: 135,000 lines are a few milliseconds and need no index.
 */
public final class Places {

  /** What a place is. */
  public enum Kind {
    COUNTRY,
    REGION,
    CAPITAL,
    CITY;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A place.
   *
   * @param name as it matches the query
   * @param country ISO 3166-1 alpha-2; empty where none is known
   * @param people 0 where it is not known
   * @param lon longitude (degrees)
   * @param lat latitude (degrees)
   * @param zoom of a map that shows it as a whole (256 px tiles)
   */
  public record Place(
      Kind kind, String name, String country, long people, double lon, double lat, int zoom) {}

  private static final String COUNTRY = "country\t";

  /** Columns of the table before the names. */
  private static final int FACTS = 6;

  private static final double WHOLE_NAME = 3;
  private static final double START_OF_NAME = 1.5;

  private final byte[] table;
  private final int[] lines;
  private final byte[] folded;
  private final int[] foldedLines;

  private Places(byte[] table, int[] lines, byte[] folded, int[] foldedLines) {
    this.table = table;
    this.lines = lines;
    this.folded = folded;
    this.foldedLines = foldedLines;
  }

  private static final class Shipped {
    private static final Places PLACES = read();
  }

  /** The places that are part of the program; read when they are first asked for. */
  public static Places shipped() {
    return Shipped.PLACES;
  }

  private record Match(double score, int line, int name) {}

  /**
   * Places by name, the best first: whole names before starts of names before starts of words, and
   * among those the larger.
   *
   * @param language what countries are called in the answer
   * @param limit at most so many
   */
  public List<Place> search(String query, Language language, int limit) {
    byte[] wanted = PlaceNames.folded(query).getBytes(StandardCharsets.UTF_8);
    if (wanted.length == 0) {
      return List.of();
    }
    List<Match> matches = new ArrayList<>();
    for (int line = 0; line < lines.length - 1; line++) {
      match(wanted, line, matches);
    }
    matches.sort(Comparator.comparingDouble(Match::score).reversed().thenComparingInt(Match::line));
    return matches.stream().limit(limit).map(match -> place(match, language)).toList();
  }

  private void match(byte[] wanted, int line, List<Match> matches) {
    int end = foldedLines[line + 1] - 1; // of the line's names, before its line feed
    int name = 0;
    double best = -1;
    int bestName = 0;
    boolean wordStarts = true;
    boolean nameStarts = true;
    for (int i = foldedLines[line]; i < end; i++) {
      byte b = folded[i];
      if (b == '\t') {
        name++;
        nameStarts = true;
        wordStarts = true;
        continue;
      }
      if (wordStarts && b == wanted[0] && isAt(wanted, i, end)) {
        int after = i + wanted.length;
        boolean whole = nameStarts && (after == end || folded[after] == '\t');
        double score = whole ? WHOLE_NAME : nameStarts ? START_OF_NAME : 0;
        if (score > best) {
          best = score;
          bestName = name;
        }
      }
      wordStarts = b == ' ';
      nameStarts = false;
    }
    if (best >= 0) {
      matches.add(new Match(best + weight(line), line, bestName));
    }
  }

  private boolean isAt(byte[] wanted, int at, int end) {
    return at + wanted.length <= end
        && Arrays.equals(folded, at, at + wanted.length, wanted, 0, wanted.length);
  }

  /**
   * The decimal logarithm of the number of people; a country is as a city of a hundred millions.
   */
  private double weight(int line) {
    String[] facts = facts(line);
    return switch (kind(facts[0])) {
      case COUNTRY -> 8;
      case REGION -> 5.5;
      case CAPITAL -> 1 + Math.log10(1.0 + people(facts[2]));
      case CITY -> Math.log10(1.0 + people(facts[2]));
    };
  }

  private Place place(Match match, Language language) {
    String[] columns = facts(match.line);
    Kind kind = kind(columns[0]);
    String country = columns[1];
    String name =
        kind == Kind.COUNTRY
            ? language.region(country)
            : columns[Math.min(columns.length - 1, FACTS + match.name)];
    return new Place(
        kind,
        name,
        country,
        people(columns[2]),
        Double.parseDouble(columns[3]),
        Double.parseDouble(columns[4]),
        Integer.parseInt(columns[5]));
  }

  private String[] facts(int line) {
    return new String(table, lines[line], lines[line + 1] - 1 - lines[line], StandardCharsets.UTF_8)
        .split("\t", -1);
  }

  private static Kind kind(String text) {
    return Kind.valueOf(text.toUpperCase(Locale.ROOT));
  }

  private static long people(String text) {
    return text.isEmpty() ? 0 : Long.parseLong(text);
  }

  private static Places read() {
    byte[] table;
    try (InputStream in = Places.class.getResourceAsStream("places.tsv.gz")) {
      if (in == null) {
        throw new IllegalStateException("the program has no table of places");
      }
      table = new GZIPInputStream(in, 1 << 16).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, Set<String>> countries = countryNames();
    int count = 0;
    for (byte b : table) {
      count += b == '\n' ? 1 : 0;
    }
    int[] lines = new int[count + 1];
    int[] foldedLines = new int[count + 1];
    ByteArrayOutputStream folded = new ByteArrayOutputStream(table.length / 2);
    int start = 0;
    for (int line = 0; line < count; line++) {
      int end = start;
      while (table[end] != '\n') {
        end++;
      }
      lines[line] = start;
      foldedLines[line] = folded.size();
      int names = start;
      for (int tabs = 0; tabs < FACTS; names++) {
        tabs += table[names] == '\t' ? 1 : 0;
      }
      fold(table, names, end, folded);
      if (table[start] == 'c' && table[start + 1] == 'o') { // a country
        String code = new String(table, start + COUNTRY.length(), 2, StandardCharsets.US_ASCII);
        for (String name : countries.getOrDefault(code, Set.of())) {
          folded.write('\t');
          folded.writeBytes(PlaceNames.folded(name).getBytes(StandardCharsets.UTF_8));
        }
      }
      folded.write('\n');
      start = end + 1;
    }
    lines[count] = start;
    foldedLines[count] = folded.size();
    return new Places(table, lines, folded.toByteArray(), foldedLines);
  }

  /** Folds names that tabs separate; those of plain letters alone, which are most, byte by byte. */
  private static void fold(byte[] table, int start, int end, ByteArrayOutputStream folded) {
    boolean plain = true;
    for (int i = start; i < end && plain; i++) {
      byte b = table[i];
      plain =
          (b >= 'a' && b <= 'z')
              || (b >= 'A' && b <= 'Z')
              || b == '\t'
              || (b == ' '
                  && i > start
                  && table[i - 1] != '\t'
                  && table[i - 1] != ' '
                  && i + 1 < end
                  && table[i + 1] != '\t');
    }
    if (plain) {
      for (int i = start; i < end; i++) {
        folded.write(table[i] >= 'A' && table[i] <= 'Z' ? table[i] + 32 : table[i]);
      }
      return;
    }
    String names = new String(table, start, end - start, StandardCharsets.UTF_8);
    String compared =
        Stream.of(names.split("\t", -1)).map(PlaceNames::folded).collect(Collectors.joining("\t"));
    folded.writeBytes(compared.getBytes(StandardCharsets.UTF_8));
  }

  /** What countries are called in the languages of the program, by their codes. */
  private static Map<String, Set<String>> countryNames() {
    Map<String, Set<String>> names = new HashMap<>();
    for (String code : Language.CODES) {
      Language.of(code)
          .regionNames()
          .forEach((country, name) ->
              names.computeIfAbsent(country, _ -> new LinkedHashSet<>()).add(name));
    }
    return names;
  }
}
