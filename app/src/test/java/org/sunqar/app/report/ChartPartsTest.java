// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sunqar.analysis.story.Observation;
import org.sunqar.app.report.Picture.Stretch;
import org.sunqar.raster.geo.Window;
import org.sunqar.server.language.Language;

class ChartPartsTest {

  private static final Speech ENGLISH = Speech.of(Language.english());

  @ParameterizedTest
  @CsvSource({
    "999.4, 999 m",
    "1000, 1 km",
    "2500, 2.5 km",
    "20, 20 m",
    "50000, 50 km",
  })
  void lengths(double metres, String text) {
    assertThat(ENGLISH.length(metres).replace('\u00a0', ' ')).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"0.9, 0.5", "1, 1", "4.99, 2", "5, 5", "1999, 1000", "0.034, 0.02"})
  void roundNumbersForScaleBars(double value, double round) {
    assertThat(Axis.roundDown(value)).isCloseTo(round, within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({"-0.425, 2, \u22120.43", "12345.6, 0, 12\u202f346", "NaN, 1, \u2013"})
  void numbers(double value, int decimals, String text) {
    assertThat(ENGLISH.fixed(value, decimals)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "0, 0.7", "-0.2, 0.95", "-12, 12", "1e-4, 3e-4", "0, 7300"})
  void axesHaveAReadableNumberOfTicks(double low, double high) {
    Axis axis = new Axis(low, high, 0, 100);
    assertThat(axis.ticks(5)).hasSizeBetween(3, 9).allMatch(axis::holds);
  }

  @ParameterizedTest
  @CsvSource({
    "2020-02-10, 2020-02-28, 1, 2020-02",
    "2020-02-10, 2020-06-01, 5, 2020-06",
    "2020-02-10, 2021-01-01, 5, 2021-01 – 2021-03",
    "2020-02-10, 2022-12-30, 3, 2022",
    "2011-01-01, 2020-12-30, 3, 2020 – 2024",
    "1972-01-01, 2350-12-30, 5, 2276 – 2351",
  })
  void datesFallIntoAtMostFiveClasses(
      LocalDate first, LocalDate last, int count, String lastLabel) {
    DateClasses classes = DateClasses.of(List.of(last, first));
    assertThat(classes.labels()).hasSize(count).endsWith(lastLabel);
    assertThat(classes.indexOf(first)).isZero();
    assertThat(classes.indexOf(last)).isEqualTo(count - 1);
    assertThat(IntStream.range(0, count).map(classes::colourOf).distinct()).hasSize(count);
  }

  @Test
  void colourMapsChangeLightnessInOneDirection() {
    assertThat(lightness(ColorMap.SEQUENTIAL)).isSorted();
    assertThat(lightness(ColorMap.NDVI).reversed()).isSorted();
    assertThat(ColorMap.NDVI.rgb(-3)).isEqualTo(ColorMap.NDVI.rgb(0));
    assertThat(ColorMap.NDVI.rgb(3)).isEqualTo(0x0b4426);
    assertThatThrownBy(() -> new ColorMap("flat", List.of(new ColorMap.Stop(0, 0))))
        .hasMessageContaining("flat");
  }

  private static List<Double> lightness(ColorMap map) {
    return IntStream.rangeClosed(0, 50)
        .mapToObj(i -> map.rgb(i / 50.0))
        .map(c -> 0.299 * (c >> 16 & 255) + 0.587 * (c >> 8 & 255) + 0.114 * (c & 255))
        .toList();
  }

  @Test
  void stretchIgnoresTheTailsAndWhatIsNotThere() {
    float[] values = new float[101];
    for (int i = 0; i <= 100; i++) {
      values[i] = i;
    }
    assertThat(Stretch.percentile(values, 2, 98)).isEqualTo(new Stretch(2, 98));
    values[0] = Float.NaN;
    assertThat(Stretch.percentile(values, 0, 100)).isEqualTo(new Stretch(1, 100));
    assertThat(Stretch.percentile(new float[] {Float.NaN}, 2, 98)).isEqualTo(new Stretch(0, 1));
    assertThat(Stretch.percentile(new float[] {5, 5}, 2, 98).apply(5)).isZero();
  }

  @Test
  void picturesSurviveThePngAndKeepNoDataTransparent() throws IOException {
    float[] ramp = {0, 1, 2, Float.NaN};
    Picture picture = Picture.composite(2, 2, ramp, ramp, ramp);
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(picture.png()));
    assertThat(image.getRGB(0, 0)).isEqualTo(0xff000000);
    assertThat(image.getRGB(0, 1)).isEqualTo(0xffffffff);
    assertThat(image.getRGB(1, 1) >>> 24).isZero();
    assertThat(picture.dataUri()).startsWith("data:image/png;base64,iVBORw0KGgo");
  }

  @Test
  void cropsReachBeyondThePictureAndReductionsAverage() {
    Picture picture = new Picture(2, 2, new int[] {0xff000000, 0xff0000ff, 0, 0xff000000});
    assertThat(picture.crop(new Window(1, -1, 2, 2)).argb()).containsExactly(0, 0, 0xff0000ff, 0);
    assertThat(picture.reduced(2).argb()).containsExactly(0xff000055);
    assertThat(picture.crop(new Window(5, 5, 1, 1)).argb()).containsExactly(0);
  }

  @Test
  void histogramCountsEveryFiniteValueOnce() {
    float[] values = {-100, -4, -1, 0, 1, 3.5f, 100, Float.NaN};
    HistogramContent histogram = HistogramContent.of("t", "z", values, -5, 5, 10, -3.5, 3.5);
    assertThat(histogram.counts()).containsExactly(1L, 1L, 0L, 0L, 1L, 1L, 1L, 0L, 1L, 1L);
    assertThat(histogram.shareBelow()).isEqualTo(2.0 / 7);
    assertThat(histogram.shareAbove()).isEqualTo(2.0 / 7);
  }

  @Test
  void aSeriesOfOneObservationCanBeDrawn() {
    LocalDate day = LocalDate.of(2020, 5, 1);
    SeriesContent series =
        new SeriesContent(
            "NDVI",
            List.of(new Observation(day, 0.5, true), new Observation(day, Double.NaN, true)),
            List.of(),
            "",
            day,
            day,
            Optional.empty(),
            Optional.empty());
    assertThat(SeriesChart.draw(series, "one dot", ENGLISH))
        .contains("class=\"dot\"")
        .doesNotContain("NaN");
  }

  @Test
  void distanceAgreesWithTheLengthOfADegree() {
    assertThat(new LonLat(0, 0).metresTo(new LonLat(0, 1))).isCloseTo(111_195, within(1.0));
    assertThat(ENGLISH.place(new LonLat(-34.87, -8), 2)).isEqualTo("8.00\u00b0S 34.87\u00b0W");
  }
}
