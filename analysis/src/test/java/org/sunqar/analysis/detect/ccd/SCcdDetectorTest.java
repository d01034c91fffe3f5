// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.ccd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sunqar.analysis.detect.BandSeries;
import org.sunqar.analysis.detect.online.BandDetector;
import org.sunqar.analysis.detect.online.PixelEvidence;
import org.sunqar.analysis.detect.online.PixelEvidence.Status;
import org.sunqar.analysis.detect.online.PixelState;
import org.sunqar.analysis.detect.online.SceneTime;

class SCcdDetectorTest {

  private static final int BANDS = 6;
  private static final int EPOCH = (int) -LocalDate.of(1, 1, 1).toEpochDay() + 1;

  /** Observations of a pixel: days since 1970, reflectances with the bands next to each other. */
  @SuppressWarnings("ArrayRecordComponent") // made and read here only
  private record Seen(int[] days, float[] values) {

    static Seen of(BandSeries series) {
      int[] days = new int[series.size()];
      float[] values = new float[series.size() * BANDS];
      for (int i = 0; i < days.length; i++) {
        days[i] = series.day(i) - EPOCH;
        for (int band = 0; band < BANDS; band++) {
          values[i * BANDS + band] = series.isClear(i) ? series.value(i, band) / 10_000 : Float.NaN;
        }
      }
      return new Seen(days, values);
    }
  }

  private static BandDetector detector(String... parameters) {
    Map<String, String> given = new java.util.HashMap<>(Map.of("index", "ndvi"));
    for (int i = 0; i < parameters.length; i += 2) {
      given.put(parameters[i], parameters[i + 1]);
    }
    return SCcdDetector.of(given);
  }

  /** The state after a history and a step for each later date. */
  private static PixelState run(BandDetector detector, Seen seen, int history) {
    PixelState state = fitted(detector, seen, history);
    BandDetector.Worker worker = detector.worker();
    for (int i = history; i < seen.days().length; i++) {
      update(worker, state, seen, i);
    }
    return state;
  }

  private static PixelState fitted(BandDetector detector, Seen seen, int history) {
    PixelState state = new PixelState(detector.layout(history), 1);
    detector
        .worker()
        .fit(
            Arrays.copyOf(seen.days(), history),
            Arrays.copyOf(seen.values(), history * BANDS),
            state,
            0);
    return state;
  }

  private static void update(BandDetector.Worker worker, PixelState state, Seen seen, int date) {
    float[][] planes = new float[BANDS][1];
    for (int band = 0; band < BANDS; band++) {
      planes[band][0] = seen.values()[date * BANDS + band];
    }
    worker.update(state, planes, 1, SceneTime.of(LocalDate.ofEpochDay(seen.days()[date])));
  }

  /** All of a pixel's planes that S-CCD goes on from, as bits. */
  private static List<Integer> bits(BandDetector detector, PixelState state) {
    List<Integer> bits = new ArrayList<>();
    for (int plane = SCcdPlanes.MODE; plane < detector.layout(0).moving().size(); plane++) {
      bits.add(Float.floatToRawIntBits(state.moving(plane)[0]));
    }
    return bits;
  }

  /** What a run over all observations at once leaves, without planes in between. */
  private static List<Integer> atOnce(Seen seen, int history, List<Segment> ended) {
    SCcdPlanes planes = new SCcdPlanes(6);
    SCcdPixel pixel = new SCcdPixel(planes.capacity());
    SCcd whole = SCcd.resumable(SCcdOptions.defaults());
    whole.resume(pixel);
    int[] days = new int[seen.days().length];
    float[] values = new float[days.length * BANDS];
    int count = 0;
    for (int part = 0; part < 2; part++) {
      count = 0;
      for (int i = part == 0 ? 0 : history; i < (part == 0 ? history : days.length); i++) {
        for (int band = 0; band < BANDS; band++) {
          values[count * BANDS + band] =
              (float) Math.rint(seen.values()[i * BANDS + band] * 10_000f);
        }
        if (ClearSeries.inRange(values, count * BANDS)) {
          days[count++] = seen.days()[i] + EPOCH;
        }
      }
      whole.take(days, values, count);
    }
    ended.addAll(whole.ended());
    whole.keep(pixel);
    BandDetector detector = detector();
    PixelState state = new PixelState(detector.layout(0), 1);
    planes.write(pixel, state, 0);
    return bits(detector, state);
  }

