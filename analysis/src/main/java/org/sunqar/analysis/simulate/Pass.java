// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.simulate;

import java.time.LocalDate;
import org.sunqar.raster.geo.Window;

/**
 * A look at the simulated land that is not of the regular series: when, where, and under which
 * clouds is said by whoever looks.
 *
 * @param date of acquisition, in the simulated time
 * @param number of everything random of its own: haze, the sensor's noise, what the mask misses
 * @param window of the base scene's grid that is seen; inside it
 * @param depth how far each pixel of the base scene's grid is within a cloud, row by row: above 0
 *     under cloud, below 0 clear, -1 far from any cloud; NaN is not seen
 * @param shiftCols how far the picture lies east of where it should (pixels)
 * @param shiftRows how far it lies south (pixels)
 */
@SuppressWarnings("ArrayRecordComponent") // storage of one scene, made and used once
public record Pass(
    LocalDate date,
    long number,
    Window window,
    float[] depth,
    double shiftCols,
    double shiftRows) {}
