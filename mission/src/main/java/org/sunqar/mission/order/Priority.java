// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.order;

/** How urgent an order is, from the least to the most. */
public enum Priority {
  /** Planned by its value and its member's quota. */
  ROUTINE,
  /** Planned before all routine orders of its member. */
  PRIORITY,
  /** Planned before everything else, whatever the quotas. */
  EMERGENCY
}
