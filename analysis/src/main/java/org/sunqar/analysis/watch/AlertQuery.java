// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.watch;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.locationtech.jts.geom.Envelope;
import org.sunqar.analysis.tracking.MachineStatus;
import org.sunqar.analysis.tracking.ReviewStatus;

/**
 * Which alerts are asked for.
 *
 * @param watch of this watch only
 * @param status what the detector says
 * @param review how far people are; empty for any
 * @param since first dates from this day on (UTC)
 * @param bbox alerts whose extent meets it, longitude and latitude (degrees)
 * @param minimumAreaHa least area (hectares)
 * @param minimumConfidence least confidence, 0..1
 * @param updatedSince with an entry in their history since then
 */
public record AlertQuery(
    Optional<String> watch,
    Set<MachineStatus> status,
    Set<ReviewStatus> review,
    Optional<LocalDate> since,
    Optional<Envelope> bbox,
    double minimumAreaHa,
    double minimumConfidence,
    Optional<Instant> updatedSince) {

  /** What the detector stands by. */
  public static final Set<MachineStatus> OPEN =
      Set.copyOf(EnumSet.of(MachineStatus.PROVISIONAL, MachineStatus.CONFIRMED));

  public AlertQuery {
    status = Set.copyOf(status);
    review = Set.copyOf(review);
  }

  /** All alerts that the detector stands by, of a watch or of all. */
  public static AlertQuery open(Optional<String> watch) {
    return new AlertQuery(
        watch, OPEN, Set.of(), Optional.empty(), Optional.empty(), 0, 0, Optional.empty());
  }

  /** The same as SQL over the columns of alerts. */
  SqlPart sql() {
    List<SqlPart> parts = new ArrayList<>();
    watch.ifPresent(name -> parts.add(new SqlPart("watch = ?", name)));
    parts.add(SqlPart.in("status", status.stream().map(MachineStatus::text).sorted().toList()));
    if (!review.isEmpty()) {
      parts.add(SqlPart.in("review", review.stream().map(ReviewStatus::text).sorted().toList()));
    }
    since.ifPresent(day -> parts.add(new SqlPart("first_date >= ?", day.toString())));
    bbox.ifPresent(box -> parts.add(AlertBoxes.meeting(List.of(box))));
    parts.add(new SqlPart("area_ha >= ?", minimumAreaHa));
    parts.add(new SqlPart("confidence >= ?", minimumConfidence));
    updatedSince.ifPresent(at -> parts.add(new SqlPart("updated >= ?", at.toEpochMilli())));
    return SqlPart.and(parts);
  }
}
