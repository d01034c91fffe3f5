// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Stack;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Numbers after an option, either as GDAL has them, {@code --te 1 2 3 4}, or as rasterio has them,
 * {@code --te 1,2,3,4} or {@code --te "1 2 3 4"}.
 */
public abstract class NumbersConsumer implements CommandLine.IParameterConsumer {

  private final int least;
  private final int most;

  private NumbersConsumer(int least, int most) {
    this.least = least;
    this.most = most;
  }

  /** Two numbers. */
  public static final class Two extends NumbersConsumer {
    public Two() {
      super(2, 2);
    }
  }

  /** Two numbers, or one that stands for both. */
  public static final class OneOrTwo extends NumbersConsumer {
    public OneOrTwo() {
      super(1, 2);
    }
  }

  /** Four numbers. */
  public static final class Four extends NumbersConsumer {
    public Four() {
      super(4, 4);
    }
  }

  @Override
  public void consumeParameters(Stack<String> arguments, ArgSpec option, CommandSpec command) {
    List<Double> numbers = new ArrayList<>(most);
    while (!arguments.isEmpty() && numbers.size() < most) {
      List<Double> next = numbers(arguments.peek());
      if (next.isEmpty() || numbers.size() + next.size() > most) {
        break;
      }
      numbers.addAll(next);
      arguments.pop();
    }
    if (numbers.size() < least) {
      String found = arguments.isEmpty() ? "the end of the line" : "'" + arguments.peek() + "'";
      throw new CommandLine.ParameterException(
          command.commandLine(),
          "%s takes %s, not %s after %d"
              .formatted(
                  option instanceof CommandLine.Model.OptionSpec o ? o.longestName() : "it",
                  most == least ? most + " numbers" : "one or two numbers",
                  found,
                  numbers.size()));
    }
    if (numbers.size() < most) {
      numbers.add(numbers.getFirst());
    }
    option.setValue(List.copyOf(numbers));
  }

  /** The numbers of one argument; none when any part of it is not a finite number. */
  private static List<Double> numbers(String argument) {
    List<Double> numbers = new ArrayList<>();
    for (String part : argument.strip().split("[,\\s]+", -1)) {
      try {
        double number = Double.parseDouble(part);
        if (!Double.isFinite(number)) {
          return List.of();
        }
        numbers.add(number);
      } catch (NumberFormatException _) {
        return List.of();
      }
    }
    return numbers;
  }
}
