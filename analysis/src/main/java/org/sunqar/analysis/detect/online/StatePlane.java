// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.online;

/**
 * One quantity of a pixel's state: a band of the file that keeps it. Float32; whole numbers in it
 * are exact. NaN where there is none.
 *
 * @param name lower case with underscores, unique in its layout
 * @param unit the unit, "index" for that of the watched values, "1" for a ratio or count
 * @param description one line, for the band's description
 */
public record StatePlane(String name, String unit, String description) {}