  private static MadePixel made(int kind, long seed) {
    MadePixel pixel = new MadePixel(220, seed);
    switch (kind) {
      case 0 -> {} // stable
      case 1 -> pixel.step(150, 600);
      case 2 -> pixel.step(60, 500).step(140, -400);
      case 3 -> pixel.step(195, 500); // waits for a model at the end
      case 4 -> pixel.step(217, 500); // anomalies at the end
      default -> pixel.step(100, 500).step(126, -600).step(170, 700);
    }
    Random random = new Random(seed);
    for (int i = 3; i < 220; i += 1 + random.nextInt(9)) {
      pixel.cloud(i, random.nextBoolean());
    }
    return pixel;
  }

  @Test
  void stepByStepThroughPlanesIsOneRunToTheBit() {
    int models = 0;
    int waiting = 0;
    int breaks = 0;
    for (int kind = 0; kind < 6; kind++) {
      for (long seed = 1; seed <= 3; seed++) {
        Seen seen = Seen.of(made(kind, seed).series());
        for (int history : new int[] {5, 40, 150}) {
          BandDetector detector = detector();
          PixelState state = run(detector, seen, history);
          List<Segment> ended = new ArrayList<>();
          assertThat(bits(detector, state))
              .as("kind %d, seed %d, history %d", kind, seed, history)
              .isEqualTo(
                  history < 18
                      ? atOnceFromTheEighteenth(seen, ended)
                      : atOnce(seen, history, ended));
          breaks += ended.size();
          if (state.moving(SCcdPlanes.MODE)[0] == SCcdState.Mode.MONITOR.code()) {
            models++;
          } else {
            waiting++;
          }
        }
      }
    }
    assertThat(models).isGreaterThan(20);
    assertThat(waiting).isGreaterThan(5);
    assertThat(breaks).isGreaterThan(30);
  }

  /** With a short history the noise is measured when 18 observations are there. */
  private static List<Integer> atOnceFromTheEighteenth(Seen seen, List<Segment> ended) {
    int clear = 0;
    int date = 0;
    while (clear < 18) {
      boolean usable = true;
      for (int band = 0; band < BANDS; band++) {
        float value = seen.values()[date * BANDS + band];
        usable &= value > (band == 0 ? -0.02f : 0) && value < 1;
      }
      clear += usable ? 1 : 0;
      date++;
    }
    return atOnce(seen, date, ended);
  }

  /** The reference's form: noise of the whole series, models that inherit covariances. */
  @Test
  void findsTheBreaksOfAWholeSeries() {
    SCcd reference = new SCcd(SCcdOptions.defaults());
    int equal = 0;
    int all = 0;
    int broken = 0;
    for (int kind = 0; kind < 6; kind++) {
      for (long seed = 1; seed <= 20; seed++) {
        BandSeries series = made(kind, seed).series();
        List<Segment> ended = new ArrayList<>();
        atOnce(Seen.of(series), 100, ended);
        List<Integer> breaks =
            reference.detect(series).segments().stream().map(Segment::breakDay).toList();
        all++;
        broken += breaks.isEmpty() ? 0 : 1;
        equal += ended.stream().map(Segment::breakDay).toList().equals(breaks) ? 1 : 0;
      }
    }
    assertThat(broken).isGreaterThan(60);
    assertThat(equal).isGreaterThanOrEqualTo(all * 95 / 100);
  }

