// SPDX-License-Identifier: Apache-2.0
/**
 * Stories of places: what was observed in a pixel or an area on each date, what a detector expected
 * there, and when the two parted.
 */
@NullMarked
package org.sunqar.analysis.story;

import org.jspecify.annotations.NullMarked;
