// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

/** What the process says at its end. */
final class ExitCode {

  static final int DONE = 0;
  static final int FAILED = 1;
  static final int USAGE = 2;
  static final int NOT_FOUND = 3;
  static final int NOT_ALLOWED = 4;
  static final int CONFLICT = 5;
  static final int UNREACHABLE = 6;
  static final int PARTLY_DONE = 7;
  static final int NOT_VALID = 8;

  private ExitCode() {}
}
