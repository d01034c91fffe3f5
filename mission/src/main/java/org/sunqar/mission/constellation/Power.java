// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.constellation;

/**
 * Energy aboard.
 *
 * @param battery capacity (J)
 * @param charge from the panels while sunlit (W)
 * @param idle load at all times (W)
 * @param imaging load that imaging adds (W)
 * @param slew load that turning adds (W)
 * @param downlink load that the transmitter adds (W)
 */
public record Power(
    double battery, double charge, double idle, double imaging, double slew, double downlink) {}
