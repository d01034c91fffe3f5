// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.story;

import java.time.LocalDate;

/**
 * One value of a place.
 *
 * @param date UTC
 * @param value in the unit of the variable
 * @param clear false when the mask says cloud, shadow or other: shown faintly, not used
 */
public record Observation(LocalDate date, double value, boolean clear) {}
