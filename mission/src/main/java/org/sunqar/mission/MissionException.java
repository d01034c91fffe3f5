// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission;

/** Expected bad input to a mission. The message is one sentence for a user. */
public final class MissionException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** Stable keys, for exit codes. */
  public enum Key {
    /** Orbital elements or an ephemeris that are malformed, too old or off the time asked for. */
    ORBIT,
    /** A constellation that is malformed or contradicts itself. */
    CONSTELLATION,
    /** A target area that is malformed, empty or crosses itself. */
    AREA,
    /** A problem in a public benchmark's format, or a solution of one, that is malformed. */
    PROBLEM,
    /** A setting or limit out of its range, or limits that contradict each other. */
    SETTING,
    /** Something of that name exists already, or is in use by another process. */
    CONFLICT,
    /** Nothing of that name exists. */
    NOT_FOUND,
    /** A file could not be read or written. */
    IO
  }

  private final Key key;

  public MissionException(Key key, String message) {
    super(message);
    this.key = key;
  }

  public MissionException(Key key, String message, Throwable cause) {
    super(message, cause);
    this.key = key;
  }

  public Key key() {
    return key;
  }
}
