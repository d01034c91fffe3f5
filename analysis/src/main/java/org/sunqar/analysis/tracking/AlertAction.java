// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.tracking;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sunqar.analysis.AnalysisException;

/** What is done with an alert beside runs. Each adds one entry to its history. */
public sealed interface AlertAction {

  /** Longest name of a person (characters). */
  int NAME = 200;

  /** Longest note (characters). */
  int NOTE = 4000;

  /** The detail of an entry that has {@link Said#request}. */
  String REQUEST = "request";

  /** Moves its review on. */
  record Move(Review.Move move) implements AlertAction {}

  /** Says something, which the note holds; the review stays where it is. */
  record Comment() implements AlertAction {}

  /**
   * Gives it to somebody.
   *
   * @param to the name of a person; empty takes it from whoever has it
   */
  record Assign(Optional<String> to) implements AlertAction {
    public Assign {
      to = to.map(String::strip).filter(name -> !name.isEmpty());
      if (to.filter(name -> name.length() > NAME).isPresent()) {
        throw setting("an assignee is a name of at most " + NAME + " characters");
      }
    }
  }

  /**
   * An image of it was ordered, or something became of that order.
   *
   * @param details order, member, step, time, and what else there is to say
   */
  record Order(ObjectNode details) implements AlertAction {}

  /** Takes back the last move, which must be by the same person. */
  record Undo() implements AlertAction {}

  /**
   * Who does it.
   *
   * @param by a name, 1 to 200 characters
   * @param note at most 4000 characters
   * @param at when
   * @param request what tells it from others, chosen by who sends it: an action that comes again
   *     with the same one is done once; at most 100 characters, empty for none
   */
  record Said(String by, Optional<String> note, Instant at, String request) {

    public Said(String by, Optional<String> note, Instant at) {
      this(by, note, at, "");
    }

    public Said {
      if (request.length() > 100) {
        throw setting("what tells a request from others has at most 100 characters");
      }
      if (by.isBlank() || by.length() > NAME || note.filter(n -> n.length() > NOTE).isPresent()) {
        throw setting("a review needs a name of 1 to 200 characters and a note of at most 4000");
      }
    }
  }

  /** The alert after an action, with the entry of its history. */
  record Done(AlertObject alert, HistoryEntry entry) {}

  /** Reads the history of the alert, for the action that needs it. */
  @FunctionalInterface
  interface Past<E extends Exception> {
    List<HistoryEntry> read() throws E;
  }

  /**
   * Does it.
   *
   * @throws AnalysisException SETTING when something is lacking, CONFLICT when it cannot be done
   */
  default <E extends Exception> Done on(AlertObject alert, Past<E> past, Said said) throws E {
    if (alert.machine().mergedInto().isPresent()) {
      throw new AnalysisException(
          AnalysisException.Key.CONFLICT,
          "alert "
              + alert.id()
              + " has become part of "
              + alert.machine().mergedInto().get()
              + "; review that one");
    }
    ObjectNode details = JsonNodeFactory.instance.objectNode();
    Done done =
        switch (this) {
          case Move(Review.Move move) ->
              reviewed(
                  alert,
                  alert
                      .review()
                      .after(move, alert.id(), said.by(), said.at(), alert.finding().areaHa()),
                  details,
                  said);
          case Undo() -> {
            ReviewHistory.Undone undone = ReviewHistory.undo(alert, past.read(), said.by());
            details.put("undoes", undone.number());
            yield reviewed(alert, undone.before(), details, said);
          }
          case Comment() -> {
            if (said.note().filter(note -> !note.isBlank()).isEmpty()) {
              throw setting("a comment needs a note that says something");
            }
            yield done(alert, HistoryEntry.Kind.COMMENTED, details, said);
          }
          case Order(ObjectNode order) -> {
            details.setAll(order);
            yield done(alert, HistoryEntry.Kind.ORDERED, details, said);
          }
          case Assign(Optional<String> to) -> {
            details.put("assignee", to.orElse(null));
            yield done(
                alert.with(alert.review().assignedTo(to)),
                HistoryEntry.Kind.ASSIGNED,
                details,
                said);
          }
        };
    said.note().ifPresent(note -> details.put("note", note));
    if (!said.request().isEmpty()) {
      details.put(REQUEST, said.request());
    }
    return done;
  }

  private static Done reviewed(AlertObject alert, Review review, ObjectNode details, Said said) {
    details.put("review", review.status().text());
    review.reason().ifPresent(reason -> details.put("reject_reason", reason.text()));
    return done(alert.with(review), HistoryEntry.Kind.REVIEWED, details, said);
  }

  private static Done done(
      AlertObject alert, HistoryEntry.Kind kind, ObjectNode details, Said said) {
    AlertObject after = alert.entered(said.at());
    return new Done(
        after, new HistoryEntry(alert.id(), after.version(), said.at(), kind, said.by(), details));
  }

  private static AnalysisException setting(String message) {
    return new AnalysisException(AnalysisException.Key.SETTING, message);
  }
}
