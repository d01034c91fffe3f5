// SPDX-License-Identifier: Apache-2.0
package org.sunqar.exact;

import com.google.ortools.sat.CpModel;
import com.google.ortools.sat.CpSolver;
import com.google.ortools.sat.CpSolverStatus;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.sunqar.mission.MissionException;

/** Runs CP-SAT for a time, or until it is told to stop. */
final class CpSatRun {

  /** Time between two questions whether to stop (ms). */
  private static final long PATIENCE = 50;

  private CpSatRun() {}

  static CpSolverStatus solve(
      CpSolver solver, CpModel model, double seconds, int threads, BooleanSupplier stopped) {
    solver.getParameters().setMaxTimeInSeconds(seconds).setNumWorkers(threads);
    AtomicBoolean done = new AtomicBoolean();
    Thread watch =
        Thread.ofVirtual()
            .start(() -> {
              try {
                while (!done.get()) {
                  if (stopped.getAsBoolean()) {
                    solver.stopSearch();
                  }
                  Thread.sleep(PATIENCE);
                }
              } catch (InterruptedException _) {
                // done
              }
            });
    try {
      return solver.solve(model);
    } catch (LinkageError e) {
      throw new MissionException(
          MissionException.Key.IO, "CP-SAT does not work here: " + e.getMessage() + ".", e);
    } finally {
      done.set(true);
      watch.interrupt();
    }
  }
}
