// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.constellation;

/**
 * Data aboard.
 *
 * @param memory capacity (bit)
 * @param downlinkRate to a ground station (bit/s)
 */
public record Recorder(double memory, double downlinkRate) {}
