// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.filter;

import java.util.List;
import java.util.Optional;

/**
 * The functions that filters can call beyond those of the standard. An argument that is absent,
 * null or of another type makes the result unknown.
 */
public enum CustomFunction {
  LOWER("lower", "The text in lower case.", Type.STRING, Parameter.TEXT),
  UPPER("upper", "The text in upper case.", Type.STRING, Parameter.TEXT),
  TRIM("trim", "The text without white space around it.", Type.STRING, Parameter.TEXT),
  LENGTH("length", "How many characters the text has.", Type.NUMBER, Parameter.TEXT),
  CONCAT(
      "concat",
      "The first text with the second one after it.",
      Type.STRING,
      Parameter.TEXT,
      new Parameter("more", Type.STRING)),
  ABS("abs", "The number without its sign.", Type.NUMBER, Parameter.NUMBER),
  FLOOR("floor", "The largest whole number that is not larger.", Type.NUMBER, Parameter.NUMBER),
  CEIL("ceil", "The smallest whole number that is not smaller.", Type.NUMBER, Parameter.NUMBER),
  ROUND("round", "The nearest whole number, halves upwards.", Type.NUMBER, Parameter.NUMBER),
  SQRT("sqrt", "The square root; unknown below zero.", Type.NUMBER, Parameter.NUMBER),
  YEAR("year", "The year, in UTC.", Type.NUMBER, Parameter.INSTANT),
  MONTH("month", "The month from 1 to 12, in UTC.", Type.NUMBER, Parameter.INSTANT),
  DAY("day", "The day of the month from 1 to 31, in UTC.", Type.NUMBER, Parameter.INSTANT),
  AVG("avg", "The mean of an array of numbers.", Type.NUMBER, Parameter.NUMBERS),
  MIN("min", "The smallest of an array of numbers.", Type.NUMBER, Parameter.NUMBERS),
  MAX("max", "The largest of an array of numbers.", Type.NUMBER, Parameter.NUMBERS),
  SIZE("size", "How many elements an array has.", Type.NUMBER, new Parameter("array", Type.ARRAY));

  /** What a value is, by the name that the list of functions gives it. */
  public enum Type {
    STRING("string"),
    NUMBER("number"),
    DATETIME("datetime"),
    ARRAY("array");

    private final String code;

    Type(String code) {
      this.code = code;
    }

    public String code() {
      return code;
    }
  }

  /** One argument of a function. */
  public record Parameter(String name, Type type) {
    static final Parameter TEXT = new Parameter("text", Type.STRING);
    static final Parameter NUMBER = new Parameter("number", Type.NUMBER);
    static final Parameter INSTANT = new Parameter("instant", Type.DATETIME);
    static final Parameter NUMBERS = new Parameter("numbers", Type.ARRAY);
  }

  private final String code;
  private final String description;
  private final Type result;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<Parameter> parameters;

  CustomFunction(String code, String description, Type result, Parameter... parameters) {
    this.code = code;
    this.description = description;
    this.result = result;
    this.parameters = List.of(parameters);
  }

  /** Its name in a filter, where case does not matter. */
  public String code() {
    return code;
  }

  /** One sentence for people. */
  public String description() {
    return description;
  }

  public Type result() {
    return result;
  }

  public List<Parameter> parameters() {
    return parameters;
  }

  static Optional<CustomFunction> ofName(String name) {
    for (CustomFunction function : values()) {
      if (function.code.equalsIgnoreCase(name)) {
        return Optional.of(function);
      }
    }
    return Optional.empty();
  }
}
