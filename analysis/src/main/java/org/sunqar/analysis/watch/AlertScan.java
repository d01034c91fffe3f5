// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.watch;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Envelope;
import org.sunqar.catalog.filter.Filter;

/**
 * Which alerts are looked for, page by page.
 *
 * @param boxes longitude and latitude, of which an alert's extent meets one; none for everywhere
 * @param from first day on which an alert may be first seen
 * @param to last one
 * @param happened what must have happened to them; empty for anything
 * @param filter over the feature as over an item
 * @param order of the alerts; without keys as they were raised, in which what is raised or changed
 *     while pages are read moves none of them
 */
public record AlertScan(
    List<Envelope> boxes,
    Optional<LocalDate> from,
    Optional<LocalDate> to,
    Optional<AlertHappening> happened,
    Optional<Filter> filter,
    List<AlertOrder> order) {

  public AlertScan {
    boxes = boxes.stream().map(Envelope::new).toList();
    order = List.copyOf(order);
  }

  /** What of it the columns tell; the filter's part is {@code told}. */
  SqlPart sql(SqlPart told) {
    List<SqlPart> parts = new ArrayList<>();
    parts.add(told);
    if (!boxes.isEmpty()) {
      parts.add(AlertBoxes.meeting(boxes));
    }
    from.ifPresent(day -> parts.add(new SqlPart("first_date >= ?", day.toString())));
    to.ifPresent(day -> parts.add(new SqlPart("first_date <= ?", day.toString())));
    happened.ifPresent(what -> parts.add(what.sql()));
    return SqlPart.and(parts);
  }
}
