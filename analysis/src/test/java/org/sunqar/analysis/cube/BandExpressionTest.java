// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.cube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sunqar.analysis.AnalysisException;

class BandExpressionTest {

  private static final List<String> NAMES = List.of("nir", "red", "swir16", "B8-A");
  private static final float[] PIXEL = {0.5f, 0.25f, 0.125f, 3};

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          nir, 0.5
          nir - red - swir16, 0.125
          nir - (red - swir16), 0.375
          nir / red / swir16, 16
          nir / (red * swir16), 16
          1 + nir * 4, 3
          nir*4+1, 3
          -nir * 2, -1
          2 * -nir, -1
          - - nir, 0.5
          +nir - +red, 0.25
          (((nir))), 0.5
          (nir - red) / (nir + red), 0.33333334
          2.5 * (nir - red) / (nir + 6 * red - 7.5 * swir16 + 1), 0.3030303
          .5e1 * nir, 2.5
          5.E-1*nir, 0.25
          '"B8-A" * nir', 1.5
          nir--1, 1.5
          0 * nir, 0
          1 / (nir - nir), NaN
          1 / (1 / (nir - nir)), NaN
          (nir - nir) / (nir - nir), NaN
          nir * 1e38 * 1e38, NaN
          nir / 1e-38 / 1e-38, NaN
          nir / 0, NaN
          """)
  void valueOfAPixel(String text, float expected) {
    assertThat(value(BandExpression.parse(text), PIXEL)).isEqualTo(Float.valueOf(expected));
  }

  @Test
  void bandsAreTakenInTheOrderOfTheirFirstMention() {
    assertThat(BandExpression.parse("(b - a) / (a + b + \"c d\")").bands())
        .containsExactly("b", "a", "c d");
  }

  @Test
  void aBandWithoutAValueGivesNone() {
    BandExpression expression = BandExpression.parse("0 * a + b");
    float[] out = new float[3];
    expression.evaluate(new float[][] {{1, Float.NaN, 1}, {2, 2, Float.NaN}}, 3, out);
    assertThat(out).containsExactly(2, Float.NaN, Float.NaN);
  }

  /** Random trees, written with no more parentheses than they need, against a walk of the tree. */
  @Test
  void equalsAWalkOfTheTreeAtAllSizes() {
    Random random = new Random(20261129);
    for (int size : new int[] {1, 4, 13, 16, 511, 512, 513, 1024, 1300}) {
      for (int repeat = 0; repeat < 20; repeat++) {
        Node tree = Node.random(random, 5);
        BandExpression expression = BandExpression.parse(tree.text(0));
        float[][] all = new float[NAMES.size()][size];
        for (float[] plane : all) {
          for (int i = 0; i < size; i++) {
            plane[i] = random.nextInt(20) == 0 ? Float.NaN : random.nextInt(-4, 5) / 4f;
          }
        }
        float[] out = new float[size];
        expression.evaluate(
            expression.bands().stream()
                .map(name -> all[NAMES.indexOf(name)])
                .toArray(float[][]::new),
            size,
            out);
        float[] expected = new float[size];
        for (int i = 0; i < size; i++) {
          float value = tree.value(all, i);
          expected[i] = Float.isFinite(value) ? value : Float.NaN;
        }
        assertThat(out).as(tree.text(0)).isEqualTo(expected);
      }
    }
  }

  @Test
  void indicesAsExpressionsAreTheIndices() {
    Random random = new Random(7);
    float[][] bands = new float[3][700];
    for (float[] plane : bands) {
      for (int i = 0; i < plane.length; i++) {
        plane[i] = random.nextFloat();
      }
    }
    float[] byName = new float[700];
    float[] byText = new float[700];
    SpectralIndex.NDMI.evaluate(bands, 700, byName);
    BandExpression.parse("(nir - swir16) / (nir + swir16)").evaluate(bands, 700, byText);
    assertThat(byText).isEqualTo(byName);
    SpectralIndex.SAVI.evaluate(bands, 700, byName);
    BandExpression.parse("1.5 * (nir - red) / (nir + red + 0.5)").evaluate(bands, 700, byText);
    assertThat(byText).isEqualTo(byName);
  }

  /** The text, the character (from 1) under which the mark stands, and what is said. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      textBlock =
          """
          (nir - ) / red, 8, expected a band
          nir +, 6, expected a band
          nir red, 5, expected + - * / or the end
          (nir - red, 1, there is no ')' for this '('
          nir - red), 10, there is no '(' for this ')'
          (nir red), 6, expected + - * / or ')'
          nir ** 2, 6, expected a band
          nir ^ 2, 5, expected + - * / or the end
          max(nir), 4, expected + - * / or the end
          1 + 2, 1, there is no band in it
          nir + 1.2.3, 10, expected + - * / or the end
          nir + 1e, 7, '1e' is not a number
          nir + ., 7, '.' is not a number
          nir + 1e99, 7, the number is too large
          8A * 2, 2, stands in ""
          "nir, 1, the closing '"' is missing
          "" + nir, 1, a band's name is missing
          nir; red, 4, expected + - * / or the end
          """)
  void errorsMarkTheirPlace(String text, int character, String what) {
    assertThatThrownBy(() -> BandExpression.parse(text))
        .isInstanceOfSatisfying(
            AnalysisException.class,
            e -> assertThat(e.key()).isEqualTo(AnalysisException.Key.SETTING))
        .hasMessageContaining("at character " + character + ", ")
        .hasMessageContaining(
            "'" + text.substring(0, character - 1) + "^" + text.substring(character - 1) + "'")
        .hasMessageContaining(what);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "\n"})
  void nothingIsNoExpression(String text) {
    assertThatThrownBy(() -> BandExpression.parse(text)).hasMessageContaining("expected a band");
  }

  @Test
  void sizesAreBounded() {
    assertThat(BandExpression.parse("(".repeat(60) + "b" + ")".repeat(60)).bands())
        .containsExactly("b");
    assertThatThrownBy(() -> BandExpression.parse("(".repeat(900) + "b" + ")".repeat(900)))
        .hasMessageContaining("nested more than 64 deep");
    assertThatThrownBy(() -> BandExpression.parse("-".repeat(1900) + "b"))
        .hasMessageContaining("nested more than 64 deep");
    assertThatThrownBy(() -> BandExpression.parse("b+".repeat(2000) + "b"))
        .hasMessageContaining("at most 2000 characters, not 4001");
    StringBuilder many = new StringBuilder("b0");
    for (int i = 1; i <= 32; i++) {
      many.append("+b").append(i);
    }
    assertThatThrownBy(() -> BandExpression.parse(many.toString()))
        .hasMessageContaining("more than 32 bands");
  }

  @Test
  void ofALongTextThatNearThePlaceIsShown() {
    assertThatThrownBy(() -> BandExpression.parse("nir + ".repeat(200) + "%" + " + red".repeat(20)))
        .hasMessageContaining("at character 1201, ")
        .hasMessageContaining(
            "'...nir + nir + nir + nir + nir + ^% + red + red + red + red + re...'");
  }

  @Test
  void equalWhenTheSameIsDone() {
    BandExpression one = BandExpression.parse("(nir-red)/(nir+red)");
    BandExpression same = BandExpression.parse(" ( nir - (red) ) / ( nir + red )");
    assertThat(same).isEqualTo(one).hasToString(one.toString()).hasSameHashCodeAs(one);
    assertThat(BandExpression.parse("nir-red/(nir+red)")).isNotEqualTo(one);
  }

  private static float value(BandExpression expression, float[] pixel) {
    float[] out = new float[1];
    expression.evaluate(
        expression.bands().stream()
            .map(name -> new float[] {pixel[NAMES.indexOf(name)]})
            .toArray(float[][]::new),
        1,
        out);
    return out[0];
  }

  /** An expression as it is meant. */
  private sealed interface Node {
    record Leaf(int band) implements Node {}

    record Constant(float number) implements Node {}

    record Minus(Node of) implements Node {}

    record Pair(char operation, Node left, Node right) implements Node {}

    static Node random(Random random, int depth) {
      if (depth == 0 || random.nextInt(6) == 0) {
        return new Leaf(random.nextInt(NAMES.size()));
      }
      return switch (random.nextInt(8)) {
        case 0 -> new Minus(random(random, depth - 1));
        case 1 -> new Pair('*', new Constant(random.nextInt(9) / 2f), random(random, depth - 1));
        default ->
            new Pair(
                "+-*/".charAt(random.nextInt(4)),
                random(random, depth - 1),
                random(random, depth - 1));
      };
    }

    default float value(float[][] bands, int i) {
      return switch (this) {
        case Leaf(int band) -> bands[band][i];
        case Constant(float number) -> number;
        case Minus(Node of) -> -of.value(bands, i);
        case Pair(char operation, Node left, Node right) -> {
          float a = left.value(bands, i);
          float b = right.value(bands, i);
          yield switch (operation) {
            case '+' -> a + b;
            case '-' -> a - b;
            case '*' -> a * b;
            default -> b == 0 ? Float.NaN : a / b;
          };
        }
      };
    }

    /** With parentheses where the place binds more strongly than the node: 1 sum, 2 product. */
    default String text(int strength) {
      return switch (this) {
        case Leaf(int band) ->
            NAMES.get(band).contains("-") ? '"' + NAMES.get(band) + '"' : NAMES.get(band);
        case Constant(float number) -> String.format(Locale.ROOT, "%.1f", number);
        case Minus(Node of) -> "-" + of.text(3);
        case Pair(char operation, Node left, Node right) -> {
          int own = operation == '+' || operation == '-' ? 1 : 2;
          String text = left.text(own) + " " + operation + right.text(own + 1);
          yield strength > own ? "(" + text + ")" : text;
        }
      };
    }
  }
}
