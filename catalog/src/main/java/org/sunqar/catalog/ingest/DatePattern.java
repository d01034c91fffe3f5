// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.ingest;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.stac.TimeInterval;

/**
 * Where the date stands in a file's name, for names that the usual patterns do not fit: a Java
 * regular expression, searched in the name without its folder, with
 *
 * <ul>
 *   <li>a group {@code date}, whose text is read by the usual patterns, as in {@code
 *       acq(?<date>\d{8})}; or
 *   <li>groups {@code year} and {@code doy}, or {@code year}, {@code month} and {@code day}, and
 *       optionally {@code hour}, {@code minute}, {@code second}, as in {@code
 *       d(?<day>\d\d)m(?<month>\d\d)y(?<year>\d{4})}.
 * </ul>
 */
public final class DatePattern {

  private final Pattern pattern;

  private DatePattern(Pattern pattern) {
    this.pattern = pattern;
  }

  /**
   * Checks and compiles a pattern.
   *
   * @throws CatalogException INVALID when it is not a regular expression or lacks the groups
   */
  public static DatePattern of(String regex) {
    Pattern pattern;
    try {
      pattern = Pattern.compile(regex);
    } catch (PatternSyntaxException e) {
      throw new CatalogException(
          CatalogException.Key.INVALID,
          "--date-pattern " + regex + " is not a regular expression: " + e.getDescription(),
          e);
    }
    Set<String> groups = pattern.namedGroups().keySet();
    boolean whole = groups.contains("date");
    boolean parts =
        groups.contains("year")
            && (groups.contains("doy") || (groups.contains("month") && groups.contains("day")));
    if (whole == parts) {
      throw new CatalogException(
          CatalogException.Key.INVALID,
          "--date-pattern "
              + regex
              + " needs a group (?<date>...), or groups (?<year>...) and (?<doy>...), or"
              + " (?<year>...), (?<month>...) and (?<day>...)");
    }
    return new DatePattern(pattern);
  }

  /** The date in a file's name; empty when the pattern does not match it or finds no date. */
  Optional<TimeInterval> find(String name) {
    Matcher matcher = pattern.matcher(name);
    if (!matcher.find()) {
      return Optional.empty();
    }
    if (matcher.namedGroups().containsKey("date")) {
      String text = matcher.group("date");
      return text == null ? Optional.empty() : NameDates.find(text);
    }
    return NameDates.Moment.of(matcher).map(NameDates.Moment::interval);
  }

  @Override
  public String toString() {
    return pattern.toString();
  }
}
