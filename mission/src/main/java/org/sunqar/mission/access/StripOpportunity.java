// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.access;

/**
 * A span of time in which a strip can be imaged whole.
 *
 * @param strip what is imaged
 * @param heading of the strips of this cut at the area's centre, from north over east (rad);
 *     imaging follows it
 * @param opportunity from the first instant of the earliest imaging to the last of the latest; its
 *     footprint is the strip's outline, its best view that of the strip's middle
 * @param imagingSeconds how long imaging takes, at the speed of the ground track
 */
public record StripOpportunity(
    Strip strip, double heading, Opportunity opportunity, double imagingSeconds) {}