  @ParameterizedTest
  @CsvSource({"150, 600", "150, -500", "120, 800"})
  void aChangeIsProvisionalThenConfirmedAndStays(int step, float size) {
    BandDetector detector = detector("index", "nir");
    Seen seen = Seen.of(new MadePixel(220, 2).step(step, size).series());
    PixelState state = fitted(detector, seen, 100);
    BandDetector.Worker worker = detector.worker();
    List<Status> statuses = new ArrayList<>();
    for (int i = 100; i < 220; i++) {
      update(worker, state, seen, i);
      statuses.add(detector.evidence(state, 0).status());
    }
    List<Status> expected = new ArrayList<>();
    for (int i = 100; i < 220; i++) {
      int after = i - step + 1;
      expected.add(
          after >= 6 ? Status.CONFIRMED : after >= 3 ? Status.PROVISIONAL : Status.NOTHING);
    }
    assertThat(statuses).isEqualTo(expected);
    PixelEvidence evidence = detector.evidence(state, 0);
    assertThat(evidence.firstDay()).hasValue(seen.days()[step]);
    assertThat(evidence.detectionDay()).hasValue(seen.days()[step + 5]);
    assertThat(evidence.lastDay()).hasValue(seen.days()[219]);
    assertThat(evidence.observations()).isEqualTo(120);
    assertThat(evidence.run()).isEqualTo(6);
    assertThat(evidence.lasting()).isEqualTo(1);
    assertThat(evidence.magnitude()).isBetween(size / 10_000 - 0.01f, size / 10_000 + 0.01f);
    assertThat(Math.signum(evidence.size())).isEqualTo(Math.signum(size));
    assertThat(Math.abs(evidence.size())).isGreaterThan((float) Math.sqrt(15.09));
  }

  @Test
  void anomaliesThatEndAreTakenBack() {
    BandDetector detector = detector();
    MadePixel pixel = new MadePixel(160, 3);
    pixel.step(140, 600).step(144, -600);
    Seen seen = Seen.of(pixel.series());
    PixelState state = fitted(detector, seen, 100);
    BandDetector.Worker worker = detector.worker();
    for (int i = 100; i < 144; i++) {
      update(worker, state, seen, i);
    }
    assertThat(detector.evidence(state, 0).status()).isEqualTo(Status.PROVISIONAL);
    assertThat(detector.evidence(state, 0).probability()).isEqualTo(4 / 6f);
    for (int i = 144; i < 160; i++) {
      update(worker, state, seen, i);
      assertThat(detector.evidence(state, 0).status()).isEqualTo(Status.NOTHING);
      assertThat(detector.evidence(state, 0).firstDay()).isEmpty();
    }
  }

  @Test
  void whatBeganInTheHistoryIsNotTold() {
    BandDetector detector = detector();
    Seen seen = Seen.of(new MadePixel(200, 2).step(97, 600).series());
    PixelState state = run(detector, seen, 100);
    PixelEvidence evidence = detector.evidence(state, 0);
    assertThat(evidence.status()).isEqualTo(Status.NOTHING);
    assertThat(evidence.firstDay()).isEmpty();
    assertThat(state.moving(SCcdPlanes.MODE)[0]).isEqualTo(SCcdState.Mode.MONITOR.code());
  }

  @Test
  void withoutAModelThereIsNone() {
    BandDetector detector = detector();
    Seen seen = Seen.of(new MadePixel(200, 2).series());
    PixelState state = fitted(detector, seen, 10);
    assertThat(detector.evidence(state, 0).status()).isEqualTo(Status.NO_MODEL);
    BandDetector.Worker worker = detector.worker();
    for (int i = 10; i < 28; i++) {
      update(worker, state, seen, i);
    }
    assertThat(detector.evidence(state, 0).status()).isEqualTo(Status.NO_MODEL);
    for (int i = 28; i < 40; i++) {
      update(worker, state, seen, i);
    }
    assertThat(detector.evidence(state, 0).status()).isEqualTo(Status.NOTHING);
  }

  @Test
  void anExcludedPixelTakesNothing() {
    BandDetector detector = detector();
    Seen seen = Seen.of(new MadePixel(100, 2).series());
    PixelState state = new PixelState(detector.layout(0), 1);
    BandDetector.Worker worker = detector.worker();
    worker.exclude(state, 0);
    List<Integer> before = bits(detector, state);
    for (int i = 0; i < 100; i++) {
      update(worker, state, seen, i);
    }
    assertThat(bits(detector, state)).isEqualTo(before);
    assertThat(detector.evidence(state, 0).status()).isEqualTo(Status.NO_MODEL);
  }

