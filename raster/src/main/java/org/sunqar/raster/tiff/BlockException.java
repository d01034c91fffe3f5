// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

/** A block whose bytes do not decode; the reader adds which block of which file. */
final class BlockException extends Exception {

  private static final long serialVersionUID = 1;

  BlockException(String reason) {
    super(reason);
  }
}
