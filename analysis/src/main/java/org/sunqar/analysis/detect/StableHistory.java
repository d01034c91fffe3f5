// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect;

/**
 * The stable history that was chosen.
 *
 * @param start decimal year of its first observation
 * @param end decimal year of its last observation
 * @param observations how many it has
 */
public record StableHistory(double start, double end, int observations) {}
