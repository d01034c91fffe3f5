// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.plan.schedule.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Rules that are broken, a sentence each. */
@SuppressWarnings("AnnotateFormatMethod") // its annotations are no dependency
final class Complaints {

  private final List<String> sentences = new ArrayList<>();

  void add(String format, Object... values) {
    sentences.add(String.format(Locale.ROOT, format, values));
  }

  void when(boolean broken, String format, Object... values) {
    if (broken) {
      add(format, values);
    }
  }

  List<String> sentences() {
    return sentences;
  }
}
