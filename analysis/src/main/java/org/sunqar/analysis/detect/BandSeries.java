// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect;

import java.nio.file.Path;
import java.util.List;

/** All observations of one pixel in several bands, clear or not, in time order. */
public final class BandSeries {

  /** The bands that every table has, in the order of {@link #value}. */
  public static final List<String> REFLECTANCE =
      List.of("blue", "green", "red", "nir", "swir1", "swir2");

  /** The band that may follow them. */
  public static final String THERMAL = "thermal";

  /** The codes of the quality column, those of Fmask. */
  public static final class Quality {
    public static final byte CLEAR = 0;
    public static final byte WATER = 1;
    public static final byte SHADOW = 2;
    public static final byte SNOW = 3;
    public static final byte CLOUD = 4;

    /** No observation; 255 in tables. */
    public static final byte FILL = (byte) 255;

    private Quality() {}
  }

  private final String id;
  private final int[] days;
  private final float[] values;
  private final byte[] quality;
  private final int bands;

  /**
   * Takes the arrays as they are; they must not be changed afterwards.
   *
   * @param id a name for messages and results
   * @param days proleptic Gregorian ordinals (1 January of year 1 is day 1), not decreasing
   * @param values of each day one value per band; bands next to each other, six or seven of them
   * @param quality of each day a code of {@link Quality}
   */
  public BandSeries(String id, int[] days, float[] values, byte[] quality) {
    int n = days.length;
    int perDay = n == 0 ? REFLECTANCE.size() : values.length / n;
    if (n != quality.length
        || values.length != n * perDay
        || perDay < REFLECTANCE.size()
        || perDay > REFLECTANCE.size() + 1) {
      throw new IllegalArgumentException(
          "series %s has %d days, %d values and %d quality codes"
              .formatted(id, n, values.length, quality.length));
    }
    this.id = id;
    this.days = days;
    this.values = values;
    this.quality = quality;
    this.bands = perDay;
  }

  public String id() {
    return id;
  }

  /** Number of observations. */
  public int size() {
    return days.length;
  }

  /** Number of bands: six, or seven with the thermal one. */
  public int bands() {
    return bands;
  }

  /** The day of an observation. */
  public int day(int observation) {
    return days[observation];
  }

  /** The code of {@link Quality} of an observation. */
  public byte quality(int observation) {
    return quality[observation];
  }

  /** A value. */
  public float value(int observation, int band) {
    return values[observation * bands + band];
  }

  /** Whether the ground was seen without snow: clear land or water. */
  public boolean isClear(int observation) {
    return quality[observation] == Quality.CLEAR || quality[observation] == Quality.WATER;
  }

  /**
   * Series in a table, CSV in UTF-8 with a header line: {@code id}; {@code ordinal}, the day
   * counted from 1 January of year 1; {@code blue, green, red, nir, swir1, swir2}, reflectance
   * times 10,000; {@code thermal} if there is one, kelvin times 10; {@code qa}: 0 clear, 1 water, 2
   * shadow, 3 snow, 4 cloud, 255 no observation. The rows of a series stand together and in time
   * order. Other columns are skipped. Results come in the order of the table.
   */
  public static SeriesInput<BandSeries> in(Path observations) {
    return () -> new BandSeriesReader(observations);
  }

  /**
   * Whether the table has the thermal band.
   *
   * @throws SeriesFormatException if it has no header
   */
  public static boolean hasThermal(Path observations) throws java.io.IOException {
    return CsvTable.hasColumn(observations, THERMAL);
  }
}
