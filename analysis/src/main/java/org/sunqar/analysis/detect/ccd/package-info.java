// SPDX-License-Identifier: Apache-2.0
/**
 * Continuous change detection in several bands: a whole series is cut into segments of one
 * season-trend model each.
 */
@NullMarked
package org.sunqar.analysis.detect.ccd;

import org.jspecify.annotations.NullMarked;