  @Test
  void noDataSaturationAndASecondSceneOfADayLeaveAPixelAsItIs() {
    BandDetector detector = detector();
    Seen seen = Seen.of(new MadePixel(100, 2).series());
    PixelState state = fitted(detector, seen, 99);
    BandDetector.Worker worker = detector.worker();
    update(worker, state, seen, 99);
    List<Integer> before = bits(detector, state);
    for (float value : new float[] {Float.NaN, 0, 1, 7, -1, Float.POSITIVE_INFINITY}) {
      float[][] planes = new float[BANDS][1];
      for (int band = 0; band < BANDS; band++) {
        planes[band][0] = band == 3 ? value : 0.1f;
      }
      SceneTime later = SceneTime.of(LocalDate.ofEpochDay(seen.days()[99] + 16L));
      worker.update(state, planes, 1, later);
      assertThat(bits(detector, state)).isEqualTo(before);
    }
    update(worker, state, seen, 99);
    assertThat(bits(detector, state)).isEqualTo(before);
  }

  /** A pixel that no model fits: the oldest observations make room. */
  @Test
  void aQueueIsBounded() {
    BandDetector detector = detector();
    Random random = new Random(1);
    int dates = 300;
    int[] days = new int[dates];
    float[] values = new float[dates * BANDS];
    for (int i = 0; i < dates; i++) {
      days[i] = 15_000 + i; // a year has not passed when it is full
      for (int band = 0; band < BANDS; band++) {
        values[i * BANDS + band] = 0.1f + 0.8f * random.nextFloat();
      }
    }
    Seen seen = new Seen(days, values);
    PixelState state = run(detector, seen, 20);
    SCcdPixel pixel = new SCcdPixel(new SCcdPlanes(6).capacity());
    new SCcdPlanes(6).read(state, 0, pixel);
    assertThat(pixel.mode).isEqualTo(SCcdState.Mode.QUEUE);
    assertThat(pixel.count).isEqualTo(82);
    for (int i = 0; i < 82; i++) {
      assertThat(pixel.days[i]).isEqualTo(15_000 + 218 + i + EPOCH);
      for (int band = 0; band < BANDS; band++) {
        float value = values[(218 + i) * BANDS + band];
        assertThat(pixel.values[i * BANDS + band]).isEqualTo((float) Math.rint(value * 10_000f));
      }
    }
  }

  @Test
  void float64NumbersLieInTwoPlanesToTheBit() {
    Random random = new Random(4);
    for (int i = 0; i < 100_000; i++) {
      double number = random.nextGaussian() * Math.pow(10, random.nextInt(-30, 30));
      float cut = SCcdPlanes.cut(number);
      float rest = SCcdPlanes.cutOff(number, cut);
      assertThat(Float.isFinite(rest)).isTrue();
      assertThat(SCcdPlanes.joined(cut, rest)).isEqualTo(number);
      assertThat(Math.abs(cut - number)).isLessThanOrEqualTo(Math.abs(number) * 0x1p-23);
    }
    assertThat(SCcdPlanes.cut(1e-39)).isZero();
    assertThat(SCcdPlanes.joined(SCcdPlanes.cut(0), SCcdPlanes.cutOff(0, 0))).isZero();
  }

  @Test
  void parametersAreReadAndWritten() {
    BandDetector detector =
        detector("bands", "B2,B3,B4,B8,B11,B12", "index", "nbr", "consecutive", "5");
    assertThat(SCcdDetector.of(detector.parameters()).identity()).isEqualTo(detector.identity());
    assertThat(detector.identity())
        .isEqualTo(
            "s-ccd/1?bands=B2,B3,B4,B8,B11,B12&index=nbr&probability=0.99&consecutive=5"
                + "&lambda=20.0&provisional=3");
    detector("bands", "B2,B3,B4,B8,B11,B12", "index", "(B8 - B4) / (B8 + B4)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          order; 2; s-ccd has no parameter 'order'
          probability; 1; probability
          probability; x; probability must be a number, not 'x'
          consecutive; 2.5; consecutive must be a whole number
          consecutive; 1; consecutive
          provisional; 7; provisional must be 1 to 6, not 7
          bands; red,nir; six different bands
          bands; blue,green,red,nir,swir16,nir; six different bands
          index; thermal; needs the band 'thermal'
          index; (nir - lwir) / nir; needs the band 'lwir'
          index; nir -; the band expression is wrong
          """)
  void wrongParameters(String name, String value, String what) {
    assertThatThrownBy(() -> detector(name, value)).hasMessageContaining(what);
  }
}
