// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sunqar.raster.geo.Rpc;

/**
 * Rational polynomial coefficients in the forms in which they come with GeoTIFFs: the tag
 * RPCCoefficientTag (50844, GeoTIFF RPC proposal of 2004), and the texts {@code _RPC.TXT} and
 * {@code .RPB} beside the file. Incomplete ones count as none.
 */
final class RpcReader {

  /** The names of the texts for the twelve numbers before the coefficients, and of RPB files. */
  private static final String[][] NAMES = {
    {"ERR_BIAS", "errbias"},
    {"ERR_RAND", "errrand"},
    {"LINE_OFF", "lineoffset"},
    {"SAMP_OFF", "sampoffset"},
    {"LAT_OFF", "latoffset"},
    {"LONG_OFF", "longoffset"},
    {"HEIGHT_OFF", "heightoffset"},
    {"LINE_SCALE", "linescale"},
    {"SAMP_SCALE", "sampscale"},
    {"LAT_SCALE", "latscale"},
    {"LONG_SCALE", "longscale"},
    {"HEIGHT_SCALE", "heightscale"}
  };

  private static final String[][] POLYNOMIALS = {
    {"LINE_NUM_COEFF", "linenumcoef"},
    {"LINE_DEN_COEFF", "linedencoef"},
    {"SAMP_NUM_COEFF", "sampnumcoef"},
    {"SAMP_DEN_COEFF", "sampdencoef"}
  };

  private static final int NUMBERS = 12 + 4 * 20;

  private static final Pattern LINE = Pattern.compile("^\\s*([A-Za-z_0-9]+)\\s*:\\s*(\\S+)");

  /** {@code name = value;} or {@code name = ( value, value, ... );}. */
  private static final Pattern ASSIGNMENT =
      Pattern.compile("([A-Za-z]+)\\s*=\\s*(?:\\(([^()]*)\\)|([^;()\\n]*));");

  static Optional<Rpc> ofTag(TiffDirectory directory) {
    if (directory.field(TiffTag.RPC_COEFFICIENT).isEmpty()) {
      return Optional.empty();
    }
    return rpc(directory.doubles(TiffTag.RPC_COEFFICIENT, 1024));
  }

  /** Of a text of lines like {@code LINE_OFF: 2199.80 pixels}. */
  static Optional<Rpc> ofText(String text) {
    Map<String, Double> found = new HashMap<>();
    text.lines()
        .limit(1000)
        .map(LINE::matcher)
        .filter(Matcher::find)
        .forEach(m -> found.put(m.group(1).toUpperCase(Locale.ROOT), number(m.group(2))));
    double[] numbers = new double[NUMBERS];
    for (int i = 0; i < NAMES.length; i++) {
      numbers[i] = found.getOrDefault(NAMES[i][0], i < 2 ? -1 : Double.NaN);
    }
    for (int i = 0; i < 80; i++) {
      String name = POLYNOMIALS[i / 20][0] + "_" + (i % 20 + 1);
      numbers[12 + i] = found.getOrDefault(name, Double.NaN);
    }
    return rpc(numbers);
  }

  /** Of DigitalGlobe's form, assignments like {@code lineOffset = 2199.80;}. */
  static Optional<Rpc> ofRpb(String text) {
    Map<String, double[]> found = new HashMap<>();
    Matcher matcher = ASSIGNMENT.matcher(text);
    while (matcher.find()) {
      String values = Optional.ofNullable(matcher.group(2)).orElse(matcher.group(3));
      found.put(
          matcher.group(1).toLowerCase(Locale.ROOT),
          Arrays.stream(values.split(",", 32)).mapToDouble(RpcReader::number).toArray());
    }
    double[] numbers = new double[NUMBERS];
    for (int i = 0; i < NAMES.length; i++) {
      double[] value = found.getOrDefault(NAMES[i][1], new double[] {i < 2 ? -1 : Double.NaN});
      numbers[i] = value[0];
    }
    for (int i = 0; i < 4; i++) {
      double[] values = found.getOrDefault(POLYNOMIALS[i][1], new double[0]);
      if (values.length != 20) {
        return Optional.empty();
      }
      System.arraycopy(values, 0, numbers, 12 + 20 * i, 20);
    }
    return rpc(numbers);
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text.strip());
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /** From the 92 numbers in the order of the tag. */
  private static Optional<Rpc> rpc(double[] n) {
    if (n.length < NUMBERS || !Arrays.stream(n).limit(NUMBERS).allMatch(Double::isFinite)) {
      return Optional.empty();
    }
    return Optional.of(
        new Rpc(
            n[0],
            n[1],
            n[2],
            n[3],
            n[4],
            n[5],
            n[6],
            n[7],
            n[8],
            n[9],
            n[10],
            n[11],
            polynomial(n, 0),
            polynomial(n, 1),
            polynomial(n, 2),
            polynomial(n, 3)));
  }

  private static List<Double> polynomial(double[] numbers, int which) {
    List<Double> coefficients = new ArrayList<>(20);
    for (int i = 0; i < 20; i++) {
      coefficients.add(numbers[12 + 20 * which + i]);
    }
    return coefficients;
  }

  private RpcReader() {}
}
