// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.series;

/** A way to make regular series whole. */
public sealed interface Smoother {

  /** The name in tables and on the command line. */
  String name();

  /** The working arrays of one thread for series of so many steps. */
  Work start(int steps);

  /** Smooths one series after another. */
  @FunctionalInterface
  interface Work {

    /**
     * Smooths a series in place.
     *
     * @param values NaN for no observation; afterwards the curve, NaN where it has none
     * @return the lambda that was taken; NaN without one
     */
    double smooth(double[] values);
  }

  /** {@link Whittaker}. */
  record ByWhittaker(WhittakerOptions options) implements Smoother {

    /** As in vam.whittaker: ws2d, ws2doptv; with an expectile ws2dp_p90, ws2doptvp_p90. */
    @Override
    public String name() {
      String name =
          switch (options.lambda()) {
            case Lambda.Fixed _ -> "ws2d";
            case Lambda.VCurve _ -> "ws2doptv";
          };
      return options.isAsymmetric() ? name + "p_p" + Math.round(options.expectile() * 100) : name;
    }

    @Override
    public Work start(int steps) {
      Whittaker whittaker = new Whittaker(steps, options);
      double[] y = new double[steps];
      double[] w = new double[steps];
      return values -> {
        for (int t = 0; t < steps; t++) {
          boolean seen = !Double.isNaN(values[t]);
          y[t] = seen ? values[t] : 0;
          w[t] = seen ? 1 : 0;
        }
        return whittaker.smooth(y, w, values);
      };
    }
  }

  /** {@link LinearFill}, without a value before the first and after the last observation. */
  record Linear() implements Smoother {

    @Override
    public String name() {
      return "linear";
    }

    @Override
    public Work start(int steps) {
      return values -> {
        LinearFill.fill(values, false);
        return Double.NaN;
      };
    }
  }
}
