// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.jp2;

import org.sunqar.raster.RasterException;

/** What is wrong with a codestream; the reader adds of which file. */
final class StreamException extends Exception {

  private static final long serialVersionUID = 1;

  private final RasterException.Key key;

  StreamException(RasterException.Key key, String reason) {
    super(reason);
    this.key = key;
  }

  static StreamException corrupt(String reason) {
    return new StreamException(RasterException.Key.CORRUPT, reason);
  }

  static StreamException unsupported(String reason) {
    return new StreamException(RasterException.Key.UNSUPPORTED, reason);
  }

  RasterException in(String name) {
    return new RasterException(key, name + " " + getMessage(), this);
  }
}
