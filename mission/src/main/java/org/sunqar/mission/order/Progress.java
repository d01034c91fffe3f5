// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.order;

/**
 * How much of an order is done. Parts are points or strips, once for each occurrence.
 *
 * @param parts in all, at least 1
 * @param done with an image that is clear enough
 * @param waiting taken, the image on its way
 * @param open to be taken
 * @param failed tried as often as may be, or their time is over
 * @param share of the whole that is done, by area, 0 to 1
 */
public record Progress(int parts, int done, int waiting, int open, int failed, double share) {}
