// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.calc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sunqar.raster.Gdal;
import org.sunqar.raster.RasterException;

class ExpressionTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 + 2 * 3 | 7",
        "(1 + 2) * 3 | 9",
        "2 ** 3 ** 2 | 512",
        "-2 ** 2 | -4",
        "2 ** -1 | 0.5",
        "7 // 2 | 3",
        "-7 // 2 | -4",
        "-7 % 3 | 2",
        "7 % -3 | -2",
        "1.5e3 + .5 | 1500.5",
        "3 < 4 | 1",
        "not 3 < 4 | 0",
        "1 == 2 or 2 >= 2 and 1 != 1 | 0",
        "~5 | -6",
        "~(1 < 2) | 0",
        "6 & 3 | 2",
        "6 ^ 3 | 5",
        "1 + 1 << 3 | 16",
        "-16 >> 2 | -4",
        "(3 > 2) & (2 > 3) | 0",
        "where(2 > 1, 10, 20) | 10",
        "where(isnan(nan), 5, nan) | 5",
        "min(3, 1, 2) | 1",
        "max(3, 1, 2, 9) | 9",
        "clip(12, 0, 10) | 10",
        "round(2.5) + round(3.5) | 6",
        "trunc(-2.7) | -2",
        "numpy.sqrt(16) + np.abs(-1) | 5",
        "log10(1000) + log2(8) + log(exp(2)) | 8",
        "sin(pi / 2) + cos(0) | 2",
        "atan2(1, 1) * 4 / pi | 1",
        "nan < 1 | NaN",
        "0 / 0 | NaN",
        "1 / 0 | Infinity",
      })
  void constants(String text, double expected) {

    assertThat(Expression.parse(text).evaluate()).isEqualTo(expected, within(1e-12));
  }

  @Test
  void bitwiseOr() {
    assertThat(Expression.parse("6 | 3").evaluate()).isEqualTo(7);
  }

  @Test
  void namesInOrder() {
    Expression ndvi = Expression.parse("(nir - red) / (nir + red)");
    assertThat(ndvi.names()).containsExactly("nir", "red");
    assertThat(ndvi.evaluate(3, 1)).isEqualTo(0.5);
    assertThat(Expression.parseList("b1 + 1; b2\n").stream().map(Expression::toString))
        .containsExactly("b1 + 1", "b2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "b1 + # column 5",
        "b1 b2 # column 4",
        "(b1 + 2 # column 1",
        "foo(b1) # column 1",
        "2 * where(b1, 2) # column 5",
        "1 < 2 < 3 # column 7",
        "3..5 # column 1",
        "b1 = 2 # column 4",
        "'' # column 1",
        "$ # column 1",
      })
  void errorsPointAtTheColumn(String text, String expected) {
    assertThatThrownBy(() -> Expression.parse(text))
        .isInstanceOfSatisfying(
            RasterException.class,
            e -> {
              assertThat(e.key()).isEqualTo(RasterException.Key.EXPRESSION);
              assertThat(e).hasMessageContaining(expected + ":");
            });
  }

  @Test
  void sizeIsBounded() {
    List<String> hostile =
        List.of(
            "(".repeat(5000),
            "-".repeat(5000) + "1",
            "not ".repeat(2000) + "1",
            "1" + "+1".repeat(4000),
            "1" + "**1".repeat(3000),
            "abs(".repeat(2000),
            "1".repeat(1_000_000));
    for (String text : hostile) {
      assertThatThrownBy(() -> Expression.parse(text)).isInstanceOf(RasterException.class);
    }
  }

  /** Random trees, evaluated by Python with numpy's doubles. */
  @Test
  void equalsPython() {
    Random random = new Random(7);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      texts.add(randomText(random, 4));
    }
    String script =
        """
        import sys, numpy as np
        np.seterr(all='ignore')
        a, b = np.float64(3.25), np.float64(-1.5)
        where, sqrt, floor, exp = np.where, np.sqrt, np.floor, np.exp
        for t in sys.stdin.read().splitlines():
            print(repr(float(eval(t))))
        """;
    String[] answers =
        Gdal.run(String.join("\n", texts), "/usr/bin/python3", "-c", script).split("\n");
    for (int i = 0; i < texts.size(); i++) {
      Expression expression = Expression.parse(texts.get(i));
      double[] values =
          expression.names().stream().mapToDouble(n -> n.equals("a") ? 3.25 : -1.5).toArray();
      String answer = answers[i];
      double expected =
          answer.equals("inf")
              ? Double.POSITIVE_INFINITY
              : answer.equals("-inf")
                  ? Double.NEGATIVE_INFINITY
                  : answer.equals("nan") ? Double.NaN : Double.parseDouble(answer);
      double actual = expression.evaluate(values);
      if (Double.isFinite(expected)) {
        assertThat(actual)
            .as(texts.get(i))
            .isEqualTo(expected, within(Math.ulp(Math.abs(expected)) * 16));
      } else {
        assertThat(actual).as(texts.get(i)).isEqualTo((Double) expected);
      }
    }
  }

  private static String randomText(Random random, int depth) {
    if (depth == 0 || random.nextInt(6) == 0) {
      return switch (random.nextInt(3)) {
        case 0 -> "a";
        case 1 -> "b";
        default -> String.format(Locale.ROOT, "%.2f", random.nextDouble() * 4);
      };
    }
    String x = randomText(random, depth - 1);
    String y = randomText(random, depth - 1);
    String[] operators = {"+", "-", "*", "/"};
    return switch (random.nextInt(6)) {
      case 0 -> x + " " + operators[random.nextInt(4)] + " " + y;
      case 1 -> "(" + x + ")" + operators[random.nextInt(4)] + "(" + y + ")";
      case 2 -> "-" + x;
      case 3 -> "where((" + x + ") > (" + y + "), a, " + y + ")";
      case 4 -> "floor(" + x + ")";
      default -> "sqrt(np.abs(" + x + ")) + np.abs(" + y + ")";
    };
  }
}
