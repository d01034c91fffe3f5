// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster;

/**
 * Expected bad input to this module: a file that is damaged, hostile, or of a kind that is not
 * read. The message is one sentence for a user: what failed, where, and what would have been right.
 */
public final class RasterException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** Stable keys, for counting and for exit codes. */
  public enum Key {
    /** The bytes are not of the format they should be. */
    NOT_A_TIFF,
    /** The file ends before its content does. */
    TRUNCATED,
    /** The structure contradicts itself. */
    CORRUPT,
    /** Well-formed, but of a kind this version does not read. */
    UNSUPPORTED,
    /** Decoding it would take more memory than is sane or allowed. */
    TOO_LARGE,
    /** A coordinate reference system that cannot be understood. */
    CRS,
    /** A formula over bands that cannot be understood. */
    EXPRESSION,
    /** Rasters that should have the same pixels do not. */
    MISALIGNED,
    /** The place asked for holds no pixel of the raster. */
    OUT_OF_BOUNDS,
    /** There is nothing at that place. */
    NOT_FOUND,
    /** It is there, but not for this user. */
    DENIED,
    /** A server does not answer, or not in time. */
    UNREACHABLE,
    /** The storage could not be read or written. */
    IO
  }

  private final Key key;

  public RasterException(Key key, String message) {
    super(message);
    this.key = key;
  }

  public RasterException(Key key, String message, Throwable cause) {
    super(message, cause);
    this.key = key;
  }

  public Key key() {
    return key;
  }
}
