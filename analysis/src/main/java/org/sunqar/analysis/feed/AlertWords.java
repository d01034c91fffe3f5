// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.feed;

import java.util.Locale;
import org.sunqar.analysis.alert.Alert;
import org.sunqar.analysis.tracking.AlertObject;

/** An alert in words, for whoever reads it in a feed or a message. */
public final class AlertWords {

  private AlertWords() {}

  /** A line: {@code north-0001: 4.2 ha changed, first seen 2024-05-01}. */
  public static String headline(AlertObject alert) {
    Alert finding = alert.finding();
    return String.format(
        Locale.ROOT,
        "%s: %.1f ha changed, first seen %s",
        alert.id(),
        finding.areaHa(),
        finding.firstDate());
  }

  /** Some sentences: how sure the detector is, what people say, and on what it rests. */
  public static String description(AlertObject alert) {
    Alert finding = alert.finding();
    AlertObject.Machine machine = alert.machine();
    StringBuilder text =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "Watch %s: %.2f ha (plus or minus %.2f) of land changed by %+.3f in its index"
                    + " (median), first seen on %s. The detector says %s, with a probability of"
                    + " %.2f. Review: %s",
                finding.watch(),
                finding.areaHa(),
                machine.areaErrorHa(),
                finding.magnitude(),
                finding.firstDate(),
                machine.status().text(),
                machine.probability(),
                alert.review().status().text().replace('_', ' ')));
    alert
        .review()
        .reason()
        .ifPresent(reason -> text.append(" (").append(reason.text()).append(')'));
    return text.append(". Scenes: ")
        .append(String.join(", ", finding.scenes()))
        .append(". Run ")
        .append(alert.evidence().run())
        .append(", ")
        .append(alert.evidence().software())
        .append('.')
        .toString();
  }
}
