// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.ingest;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A satellite by the name that it has in STAC.
 *
 * @param platform "pleiades-1b"
 * @param constellation "pleiades"
 */
record Satellite(String platform, Optional<String> constellation) {

  /** What producers write, and what it means; the group is the number. */
  private record Family(Pattern written, String name, Optional<String> constellation) {}

  private static final List<Family> FAMILIES =
      List.of(
          family("PNEO[ -]?(\\w*)", "pleiades-neo", Optional.of("pleiades-neo")),
          family("(?:PHR|PLEIADES)[ -]?(1[AB])", "pleiades", Optional.of("pleiades")),
          family("SPOT[ -]?(\\d)", "spot", Optional.of("spot")),
          family("(?:PER|PERUSAT|PERUSAT-)[ -]?(1)", "perusat", Optional.empty()),
          family("(?:KAZEOSAT|KAZEOSAT-|KZEO|KM)[ -]?([12])", "kazeosat", Optional.of("kazeosat")),
          family("(?:RE|RAPIDEYE)[ -]?([1-5])", "rapideye", Optional.of("rapideye")));

  private static Family family(String written, String name, Optional<String> constellation) {
    return new Family(Pattern.compile(written, Pattern.CASE_INSENSITIVE), name, constellation);
  }

  /** The satellite of a name in metadata, with or without a space before its number. */
  static Satellite of(String written) {
    String text = written.strip();
    for (Family family : FAMILIES) {
      Matcher matcher = family.written().matcher(text);
      if (matcher.matches()) {
        String number = matcher.group(1).toLowerCase(Locale.ROOT);
        return new Satellite(
            number.isEmpty() ? family.name() : family.name() + "-" + number,
            family.constellation());
      }
    }
    return new Satellite(
        text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-"), Optional.empty());
  }
}
