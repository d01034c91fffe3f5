// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.console;

/** What the process says at its end. */
public final class ExitCode {

  public static final int DONE = 0;
  public static final int FAILED = 1;
  public static final int USAGE = 2;
  public static final int NOT_FOUND = 3;
  public static final int NOT_ALLOWED = 4;
  public static final int CONFLICT = 5;
  public static final int UNREACHABLE = 6;
  public static final int PARTLY_DONE = 7;
  public static final int NOT_VALID = 8;
  public static final int INTERRUPTED = 130;

  private ExitCode() {}
}
