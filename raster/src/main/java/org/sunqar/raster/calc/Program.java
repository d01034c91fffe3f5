// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.calc;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * An expression as a list of loops over registers of {@value #SIZE} values. Registers are used
 * again as soon as their value is consumed, so that they stay in the cache. For one thread.
 */
final class Program {

  /** Values at once: a dozen registers of 16 KiB stay in a core's second-level cache. */
  static final int SIZE = 2048;

  @SuppressWarnings("ArrayRecordComponent") // registers, shared on purpose
  private record Step(Kernel kernel, double[] a, double[] b, double[] c, double[] out) {}

  private final List<double[]> inputs = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();
  private final Deque<double[]> free = new ArrayDeque<>();
  private final double[] result;

  private Program(Node root, List<String> names) {
    names.forEach(name -> inputs.add(new double[SIZE]));
    this.result = emit(root, names);
  }

  static Program of(Node root, List<String> names) {
    return new Program(root, names);
  }

  private double[] emit(Node node, List<String> names) {
    return switch (node) {
      case Node.Constant constant -> {
        double[] values = new double[SIZE];
        Arrays.fill(values, constant.value());
        yield values;
      }
      case Node.Name name -> inputs.get(names.indexOf(name.name()));
      case Node.Call call -> emit(call, names);
    };
  }

  private double[] emit(Node.Call call, List<String> names) {
    List<double[]> arguments = new ArrayList<>();
    for (Node argument : call.arguments()) {
      arguments.add(emit(argument, names));
    }
    for (int i = 0; i < arguments.size(); i++) {
      if (call.arguments().get(i) instanceof Node.Call) {
        free.push(arguments.get(i)); // consumed by this step, which may write over it
      }
    }
    double[] out = free.isEmpty() ? new double[SIZE] : free.pop();
    double[] a = arguments.getFirst();
    double[] b = arguments.get(Math.min(1, arguments.size() - 1));
    double[] c = arguments.getLast();
    steps.add(new Step(call.operation().kernel(), a, b, c, out));
    return out;
  }

  /** Where the values of a name go before a run. */
  double[] input(int index) {
    return inputs.get(index);
  }

  /** Computes the first {@code n} values; the result is overwritten by the next run. */
  double[] run(int n) {
    for (Step step : steps) {
      switch (step.kernel()) {
        case Kernel.Unary unary -> unary.run(step.a(), step.out(), n);
        case Kernel.Binary binary -> binary.run(step.a(), step.b(), step.out(), n);
        case Kernel.Ternary ternary -> ternary.run(step.a(), step.b(), step.c(), step.out(), n);
      }
    }
    return result;
  }
}
