// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.constellation;

/**
 * How much a satellite may image before it gets too warm.
 *
 * @param imagingSeconds most seconds of imaging within any period
 * @param periodSeconds length of the period (s)
 */
public record DutyCycle(double imagingSeconds, double periodSeconds) {}
