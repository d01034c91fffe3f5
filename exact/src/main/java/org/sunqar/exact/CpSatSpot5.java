// SPDX-License-Identifier: Apache-2.0
package org.sunqar.exact;

import com.google.ortools.Loader;
import com.google.ortools.sat.BoolVar;
import com.google.ortools.sat.CpModel;
import com.google.ortools.sat.CpSolver;
import com.google.ortools.sat.CpSolverStatus;
import com.google.ortools.sat.LinearExpr;
import com.google.ortools.sat.LinearExprBuilder;
import com.google.ortools.sat.Literal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.sunqar.mission.plan.spot5.Spot5Exact;
import org.sunqar.mission.plan.spot5.Spot5Instance;
import org.sunqar.mission.plan.spot5.Spot5Instance.Restriction;
import org.sunqar.mission.plan.spot5.Spot5Instance.Take;
import org.sunqar.mission.plan.spot5.Spot5Plan;

/**
 * SPOT 5 by OR-tools' CP-SAT: a variable for each take, at most one of a photograph, a clause for
 * each forbidden combination, and the recorder's capacity.
 */
public final class CpSatSpot5 implements Spot5Exact {

  /** Loads the native library; for {@link java.util.ServiceLoader}. */
  public CpSatSpot5() {
    Loader.loadNativeLibraries();
  }

  @Override
  public Answer solve(
      Spot5Instance instance,
      Spot5Plan known,
      double seconds,
      int threads,
      BooleanSupplier stopped) {
    CpModel model = new CpModel();
    List<List<BoolVar>> variables = variables(model, instance, known);
    forbid(model, instance, variables);
    CpSolver solver = new CpSolver();
    CpSolverStatus status = CpSatRun.solve(solver, model, seconds, threads, stopped);
    return switch (status) {
      case OPTIMAL, FEASIBLE -> {
        Spot5Plan plan = plan(instance, solver, variables);
        boolean proven = status == CpSolverStatus.OPTIMAL;
        boolean better = proven || plan.profit(instance) > known.profit(instance);
        yield new Answer(better ? plan : known, solver.bestObjectiveBound(), proven);
      }
      case UNKNOWN -> new Answer(known, solver.bestObjectiveBound(), false);
      // nothing at all is a plan, and the model is made here
      case INFEASIBLE, MODEL_INVALID, UNRECOGNIZED ->
          throw new IllegalStateException("CP-SAT says " + status);
    };
  }

  private static List<List<BoolVar>> variables(
      CpModel model, Spot5Instance instance, Spot5Plan known) {
    List<List<BoolVar>> all = new ArrayList<>();
    LinearExprBuilder profit = LinearExpr.newBuilder();
    LinearExprBuilder units = LinearExpr.newBuilder();
    for (int i = 0; i < instance.photographs().size(); i++) {
      Spot5Instance.Photograph photograph = instance.photographs().get(i);
      List<BoolVar> ways = new ArrayList<>();
      for (Take take : photograph.takes()) {
        BoolVar way = model.newBoolVar("");
        profit.addTerm(way, photograph.profit());
        units.addTerm(way, take.units());
        model.addHint(way, known.cameras().get(i) == take.camera());
        ways.add(way);
      }
      model.addAtMostOne(ways.toArray(Literal[]::new));
      all.add(ways);
    }
    if (instance.capacity().isPresent()) {
      model.addLessOrEqual(units, instance.capacity().getAsInt());
    }
    model.maximize(profit);
    return all;
  }

  private static void forbid(CpModel model, Spot5Instance instance, List<List<BoolVar>> variables) {
    for (Restriction restriction : instance.restrictions()) {
      for (List<Integer> cameras : restriction.forbidden()) {
        List<Literal> clause = new ArrayList<>();
        for (int k = 0; k < cameras.size(); k++) {
          int photograph = restriction.photographs().get(k);
          List<Take> takes = instance.photographs().get(photograph).takes();
          for (int t = 0; t < takes.size(); t++) {
            if (takes.get(t).camera() == cameras.get(k)) {
              clause.add(variables.get(photograph).get(t).not());
            }
          }
        }
        if (clause.size() == cameras.size()) { // else it never comes up
          model.addBoolOr(clause);
        }
      }
    }
  }

  private static Spot5Plan plan(
      Spot5Instance instance, CpSolver solver, List<List<BoolVar>> variables) {
    List<Integer> cameras = new ArrayList<>();
    for (int i = 0; i < variables.size(); i++) {
      int camera = 0;
      for (int t = 0; t < variables.get(i).size(); t++) {
        if (solver.booleanValue(variables.get(i).get(t))) {
          camera = instance.photographs().get(i).takes().get(t).camera();
        }
      }
      cameras.add(camera);
    }
    return new Spot5Plan(cameras);
  }
}
