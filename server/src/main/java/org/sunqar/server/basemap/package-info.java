// SPDX-License-Identifier: Apache-2.0
/**
 * The map under all pictures: vector tiles from the program itself or from a file of the agency.
 */
@NullMarked
package org.sunqar.server.basemap;

import org.jspecify.annotations.NullMarked;
