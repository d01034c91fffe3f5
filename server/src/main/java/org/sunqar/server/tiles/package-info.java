// SPDX-License-Identifier: Apache-2.0
/**
 * Pictures of items, of the mosaic of a collection and of the maps of a watch: OGC API Tiles and
 * Maps, WMTS, XYZ and TileJSON, and a legend for each.
 */
@NullMarked
package org.sunqar.server.tiles;

import org.jspecify.annotations.NullMarked;
