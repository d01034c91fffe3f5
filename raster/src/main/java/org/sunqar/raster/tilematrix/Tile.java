// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tilematrix;

/**
 * The address of a tile in a tile matrix set.
 *
 * @param zoom number of the matrix
 * @param col column, counted from the left, from 0
 * @param row row, counted from the top, from 0
 */
public record Tile(int zoom, int col, int row) {}
