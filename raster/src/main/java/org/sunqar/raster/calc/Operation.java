// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.calc;

import java.util.List;
import java.util.Optional;

/** What an expression can do with numbers: operators and functions with numpy's names. */
@SuppressWarnings("ImmutableEnumChecker") // references to static methods, and List.of
enum Operation {
  ADD(2, Result.NUMBER, Kernels::add),
  SUBTRACT(2, Result.NUMBER, Kernels::subtract),
  MULTIPLY(2, Result.NUMBER, Kernels::multiply),
  DIVIDE(2, Result.NUMBER, Kernels::divide),
  FLOOR_DIVIDE(2, Result.NUMBER, Kernels::floorDivide),
  MOD(2, Result.NUMBER, Kernels::mod, "mod", "remainder"),
  POWER(2, Result.NUMBER, Kernels::power, "power", "pow"),
  NEGATE(1, Result.NUMBER, Kernels::negate, "negative"),

  LESS(2, Result.TRUTH, Kernels::less),
  LESS_EQUAL(2, Result.TRUTH, Kernels::lessEqual),
  EQUAL(2, Result.TRUTH, Kernels::equal),
  NOT_EQUAL(2, Result.TRUTH, Kernels::notEqual),

  AND(2, Result.TRUTH, Kernels::and, "logical_and"),
  OR(2, Result.TRUTH, Kernels::or, "logical_or"),
  NOT(1, Result.TRUTH, Kernels::not, "logical_not"),

  BIT_AND(2, Result.AS_ARGUMENTS, Kernels::bitAnd, "bitwise_and"),
  BIT_OR(2, Result.AS_ARGUMENTS, Kernels::bitOr, "bitwise_or"),
  BIT_XOR(2, Result.AS_ARGUMENTS, Kernels::bitXor, "bitwise_xor"),
  BIT_NOT(1, Result.NUMBER, Kernels::bitNot),
  SHIFT_LEFT(2, Result.NUMBER, Kernels::shiftLeft, "left_shift"),
  SHIFT_RIGHT(2, Result.NUMBER, Kernels::shiftRight, "right_shift"),

  WHERE(3, Result.NUMBER, Kernels::where, "where"),
  CLIP(3, Result.NUMBER, Kernels::clip, "clip"),
  MIN(2, Result.NUMBER, Kernels::min, "min", "minimum"),
  MAX(2, Result.NUMBER, Kernels::max, "max", "maximum"),
  IS_NAN(1, Result.TRUTH, Kernels::isNan, "isnan"),
  ABS(1, Result.NUMBER, Kernels::abs, "abs", "absolute", "fabs"),
  SIGN(1, Result.NUMBER, Kernels::sign, "sign"),
  SQRT(1, Result.NUMBER, Kernels::sqrt, "sqrt"),
  LOG(1, Result.NUMBER, Kernels::log, "log"),
  LOG10(1, Result.NUMBER, Kernels::log10, "log10"),
  LOG2(1, Result.NUMBER, Kernels::log2, "log2"),
  LOG1P(1, Result.NUMBER, Kernels::log1p, "log1p"),
  EXP(1, Result.NUMBER, Kernels::exp, "exp"),
  EXPM1(1, Result.NUMBER, Kernels::expm1, "expm1"),
  SIN(1, Result.NUMBER, Kernels::sin, "sin"),
  COS(1, Result.NUMBER, Kernels::cos, "cos"),
  TAN(1, Result.NUMBER, Kernels::tan, "tan"),
  ASIN(1, Result.NUMBER, Kernels::asin, "asin", "arcsin"),
  ACOS(1, Result.NUMBER, Kernels::acos, "acos", "arccos"),
  ATAN(1, Result.NUMBER, Kernels::atan, "atan", "arctan"),
  ATAN2(2, Result.NUMBER, Kernels::atan2, "atan2", "arctan2"),
  SINH(1, Result.NUMBER, Kernels::sinh, "sinh"),
  COSH(1, Result.NUMBER, Kernels::cosh, "cosh"),
  TANH(1, Result.NUMBER, Kernels::tanh, "tanh"),
  HYPOT(2, Result.NUMBER, Kernels::hypot, "hypot"),
  DEGREES(1, Result.NUMBER, Kernels::degrees, "degrees", "rad2deg"),
  RADIANS(1, Result.NUMBER, Kernels::radians, "radians", "deg2rad"),
  FLOOR(1, Result.NUMBER, Kernels::floor, "floor"),
  CEIL(1, Result.NUMBER, Kernels::ceil, "ceil"),
  ROUND(1, Result.NUMBER, Kernels::round, "round", "rint"),
  TRUNC(1, Result.NUMBER, Kernels::trunc, "trunc");

  /** What kind of value comes out. */
  enum Result {
    NUMBER,
    TRUTH,
    /** A truth where all arguments are truths. */
    AS_ARGUMENTS
  }

  private final int arguments;
  private final Result result;

  private final Kernel kernel;
  private final List<String> functions;

  Operation(int arguments, Result result, Kernel.Unary kernel, String... functions) {
    this(arguments, result, (Kernel) kernel, functions);
  }

  Operation(int arguments, Result result, Kernel.Binary kernel, String... functions) {
    this(arguments, result, (Kernel) kernel, functions);
  }

  Operation(int arguments, Result result, Kernel.Ternary kernel, String... functions) {
    this(arguments, result, (Kernel) kernel, functions);
  }

  Operation(int arguments, Result result, Kernel kernel, String... functions) {
    this.arguments = arguments;
    this.result = result;
    this.kernel = kernel;
    this.functions = List.of(functions);
  }

  /** Arguments of one application. */
  int arguments() {
    return arguments;
  }

  Result result() {
    return result;
  }

  Kernel kernel() {
    return kernel;
  }

  /** Whether more than two arguments mean one application after the other. */
  boolean takesMore() {
    return this == MIN || this == MAX;
  }

  static Optional<Operation> ofFunction(String name) {
    for (Operation operation : values()) {
      if (operation.functions.contains(name)) {
        return Optional.of(operation);
      }
    }
    return Optional.empty();
  }
}
