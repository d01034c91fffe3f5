// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.report;

import java.time.Instant;
import java.util.List;
import org.sunqar.server.language.Language;

/**
 * All that a report page says, as plain data. Texts are plain text: markup in them is shown, not
 * interpreted. All are of one language, as the page's own words.
 *
 * @param language of all texts
 * @param title of the page
 * @param subtitle one line below it; may be empty
 * @param facts about the watch or the run: area, index, period and so on
 * @param summary what was found, in plain language, a paragraph per element
 * @param sections one per result, at least one; they may differ in provenance
 * @param software name and version of the program, for example {@code Sunqar 0.1.0}
 * @param generated when the page was made
 */
public record ReportContent(
    Language language,
    String title,
    String subtitle,
    List<Fact> facts,
    List<String> summary,
    List<ResultSection> sections,
    String software,
    Instant generated) {

  public ReportContent {
    facts = List.copyOf(facts);
    summary = List.copyOf(summary);
    sections = List.copyOf(sections);
    if (sections.isEmpty()) {
      throw new IllegalArgumentException("a report needs at least one result section");
    }
    if (sections.stream().map(ResultSection::id).distinct().count() < sections.size()) {
      throw new IllegalArgumentException("two result sections of a report share an id");
    }
  }

  /** A label and its value. */
  public record Fact(String label, String value) {}

  /** Where the pixels of a result come from. A page must never leave this open. */
  public enum Provenance {
    /** Measured by a satellite. */
    REAL,
    /** Computed by a model; only the starting scene was measured. */
    SIMULATED
  }
}
