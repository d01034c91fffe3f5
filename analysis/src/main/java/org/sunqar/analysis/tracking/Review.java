// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.tracking;

import java.time.Instant;
import java.util.Optional;
import org.sunqar.analysis.AnalysisException;

/**
 * Where people are with an alert.
 *
 * <p>Moves: new or decided → in review; new or in review → confirmed or rejected; decided →
 * audited, after which nothing moves. A decision is changed by taking it into review again. All
 * other moves are a CONFLICT. Whoever made the last move may take it back, see {@link
 * ReviewHistory}.
 *
 * @param status how far it is
 * @param decision CONFIRMED or REJECTED, also after the audit; empty before
 * @param reason of a rejection; empty otherwise
 * @param by who made the last move; empty for a new alert
 * @param at when that was; empty for a new alert
 * @param decidedAreaHa area of the alert when it was decided (hectares); 0 before
 * @param assignee who is to look at it; it says nothing of who may
 */
public record Review(
    ReviewStatus status,
    Optional<ReviewStatus> decision,
    Optional<RejectReason> reason,
    Optional<String> by,
    Optional<Instant> at,
    double decidedAreaHa,
    Optional<String> assignee) {

  /** A rejected alert that grows beyond this many times its area then is looked at anew. */
  static final double GROWN = 2;

  /** Nobody has looked. */
  public static final Review NONE =
      new Review(
          ReviewStatus.NEW,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          0,
          Optional.empty());

  /** What a person does with an alert. */
  public sealed interface Move {

    /** Takes it into review. */
    record Begin() implements Move {}

    /** Finds it right. */
    record Confirm() implements Move {}

    /** Finds it wrong. */
    record Reject(RejectReason reason) implements Move {}

    /** Checks the decision. */
    record Audit() implements Move {}
  }

  /**
   * The review after a move.
   *
   * @param id of the alert, for the message
   * @param areaHa of the alert now
   * @throws AnalysisException CONFLICT for a move that its status does not allow
   */
  public Review after(Move move, String id, String who, Instant when, double areaHa) {
    boolean decided = status == ReviewStatus.CONFIRMED || status == ReviewStatus.REJECTED;
    boolean undecided = status == ReviewStatus.NEW || status == ReviewStatus.IN_REVIEW;
    return switch (move) {
      case Move.Begin() -> {
        require(decided || status == ReviewStatus.NEW, id, "be taken into review");
        yield moved(ReviewStatus.IN_REVIEW, Optional.empty(), Optional.empty(), who, when, 0);
      }
      case Move.Confirm() -> {
        require(undecided, id, "be confirmed");
        yield decided(ReviewStatus.CONFIRMED, Optional.empty(), who, when, areaHa);
      }
      case Move.Reject(RejectReason why) -> {
        require(undecided, id, "be rejected");
        yield decided(ReviewStatus.REJECTED, Optional.of(why), who, when, areaHa);
      }
      case Move.Audit() -> {
        require(decided, id, "be audited");
        yield moved(ReviewStatus.AUDITED, decision, reason, who, when, decidedAreaHa);
      }
    };
  }

  /** Whether somebody found the alert wrong when it was much smaller than now. */
  boolean outgrown(double areaHa) {
    return decision.equals(Optional.of(ReviewStatus.REJECTED)) && areaHa > GROWN * decidedAreaHa;
  }

  /** The same with somebody to look at it, or with nobody. */
  Review assignedTo(Optional<String> who) {
    return new Review(status, decision, reason, by, at, decidedAreaHa, who);
  }

  private Review decided(
      ReviewStatus made, Optional<RejectReason> why, String who, Instant when, double areaHa) {
    return moved(made, Optional.of(made), why, who, when, areaHa);
  }

  private Review moved(
      ReviewStatus to,
      Optional<ReviewStatus> decided,
      Optional<RejectReason> why,
      String who,
      Instant when,
      double areaHa) {
    return new Review(to, decided, why, Optional.of(who), Optional.of(when), areaHa, assignee);
  }

  private void require(boolean allowed, String id, String what) {
    if (!allowed) {
      String now =
          switch (status) {
            case NEW -> "nobody has decided on it yet";
            case IN_REVIEW -> "it is in review";
            case CONFIRMED -> "it is confirmed; 'alert review' opens it again";
            case REJECTED -> "it is rejected; 'alert review' opens it again";
            case AUDITED -> "it is audited, which stands";
          };
      throw new AnalysisException(
          AnalysisException.Key.CONFLICT, "alert " + id + " cannot " + what + ": " + now);
    }
  }
}
