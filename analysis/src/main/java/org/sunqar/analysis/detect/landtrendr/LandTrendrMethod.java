// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.landtrendr;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.detect.DatedSeries;
import org.sunqar.analysis.detect.SeriesMethod;

/**
 * {@link LandTrendr} over tables, of the median of each year: a row a segment, {@code
 * id,segment,status,t_start,t_end,value_start,value_end,change,rate,years,rmse,p}. Of each calendar
 * year the months of a season count; a segment goes from one year to another, and segments join.
 * Status is {@code loss}, {@code gain} or {@code flat}, and {@code error} in the one row of a
 * series with too few years.
 */
public final class LandTrendrMethod implements SeriesMethod<DatedSeries> {

  private final LandTrendrOptions options;
  private final int firstMonth;
  private final int lastMonth;

  /**
   * A table.
   *
   * @param firstMonth 1 to 12, of the season that a year is taken from
   * @param lastMonth not before the first
   */
  public LandTrendrMethod(LandTrendrOptions options, int firstMonth, int lastMonth) {
    if (firstMonth < 1 || lastMonth > 12 || firstMonth > lastMonth) {
      throw new AnalysisException(
          AnalysisException.Key.SETTING,
          "a season goes from one month of a year to a later one, 1 to 12, not from "
              + firstMonth
              + " to "
              + lastMonth);
    }
    this.options = options;
    this.firstMonth = firstMonth;
    this.lastMonth = lastMonth;
  }

  @Override
  public String header() {
    return "id,segment,status,t_start,t_end,value_start,value_end,change,rate,years,rmse,p\n";
  }

  @Override
  public Detector<DatedSeries> detector() {
    LandTrendr detector = new LandTrendr(options);
    return series -> {
      SortedMap<Integer, Double> yearly = yearly(series);
      int[] years = yearly.keySet().stream().mapToInt(Integer::intValue).toArray();
      double[] values = yearly.values().stream().mapToDouble(Double::doubleValue).toArray();
      Optional<Trajectory> found = detector.detect(years, values);
      String id = quoted(series.id());
      return found.isEmpty()
          ? new Rows(id + ",-1,error,NA,NA,NA,NA,NA,NA," + years.length + ",NA,NA\n", false, true)
          : new Rows(text(id, years, found.get()), found.get().segments() > 1, false);
    };
  }

  private String text(String id, int[] years, Trajectory found) {
    StringBuilder text = new StringBuilder();
    for (int s = 0; s < found.segments(); s++) {
      int from = found.vertices().get(s);
      int to = found.vertices().get(s + 1);
      double change = found.change(s);
      boolean loss = options.lossIsDecrease() ? change < 0 : change > 0;
      text.append(id).append(',').append(s);
      text.append(change == 0 ? ",flat," : loss ? ",loss," : ",gain,");
      text.append(years[from]).append(',').append(years[to]);
      text.append(',').append(found.fitted().get(from)).append(',').append(found.fitted().get(to));
      text.append(',').append(change).append(',').append(change / (years[to] - years[from]));
      text.append(',').append(years.length).append(',').append(found.rmse());
      text.append(',').append(found.p()).append('\n');
    }
    return text.toString();
  }

  /** The median of each year's season. */
  private SortedMap<Integer, Double> yearly(DatedSeries series) {
    SortedMap<Integer, double[]> groups = new TreeMap<>();
    for (int i = 0; i < series.size(); i++) {
      LocalDate date = series.date(i);
      if (date.getMonthValue() >= firstMonth && date.getMonthValue() <= lastMonth) {
        double[] before = groups.getOrDefault(date.getYear(), new double[0]);
        double[] more = Arrays.copyOf(before, before.length + 1);
        more[before.length] = series.value(i);
        groups.put(date.getYear(), more);
      }
    }
    SortedMap<Integer, Double> yearly = new TreeMap<>();
    groups.forEach((year, values) -> {
      Arrays.sort(values);
      yearly.put(year, (values[(values.length - 1) / 2] + values[values.length / 2]) / 2);
    });
    return yearly;
  }

  private static String quoted(String cell) {
    return cell.indexOf(',') < 0 && cell.indexOf('"') < 0
        ? cell
        : '"' + cell.replace("\"", "\"\"") + '"';
  }
}
