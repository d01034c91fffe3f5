// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.ccd;

import org.sunqar.analysis.detect.online.BandDetector;
import org.sunqar.analysis.detect.online.EvidencePlanes;
import org.sunqar.analysis.detect.online.PixelState;
import org.sunqar.analysis.detect.online.SceneTime;

/** Takes scenes for {@link SCcdDetector}. One thread. */
final class SCcdWorker implements BandDetector.Worker {

  /** The method's unit of reflectance. */
  static final float SCALE = 10_000;

  private static final int BANDS = SCcdPixel.BANDS;

  private final int consecutive;
  private final int provisional;
  private final SCcdPlanes planes;
  private final SCcdDetector.Measure measure;
  private final SCcd detector;
  private final SCcdPixel pixelAtHand;
  private final int[] oneDay = new int[1];
  private final float[] oneValue = new float[BANDS];

  SCcdWorker(
      SCcdOptions options, int provisional, SCcdPlanes planes, SCcdDetector.Measure measure) {
    this.consecutive = options.consecutive();
    this.provisional = provisional;
    this.planes = planes;
    this.measure = measure;
    this.detector = SCcd.resumable(options);
    this.pixelAtHand = new SCcdPixel(planes.capacity());
  }

  @Override
  public void fit(int[] days, float[] values, PixelState state, int pixel) {
    int[] clearDays = new int[days.length];
    float[] clear = new float[days.length * BANDS];
    int count = 0;
    for (int date = 0; date < days.length; date++) {
      int day = days[date] + SCcdPlanes.EPOCH;
      boolean another = count == 0 || clearDays[count - 1] != day;
      if (another && take(values, date * BANDS, clear, count * BANDS)) {
        clearDays[count++] = day;
      }
    }
    pixelAtHand.clear();
    detector.resume(pixelAtHand);
    detector.take(clearDays, clear, count);
    detector.keep(pixelAtHand);
    boolean model = pixelAtHand.mode == SCcdState.Mode.MONITOR;
    EvidencePlanes.clear(state, pixel, model);
    state.moving(SCcdPlanes.DEPARTURE)[pixel] = 0;
    state.fixed(EvidencePlanes.SCATTER)[pixel] = detector.meanScatter() / SCALE;
    planes.write(pixelAtHand, state, pixel);
  }

  @Override
  public void exclude(PixelState state, int pixel) {
    EvidencePlanes.clear(state, pixel, false);
    state.moving(SCcdPlanes.DEPARTURE)[pixel] = 0;
    state.fixed(EvidencePlanes.SCATTER)[pixel] = Float.NaN;
    pixelAtHand.clear();
    planes.write(pixelAtHand, state, pixel);
    state.moving(SCcdPlanes.MODE)[pixel] = SCcdPlanes.EXCLUDED;
  }

  @Override
  public void update(PixelState state, float[][] values, int pixels, SceneTime time) {
    float[] seen = new float[BANDS];
    for (int pixel = 0; pixel < pixels; pixel++) {
      for (int band = 0; band < BANDS; band++) {
        seen[band] = values[band][pixel];
      }
      if (SCcdPlanes.isWatched(state, pixel) && take(seen, 0, oneValue, 0)) {
        update(state, pixel, time.day());
      }
    }
  }

  /** Rounds the values of a day to the method's unit; false when they are no observation. */
  private static boolean take(float[] values, int from, float[] clear, int at) {
    for (int band = 0; band < BANDS; band++) {
      clear[at + band] = (float) Math.rint(values[from + band] * SCALE);
    }
    return ClearSeries.inRange(clear, at); // NaN is not in it
  }

  private void update(PixelState state, int pixel, int day) {
    planes.read(state, pixel, pixelAtHand);
    oneDay[0] = day + SCcdPlanes.EPOCH;
    int count = pixelAtHand.count;
    if (count > 0 && pixelAtHand.days[count - 1] >= oneDay[0]) {
      return;
    }
    detector.resume(pixelAtHand);
    detector.take(oneDay, oneValue, 1);
    detector.keep(pixelAtHand);
    planes.write(pixelAtHand, state, pixel);
    float[] observations = state.moving(EvidencePlanes.OBSERVATIONS);
    observations[pixel]++;
    state.moving(EvidencePlanes.LAST_DAY)[pixel] = day;
    if (state.moving(EvidencePlanes.STATUS)[pixel] != EvidencePlanes.CONFIRMED) {
      int anomalies = detector.anomalies();
      // what began in the history is not a change of the monitoring period
      evidence(state, pixel, anomalies <= observations[pixel] ? anomalies : 0, day);
    }
  }

  private void evidence(PixelState state, int pixel, int anomalies, int day) {
    boolean model = pixelAtHand.mode == SCcdState.Mode.MONITOR;
    boolean change = anomalies >= provisional;
    float status = model ? EvidencePlanes.NOTHING : EvidencePlanes.NO_MODEL;
    float difference = 0;
    float departure = 0;
    if (change) {
      status = anomalies == consecutive ? EvidencePlanes.CONFIRMED : EvidencePlanes.PROVISIONAL;
      difference = difference(anomalies);
      for (int i = 1; i <= anomalies; i++) {
        departure += (float) Math.sqrt(detector.magnitudeOfAnomaly(i));
      }
      departure /= anomalies;
    }
    float signed = difference < 0 ? -anomalies : anomalies;
    state.moving(EvidencePlanes.STATUS)[pixel] = status;
    state.moving(EvidencePlanes.RUN)[pixel] = signed;
    state.moving(EvidencePlanes.FIRST_DAY)[pixel] =
        change ? detector.dayOf(anomalies) - SCcdPlanes.EPOCH : Float.NaN;
    state.moving(EvidencePlanes.DETECTION_DAY)[pixel] =
        status == EvidencePlanes.CONFIRMED ? day : Float.NaN;
    state.moving(EvidencePlanes.SINCE)[pixel] = change ? anomalies : 0;
    state.moving(EvidencePlanes.BEYOND)[pixel] = change ? signed : 0;
    state.moving(EvidencePlanes.CHANGE)[pixel] = difference * anomalies;
    state.moving(SCcdPlanes.DEPARTURE)[pixel] = departure;
  }

  /** Mean of the index as observed less as expected, over the anomalies that have both. */
  private float difference(int anomalies) {
    float[] observed = new float[anomalies * BANDS];
    float[] expected = new float[anomalies * BANDS];
    for (int i = 0; i < anomalies; i++) {
      for (int band = 0; band < BANDS; band++) {
        observed[i * BANDS + band] = detector.observed(i + 1, band);
        expected[i * BANDS + band] = detector.expected(i + 1, band);
      }
    }
    float[] seen = measure.values(observed, anomalies);
    float[] modelled = measure.values(expected, anomalies);
    float sum = 0;
    int count = 0;
    for (int i = 0; i < anomalies; i++) {
      float difference = seen[i] - modelled[i];
      if (!Float.isNaN(difference)) {
        sum += difference;
        count++;
      }
    }
    return count == 0 ? 0 : sum / count;
  }
}
