// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.calc;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.sunqar.raster.RasterException;

/**
 * A formula over bands, such as {@code (b2 - b1) / (b2 + b1)}, in the grammar of Python and with
 * the functions of numpy that gdal_calc's users know: {@code + - * / // % **}, comparisons, {@code
 * and or not}, {@code & | ^ ~ << >>}, {@code where(c, a, b)}, {@code clip(x, low, high)}, {@code
 * min}, {@code max}, {@code abs}, {@code sqrt}, {@code log}, {@code exp}, trigonometry, rounding,
 * {@code isnan}, and the constants {@code pi}, {@code nan}, {@code inf}.
 *
 * <p>Everything is computed in doubles, whatever the type of the bands: there is no overflow of
 * small integers as in numpy. Bitwise operations see the integer part as 64 bits. Truths are 1 and
 * 0; any number but 0 counts as true. A pixel without a value is NaN, and what is computed from it
 * is NaN too, also by comparisons; {@code where(isnan(a), b, a)} fills holes.
 *
 * <p>Immutable, and safe for use by several threads.
 */
public final class Expression {

  private final String text;
  private final Node root;
  private final List<String> names;

  private Expression(String text, Node root) {
    this.text = text;
    this.root = root;
    Set<String> found = new LinkedHashSet<>();
    collectNames(root, found);
    this.names = List.copyOf(found);
  }

  /**
   * Reads one expression.
   *
   * @param text up to 10,000 characters, nested up to 100 deep
   * @throws RasterException with key EXPRESSION; the message names the column
   */
  public static Expression parse(String text) {
    return new Expression(text.strip(), Parser.parse(text));
  }

  /** Reads expressions with semicolons or line ends between them, one for each band of a result. */
  public static List<Expression> parseList(String text) {
    List<Expression> expressions = new ArrayList<>();
    for (String part : text.split("[;\n]", -1)) {
      if (!part.isBlank()) {
        expressions.add(parse(part));
      }
    }
    if (expressions.isEmpty()) {
      throw ExpressionException.at(text, 0, "there is no expression");
    }
    return List.copyOf(expressions);
  }

  private static void collectNames(Node node, Set<String> names) {
    switch (node) {
      case Node.Name name -> names.add(name.name());
      case Node.Call call -> call.arguments().forEach(argument -> collectNames(argument, names));
      case Node.Constant constant -> {}
    }
  }

  /** The names of bands in it, in the order in which they appear first. */
  public List<String> names() {
    return names;
  }

  /** The error of a name that stands for nothing. */
  RasterException unknown(String name, Set<String> known) {
    return ExpressionException.at(
        text, column(root, name), "there is no band " + name + "; there are " + known);
  }

  private static int column(Node node, String name) {
    return switch (node) {
      case Node.Name n -> n.name().equals(name) ? n.at() : -1;
      case Node.Constant constant -> -1;
      case Node.Call call ->
          call.arguments().stream()
              .mapToInt(argument -> column(argument, name))
              .filter(at -> at >= 0)
              .findFirst()
              .orElse(-1);
    };
  }

  /** A machine for one thread that computes this for many pixels at once. */
  Program compile() {
    return Program.of(root, names);
  }

  /**
   * Computes one value.
   *
   * @param values of {@link #names}, in that order
   */
  public double evaluate(double... values) {
    if (values.length != names.size()) {
      throw new IllegalArgumentException(values.length + " values for " + names);
    }
    Program program = compile();
    for (int i = 0; i < values.length; i++) {
      program.input(i)[0] = values[i];
    }
    return program.run(1)[0];
  }

  @Override
  public String toString() {
    return text;
  }
}
