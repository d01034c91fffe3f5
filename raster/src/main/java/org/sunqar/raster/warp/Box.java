// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.warp;

/**
 * The source pixels below a target pixel: a rectangle along the source's rows and columns. For
 * grids without rotation it is the target pixel itself, for slightly rotated ones the rectangle of
 * two opposite corners; else it lies around the middle of the corners and is as wide as the target
 * pixel is by {@link Footprint}'s measure, as the rectangle of two corners would be too narrow on
 * one side and vanish at 45 degrees. Holds one rectangle after the other.
 */
final class Box {

  /** A rectangle that reaches this little into a pixel does not touch it (pixels). */
  private static final double EDGE = 1e-10;

  /**
   * Up to this tangent of the angle between the grids the box is the one that the upper left and
   * the lower right corner span, as with gdalwarp: about 6 degrees.
   */
  private static final double ALONG = 0.1;

  private final int sourceWidth;
  private final int sourceHeight;
  private final Footprint typical;
  private final boolean conserving;

  int firstCol;
  int endCol;
  int firstRow;
  int endRow;

  /** Shares of the first and last column and row that lie in the box. */
  double leftShare;

  double rightShare;
  double topShare;
  double bottomShare;

  /**
   * @param conserving whether boxes side by side should cover the source once, on the whole; else
   *     they are gdalwarp's for slight rotations
   */
  Box(int sourceWidth, int sourceHeight, Footprint typical, boolean conserving) {
    this.sourceWidth = sourceWidth;
    this.sourceHeight = sourceHeight;
    this.typical = typical;
    this.conserving = conserving;
  }

  /**
   * Takes up the box of one target pixel.
   *
   * @param cols source columns of the corners: upper left, upper right, lower left, lower right at
   *     {@code i} and {@code i + 1} of the two rows
   * @return false when it does not meet the source
   */
  boolean set(double[] cols, double[] rows, double[] nextCols, double[] nextRows, int i) {
    double acrossX = cols[i + 1] - cols[i] + nextCols[i + 1] - nextCols[i];
    double downX = nextCols[i] - cols[i] + nextCols[i + 1] - cols[i + 1];
    double acrossY = rows[i + 1] - rows[i] + nextRows[i + 1] - nextRows[i];
    double downY = nextRows[i] - rows[i] + nextRows[i + 1] - rows[i + 1];
    double left;
    double right;
    double top;
    double bottom;
    if (!conserving
        && Math.abs(downX) <= ALONG * Math.abs(acrossX)
        && Math.abs(acrossY) <= ALONG * Math.abs(downY)) {
      left = Math.min(cols[i], nextCols[i + 1]);
      right = Math.max(cols[i], nextCols[i + 1]);
      top = Math.min(rows[i], nextRows[i + 1]);
      bottom = Math.max(rows[i], nextRows[i + 1]);
    } else {
      double centreX = (cols[i] + cols[i + 1] + nextCols[i] + nextCols[i + 1]) / 4;
      double centreY = (rows[i] + rows[i + 1] + nextRows[i] + nextRows[i + 1]) / 4;
      double halfX = Math.sqrt(acrossX * acrossX + downX * downX) / 4; // from twice the steps
      double halfY = Math.sqrt(acrossY * acrossY + downY * downY) / 4;
      left = centreX - halfX;
      right = centreX + halfX;
      top = centreY - halfY;
      bottom = centreY + halfY;
    }
    if (right - left > Math.max(sourceWidth / 2.0, 4 * typical.cols())
        || bottom - top > Math.max(sourceHeight / 2.0, 4 * typical.rows())) {
      // the mapping jumps within the pixel, at the antimeridian or a pole: what lies around its
      // first corner stands for it
      left = cols[i] - typical.cols() / 2;
      right = cols[i] + typical.cols() / 2;
      top = rows[i] - typical.rows() / 2;
      bottom = rows[i] + typical.rows() / 2;
    }
    if (!(right > EDGE
        && bottom > EDGE
        && left < sourceWidth - EDGE
        && top < sourceHeight - EDGE)) {
      return false;
    }
    firstCol = (int) Math.max(0, Math.floor(left + EDGE));
    endCol = Math.max(firstCol + 1, (int) Math.min(sourceWidth, Math.ceil(right - EDGE)));
    firstRow = (int) Math.max(0, Math.floor(top + EDGE));
    endRow = Math.max(firstRow + 1, (int) Math.min(sourceHeight, Math.ceil(bottom - EDGE)));
    boolean oneCol = endCol == firstCol + 1;
    boolean oneRow = endRow == firstRow + 1;
    leftShare = Math.min(oneCol ? right : firstCol + 1, firstCol + 1) - Math.max(left, firstCol);
    rightShare = Math.min(1, right - (endCol - 1));
    topShare = Math.min(oneRow ? bottom : firstRow + 1, firstRow + 1) - Math.max(top, firstRow);
    bottomShare = Math.min(1, bottom - (endRow - 1));
    return true;
  }

  double colShare(int col) {
    return col == firstCol ? leftShare : col == endCol - 1 ? rightShare : 1;
  }

  double rowShare(int row) {
    return row == firstRow ? topShare : row == endRow - 1 ? bottomShare : 1;
  }
}
