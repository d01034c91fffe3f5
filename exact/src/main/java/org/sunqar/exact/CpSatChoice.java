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
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.sunqar.mission.plan.ChoiceModel;
import org.sunqar.mission.plan.ExactChoice;

/**
 * A choice by OR-tools' CP-SAT: a variable for each option. CP-SAT knows whole numbers only; worth
 * is rounded up, amounts are rounded down and capacities up, so that no choice that keeps to the
 * model is lost and no bound is too low.
 */
public final class CpSatChoice implements ExactChoice {

  /** Whole numbers that one of worth is told as. */
  private static final double WORTH = 1e6;

  /** Whole numbers that a capacity is told as. */
  private static final double CAPACITY = 1e7;

  /** Capacities that the largest amount is at most, or the capacity is told less exactly. */
  private static final double MOST = 1e4;

  /** Loads the native library; for {@link java.util.ServiceLoader}. */
  public CpSatChoice() {
    Loader.loadNativeLibraries();
  }

  @Override
  public Answer solve(
      ChoiceModel model,
      List<Integer> known,
      double seconds,
      int threads,
      BooleanSupplier stopped) {
    CpModel cp = new CpModel();
    List<BoolVar> variables = variables(cp, model, new HashSet<>(known));
    model.exclusions().forEach(each -> exclude(cp, each, variables));
    model.limits().forEach(each -> limit(cp, each, variables));
    CpSolver solver = new CpSolver();
    CpSolverStatus status = CpSatRun.solve(solver, cp, seconds, threads, stopped);
    return switch (status) {
      case OPTIMAL, FEASIBLE -> {
        List<Integer> chosen = new ArrayList<>();
        for (int option = 0; option < variables.size(); option++) {
          if (solver.booleanValue(variables.get(option))) {
            chosen.add(option);
          }
        }
        yield new Answer(chosen, Math.ceil(solver.bestObjectiveBound() - 1e-6) / WORTH);
      }
      // it had no time to say anything
      case UNKNOWN -> new Answer(known, Double.POSITIVE_INFINITY);
      // what is known keeps to the model
      case INFEASIBLE, MODEL_INVALID, UNRECOGNIZED ->
          throw new IllegalStateException("CP-SAT says " + status);
    };
  }

  private static List<BoolVar> variables(CpModel cp, ChoiceModel model, Set<Integer> known) {
    List<BoolVar> variables = new ArrayList<>();
    LinearExprBuilder worth = LinearExpr.newBuilder();
    for (int option = 0; option < model.options(); option++) {
      BoolVar variable = cp.newBoolVar("");
      worth.addTerm(variable, (long) Math.ceil(model.worth(option) * WORTH));
      cp.addHint(variable, known.contains(option));
      variables.add(variable);
    }
    cp.maximize(worth);
    return variables;
  }

  private static void exclude(
      CpModel cp, ChoiceModel.Exclusion exclusion, List<BoolVar> variables) {
    Literal[] literals = exclusion.options().stream().map(variables::get).toArray(Literal[]::new);
    if (exclusion.must()) {
      cp.addExactlyOne(literals);
    } else {
      cp.addAtMostOne(literals);
    }
  }

  private static void limit(CpModel cp, ChoiceModel.Limit limit, List<BoolVar> variables) {
    double largest = limit.amounts().stream().mapToDouble(Double::doubleValue).max().orElse(0);
    double unit = Math.max(limit.capacity(), largest / MOST) / CAPACITY;
    if (!(unit > 0)) {
      return; // nothing is needed of it
    }
    LinearExprBuilder sum = LinearExpr.newBuilder();
    for (int k = 0; k < limit.options().size(); k++) {
      double amount = Math.floor(limit.amounts().get(k) / unit);
      sum.addTerm(variables.get(limit.options().get(k)), (long) amount);
    }
    cp.addLessOrEqual(sum, (long) Math.ceil(limit.capacity() / unit));
  }
}
