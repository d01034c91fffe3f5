// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.constellation;

/**
 * A country or agency that shares the constellation.
 *
 * @param id unique in the constellation
 * @param name for people
 * @param share of the imaging time, 0 to 1; the shares of all members sum to 1
 */
public record Member(String id, String name, double share) {}
