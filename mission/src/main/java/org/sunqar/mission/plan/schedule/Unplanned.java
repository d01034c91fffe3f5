// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.plan.schedule;

/**
 * A request that is not in the plan, and why.
 *
 * @param request id
 * @param reason what stands in its way
 * @param detail a sentence for people: what it conflicts with, how cloudy it is
 */
public record Unplanned(String request, Reason reason, String detail) {

  /** What can stand in the way of a request. */
  public enum Reason {
    /** No satellite sees it within the limits in its time. */
    NO_OPPORTUNITY,
    /** The forecast is too cloudy whenever it is seen. */
    CLOUD,
    /** Others that go before it take the time of the satellites that see it. */
    CONFLICT,
    /** The memory is full until it can be sent down. */
    MEMORY,
    /** There is too little energy, or too much heat. */
    ENERGY,
    /** Its member has used its quota where time is short. */
    QUOTA,
    /** The satellite that was to take it has failed. */
    SATELLITE
  }
}
