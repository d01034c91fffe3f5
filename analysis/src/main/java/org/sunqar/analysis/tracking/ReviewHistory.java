// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.tracking;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.sunqar.analysis.AnalysisException;

/**
 * Reads from an alert's history where its review stood before the last move. The history keeps both
 * the move and the entry that took it back; a move that was taken back does not count any more, so
 * a person may go back step by step as far as the moves are theirs.
 *
 * <p>Known limit: the area that an alert had when it was decided is read from the latest entry
 * before that has one.
 */
final class ReviewHistory {

  /**
   * What taking back comes to.
   *
   * @param number of the entry whose move is taken back
   * @param before the review as it was before that
   */
  record Undone(int number, Review before) {}

  private record Move(int number, Review after) {}

  private ReviewHistory() {}

  /**
   * Takes back the last move.
   *
   * @throws AnalysisException CONFLICT when there is none, or when it is not by this person
   */
  static Undone undo(AlertObject alert, List<HistoryEntry> history, String by) {
    Deque<Move> moves = new ArrayDeque<>();
    double areaHa = 0;
    for (HistoryEntry entry : history) {
      areaHa = entry.details().path("area_ha").asDouble(areaHa);
      if (entry.details().has("undoes")) {
        moves.pollLast();
      } else if (entry.kind() == HistoryEntry.Kind.REVIEWED || opensAgain(entry)) {
        moves.addLast(new Move(entry.number(), after(entry, last(moves), areaHa)));
      }
    }
    Move last = moves.pollLast();
    if (last == null) {
      throw conflict(alert, "nobody has decided anything on it");
    }
    if (last.after().status() != alert.review().status()) {
      throw conflict(alert, "its review came from an alert that has become part of it");
    }
    String who = last.after().by().orElse(HistoryEntry.DETECTOR);
    if (!who.equals(by)) {
      throw conflict(alert, "the last move is by " + who + ", who alone may take it back");
    }
    return new Undone(last.number(), last(moves).assignedTo(alert.review().assignee()));
  }

  /** A run found it to have outgrown its rejection. */
  private static boolean opensAgain(HistoryEntry entry) {
    return entry.by().equals(HistoryEntry.DETECTOR) && entry.details().has("review");
  }

  private static Review last(Deque<Move> moves) {
    Move last = moves.peekLast();
    return last == null ? Review.NONE : last.after();
  }

  private static Review after(HistoryEntry entry, Review before, double areaHa) {
    ReviewStatus status = ReviewStatus.of(entry.detail("review").orElse(""));
    if (status == ReviewStatus.NEW) {
      return Review.NONE;
    }
    boolean decided = status == ReviewStatus.CONFIRMED || status == ReviewStatus.REJECTED;
    boolean audited = status == ReviewStatus.AUDITED;
    return new Review(
        status,
        decided ? Optional.of(status) : audited ? before.decision() : Optional.empty(),
        entry.detail("reject_reason").map(RejectReason::of),
        Optional.of(entry.by()),
        Optional.of(entry.at()),
        decided ? areaHa : audited ? before.decidedAreaHa() : 0,
        Optional.empty());
  }

  private static AnalysisException conflict(AlertObject alert, String why) {
    return new AnalysisException(
        AnalysisException.Key.CONFLICT,
        "nothing can be taken back on alert " + alert.id() + ": " + why);
  }
}
