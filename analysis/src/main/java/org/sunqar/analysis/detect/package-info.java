// SPDX-License-Identifier: Apache-2.0
/**
 * Change detectors over the series of one pixel, in float64: the definition that the block kernels
 * are measured against, and the path for pixels that they cannot solve.
 */
@NullMarked
package org.sunqar.analysis.detect;

import org.jspecify.annotations.NullMarked;
