// SPDX-License-Identifier: Apache-2.0
package org.sunqar.planted.analysis.detect;

import java.sql.Connection;
import jdk.incubator.vector.FloatVector;
import org.sunqar.planted.app.Command;
import org.sunqar.planted.orekit.Orbit;
import org.sunqar.planted.ortools.Solver;
import picocli.CommandLine;

/** Violations: a detector sees SQL, vectors, orbits, a solver, the command line, and app. */
public final class Everything {
  Orbit orbit = new Orbit();
  Solver solver = new Solver();
  Command command = new Command();

  /** Classes that it has no business with. */
  public Class<?>[] seen() {
    return new Class<?>[] {Connection.class, FloatVector.class, CommandLine.class};
  }
}
