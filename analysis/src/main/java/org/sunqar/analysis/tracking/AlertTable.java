// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.tracking;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.sunqar.analysis.alert.AlertFiles;

/** Alerts as a CSV: the columns of a run's findings, then what became of them. */
public final class AlertTable {

  private static final String MORE =
      ",status,probability,area_error_ha,raised,last_seen,review,decision,reject_reason,"
          + "reviewed_by,reviewed_at,run_id,software,created,updated,merged_into,assignee";

  private AlertTable() {}

  /** A line for each alert below the names of the columns. */
  public static String csv(List<AlertObject> alerts) {
    List<String> lines =
        AlertFiles.toCsv(alerts.stream().map(AlertObject::finding).toList()).lines().toList();
    StringBuilder csv = new StringBuilder(lines.getFirst()).append(MORE).append('\n');
    for (int i = 0; i < alerts.size(); i++) {
      csv.append(lines.get(i + 1));
      more(alerts.get(i)).forEach(cell -> csv.append(',').append(quoted(cell)));
      csv.append('\n');
    }
    return csv.toString();
  }

  private static List<String> more(AlertObject alert) {
    AlertObject.Machine machine = alert.machine();
    Review review = alert.review();
    List<String> cells = new ArrayList<>();
    cells.add(machine.status().text());
    cells.add(String.format(Locale.ROOT, "%.4f", machine.probability()));
    cells.add(String.format(Locale.ROOT, "%.4f", machine.areaErrorHa()));
    cells.add(machine.raised().toString());
    cells.add(machine.lastSeen().toString());
    cells.add(review.status().text());
    cells.add(review.decision().map(ReviewStatus::text).orElse(""));
    cells.add(review.reason().map(RejectReason::text).orElse(""));
    cells.add(review.by().orElse(""));
    cells.add(review.at().map(Object::toString).orElse(""));
    cells.add(alert.evidence().run());
    cells.add(alert.evidence().software());
    cells.add(alert.created().toString());
    cells.add(alert.updated().toString());
    cells.add(machine.mergedInto().orElse(""));
    cells.add(review.assignee().orElse(""));
    return cells;
  }

  private static String quoted(String cell) {
    return cell.matches("[^\",\\r\\n]*") ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }
}
