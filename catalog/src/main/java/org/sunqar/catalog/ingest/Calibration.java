// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.ingest;

/**
 * How samples become values: value = sample * scale + offset.
 *
 * @param scale not zero
 * @param offset in the unit
 * @param unit of the value; "1" for ratios such as reflectance
 */
record Calibration(double scale, double offset, String unit) {}
