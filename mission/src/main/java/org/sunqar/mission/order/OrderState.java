// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.order;

/** Where an order is; the names are those of STAPI 0.1.0, lower case there. */
public enum OrderState {
  /** Kept, not looked at yet. */
  RECEIVED,
  /** Can be done: it waits for a plan. */
  ACCEPTED,
  /** Cannot be done, or may not; the status says why. */
  REJECTED,
  /** In a published plan. */
  SCHEDULED,
  /** Sent to a satellite: it cannot be changed any more. */
  TASKED,
  /** Taken; its images are on their way or being made. */
  PROCESSING,
  /** All that was asked for is there. */
  COMPLETED,
  /** Taken back by an operator. */
  CANCELLED,
  /** Taken back by the member that gave it. */
  USER_CANCELLED,
  /** Its time ended before all of it was done. */
  EXPIRED,
  /** Tried as often as may be, in vain. */
  FAILED;

  /** Whether an order may go from this state to another; it may stay where it is to say why. */
  public boolean canBecome(OrderState next) {
    return switch (this) {
      case RECEIVED ->
          next == ACCEPTED || next == REJECTED || next.isTakenBack() || next == EXPIRED;
      case ACCEPTED -> next != RECEIVED && next != REJECTED;
      case SCHEDULED -> next != RECEIVED && next != REJECTED;
      case TASKED, PROCESSING -> next != RECEIVED && next != REJECTED && !next.isTakenBack();
      case REJECTED, COMPLETED, CANCELLED, USER_CANCELLED, EXPIRED, FAILED -> false;
    };
  }

  private boolean isTakenBack() {
    return this == CANCELLED || this == USER_CANCELLED;
  }

  /** Whether nothing more becomes of it. */
  public boolean isFinal() {
    return switch (this) {
      case REJECTED, COMPLETED, CANCELLED, USER_CANCELLED, EXPIRED, FAILED -> true;
      default -> false;
    };
  }
}
