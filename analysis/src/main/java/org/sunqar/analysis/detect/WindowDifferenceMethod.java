// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect;

/**
 * {@link WindowDifference} over tables: a row per series, {@code id,status,message,before,after,
 * difference,scale,z,first_time,last_time,n_before,n_after}. Status is {@code changed} or {@code
 * nothing} or, where no z-score can be told, {@code error} with the reason; {@code NA} stands for
 * what is absent; numbers are written so that reading them gives the same double.
 */
public record WindowDifferenceMethod(WindowDifferenceOptions options)
    implements SeriesMethod<MonitoredSeries> {

  @Override
  public String header() {
    return "id,status,message,before,after,difference,scale,z,first_time,last_time,n_before,"
        + "n_after\n";
  }

  @Override
  public Detector<MonitoredSeries> detector() {
    return entry ->
        row(entry.series(), WindowDifference.of(entry.series(), entry.start(), options));
  }

  private Rows row(Series series, WindowDifference found) {
    String problem = problem(found);
    boolean changed = Math.abs(found.z()) > options.threshold();
    StringBuilder line = new StringBuilder(ResultTable.quoted(series.id()));
    line.append(!problem.isEmpty() ? ",error," : changed ? ",changed," : ",nothing,");
    line.append(problem);
    for (double number :
        new double[] {
          found.before(),
          found.after(),
          found.difference(),
          found.scale(),
          found.z(),
          found.first(),
          found.last()
        }) {
      ResultTable.append(line, number);
    }
    line.append(',').append(found.observationsBefore());
    line.append(',').append(found.observationsAfter()).append('\n');
    return new Rows(line.toString(), changed, !problem.isEmpty());
  }

  private static String problem(WindowDifference found) {
    if (found.observationsBefore() == 0) {
      return "no observation before the start";
    }
    if (found.observationsAfter() == 0) {
      return "no observation after the start";
    }
    if (Double.isNaN(found.scale())) {
      return "fewer than " + WindowDifference.LEAST_FOR_SCALE + " observations before the start";
    }
    return found.scale() > 0 ? "" : "the observations before the start do not scatter";
  }
}
