// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.watch;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sunqar.analysis.tracking.HistoryEntry;

/**
 * Something that happened to alerts, as their histories say.
 *
 * @param kinds one of these, at least one
 * @param since later than this
 * @param notBy by anybody but this one; empty for anybody
 */
public record AlertHappening(Set<HistoryEntry.Kind> kinds, Instant since, Optional<String> notBy) {

  public AlertHappening {
    kinds = Set.copyOf(kinds);
    if (kinds.isEmpty()) {
      throw new IllegalArgumentException("no kinds");
    }
  }

  SqlPart sql() {
    SqlPart entries =
        SqlPart.and(
            List.of(
                new SqlPart("at > ?", since.toEpochMilli()),
                SqlPart.in("kind", kinds.stream().map(HistoryEntry.Kind::text).sorted().toList()),
                notBy.map(name -> new SqlPart("actor <> ?", name)).orElse(SqlPart.ALL)));
    return new SqlPart("key IN (SELECT alert FROM alert_history WHERE ")
        .then(entries)
        .then(new SqlPart(")"));
  }
}
