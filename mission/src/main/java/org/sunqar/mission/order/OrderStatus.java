// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.order;

import org.sunqar.mission.orbit.Time;

/**
 * One entry of an order's history.
 *
 * @param time since when
 * @param state where it is
 * @param reason a sentence for people; empty: the state says all
 */
public record OrderStatus(Time time, OrderState state, String reason) {}
