// SPDX-License-Identifier: Apache-2.0
/**
 * Numerical kernels over blocks of pixels, one pixel per vector lane. In each, the scalar form is
 * the definition and the vector form equals it to the bit.
 */
@NullMarked
package org.sunqar.analysis.kernel;

import org.jspecify.annotations.NullMarked;
