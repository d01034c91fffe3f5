// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis;

/** Expected bad input to an analysis. The message is one sentence for a user. */
public final class AnalysisException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** Stable keys, for exit codes. */
  public enum Key {
    /** There are no scenes, or too few, for what was asked. */
    NO_SCENES,
    /** Scenes that do not share a CRS and pixel grid. */
    GRID_MISMATCH,
    /** A band, index or mask that the scenes do not have. */
    NO_BAND,
    /** An area of interest that is malformed, empty or off the scenes. */
    AREA,
    /** The job cannot fit into the memory it may use. */
    MEMORY,
    /** A setting out of its range, or settings that contradict each other. */
    SETTING,
    /** Something of that name exists already, or is in use by another process. */
    CONFLICT,
    /** Nothing of that name exists. */
    NOT_FOUND,
    /** The storage could not be read or written. */
    IO
  }

  private final Key key;

  public AnalysisException(Key key, String message) {
    super(message);
    this.key = key;
  }

  public AnalysisException(Key key, String message, Throwable cause) {
    super(message, cause);
    this.key = key;
  }

  public Key key() {
    return key;
  }
}
