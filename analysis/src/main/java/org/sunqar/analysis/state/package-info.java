// SPDX-License-Identifier: Apache-2.0
/**
 * What a watch remembers between scenes: planes of numbers over its grid, in files that other
 * programs open as GeoTIFF, changed chunk by chunk so that a process may be killed at any moment.
 */
@NullMarked
package org.sunqar.analysis.state;

import org.jspecify.annotations.NullMarked;
