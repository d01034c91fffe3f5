// SPDX-License-Identifier: Apache-2.0
/** LandTrendr: yearly series as straight segments. */
@NullMarked
package org.sunqar.analysis.detect.landtrendr;

import org.jspecify.annotations.NullMarked;
