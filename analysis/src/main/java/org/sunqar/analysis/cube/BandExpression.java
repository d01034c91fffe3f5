// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.cube;

import java.util.Arrays;
import java.util.List;

/**
 * An expression of bands, such as {@code (nir - swir16) / (nir + swir16)}: numbers, names of bands,
 * {@code + - * /}, a sign before a term, and parentheses. Multiplication and division bind more
 * strongly than addition and subtraction, and all go from left to right. Names are letters, digits,
 * underscores and dots, not beginning with a digit; others stand in double quotes: {@code "B8-A" *
 * 2}. Blanks between parts say nothing.
 *
 * <p>Values are float32 at each step. A pixel has no value (NaN) where one of its bands has none,
 * where something is divided by zero, and where the result is not finite.
 *
 * <p>An expression is compiled to a list of operations on arrays and evaluated over {@value #BLOCK}
 * pixels at a time, so that what is in between stays in the processor's nearest cache and each
 * operation is a plain loop. Immutable, and safe for use by several threads; two expressions are
 * equal when they do the same operations on bands of the same names.
 */
public final class BandExpression implements Formula {

  /** Longer texts are refused. */
  public static final int MAX_LENGTH = 2000;

  /** Deeper nesting of parentheses and signs is refused. */
  public static final int MAX_DEPTH = 64;

  /** More different bands are refused. */
  public static final int MAX_BANDS = 32;

  /** Pixels at a time: the arrays of a usual expression fit into 16 KiB. */
  private static final int BLOCK = 512;

  /** What is done with the two values on top of the stack, or the one. */
  enum Operation {
    ADD,
    SUBTRACT,
    MULTIPLY,
    DIVIDE,
    NEGATE
  }

  /** One step of the program. */
  sealed interface Step {

    /** Puts the values of a band on the stack. */
    record Band(int band) implements Step {}

    /** Puts a number on the stack. */
    record Constant(float value) implements Step {}

    /** Puts the result in the place of the operands. */
    record Apply(Operation operation) implements Step {}
  }

  private final List<String> bands;
  private final List<Step> program;
  private final int depth;

  BandExpression(List<String> bands, List<Step> program) {
    this.bands = List.copyOf(bands);
    this.program = List.copyOf(program);
    int height = 0;
    int highest = 0;
    for (Step step : program) {
      height +=
          switch (step) {
            case Step.Band _, Step.Constant _ -> 1;
            case Step.Apply(Operation operation) -> operation == Operation.NEGATE ? 0 : -1;
          };
      highest = Math.max(highest, height);
    }
    this.depth = highest;
  }

  /**
   * Reads an expression.
   *
   * @throws org.sunqar.analysis.AnalysisException SETTING with the text and a caret before the
   *     place that is wrong, in one line: what is no expression, names no band at all, or is too
   *     long or too deep
   */
  public static BandExpression parse(String text) {
    return new BandExpressionParser(text).parse();
  }

  /** The different bands in the order in which they first stand there, 1 to {@link #MAX_BANDS}. */
  @Override
  public List<String> bands() {
    return bands;
  }

  @Override
  public void evaluate(float[][] planes, int count, float[] out) {
    float[][] scratch = new float[depth][Math.min(BLOCK, count)];
    float[][] stack = new float[depth][];
    int[] offsets = new int[depth];
    for (int start = 0; start < count; start += BLOCK) {
      int length = Math.min(BLOCK, count - start);
      int top = 0;
      for (Step step : program) {
        switch (step) {
          case Step.Band(int band) -> {
            stack[top] = planes[band];
            offsets[top++] = start;
          }
          case Step.Constant(float value) -> {
            Arrays.fill(scratch[top], 0, length, value);
            stack[top] = scratch[top];
            offsets[top++] = 0;
          }
          case Step.Apply(Operation operation) -> {
            int first = operation == Operation.NEGATE ? top - 1 : top - 2;
            float[] result = scratch[first];
            apply(
                operation,
                stack[first],
                offsets[first],
                stack[top - 1],
                offsets[top - 1],
                length,
                result);
            stack[first] = result;
            offsets[first] = 0;
            top = first + 1;
          }
        }
      }
      finish(stack[0], offsets[0], length, out, start);
    }
  }

  /** One operation; the result may be one of the operands, in the same places. */
  private static void apply(
      Operation operation, float[] a, int aAt, float[] b, int bAt, int length, float[] result) {
    switch (operation) {
      case ADD -> {
        for (int i = 0; i < length; i++) {
          result[i] = a[aAt + i] + b[bAt + i];
        }
      }
      case SUBTRACT -> {
        for (int i = 0; i < length; i++) {
          result[i] = a[aAt + i] - b[bAt + i];
        }
      }
      case MULTIPLY -> {
        for (int i = 0; i < length; i++) {
          result[i] = a[aAt + i] * b[bAt + i];
        }
      }
      case DIVIDE -> {
        for (int i = 0; i < length; i++) {
          // an infinite quotient could become a number again further on
          float divisor = b[bAt + i];
          result[i] = divisor == 0 ? Float.NaN : a[aAt + i] / divisor;
        }
      }
      case NEGATE -> {
        for (int i = 0; i < length; i++) {
          result[i] = -a[aAt + i];
        }
      }
    }
  }

  private static void finish(float[] from, int fromAt, int length, float[] out, int at) {
    for (int i = 0; i < length; i++) {
      float value = from[fromAt + i];
      // false for NaN too
      out[at + i] = Math.abs(value) <= Float.MAX_VALUE ? value : Float.NaN;
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BandExpression that
        && bands.equals(that.bands)
        && program.equals(that.program);
  }

  @Override
  public int hashCode() {
    return 31 * bands.hashCode() + program.hashCode();
  }

  /** The program in postfix form: the same for texts that differ in blanks or parentheses only. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Step step : program) {
      text.append(text.isEmpty() ? "" : " ");
      switch (step) {
        case Step.Band(int band) -> text.append(quoted(bands.get(band)));
        case Step.Constant(float value) -> text.append(value);
        case Step.Apply(Operation operation) ->
            text.append(
                switch (operation) {
                  case ADD -> "+";
                  case SUBTRACT -> "-";
                  case MULTIPLY -> "*";
                  case DIVIDE -> "/";
                  case NEGATE -> "neg";
                });
      }
    }
    return text.toString();
  }

  private static String quoted(String band) {
    return '"' + band + '"';
  }
}
