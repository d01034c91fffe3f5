// SPDX-License-Identifier: Apache-2.0
package org.sunqar.planted.app;

import picocli.CommandLine;

/** No violation: app sees the command line. */
public final class Command {
  /** What app works with. */
  public Class<?> line() {
    return CommandLine.class;
  }
}
