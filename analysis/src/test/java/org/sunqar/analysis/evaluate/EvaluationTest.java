// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.TestScenes;
import org.sunqar.analysis.alert.AlertFiles;
import org.sunqar.analysis.alert.PixelPolygon;
import org.sunqar.analysis.tracking.MadeRuns;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;

/**
 * 100 x 80 pixels of 0.09 ha. Event A: 20 x 10 pixels (18 ha), which an alert covers half of; event
 * B: 4 x 2 pixels (0.72 ha), missed; an event before the monitoring start. A second alert of 3 x 3
 * pixels is false.
 */
class EvaluationTest {

  private static final Grid GRID = TestScenes.utm(100, 80);
  private static final LocalDate START = LocalDate.of(2022, 1, 1);
  private static final LocalDate LAST = LocalDate.of(2023, 12, 31);

  @TempDir Path folder;

  private static int[] box(int col, int row, int width, int height) {
    return IntStream.range(0, height)
        .flatMap(r -> IntStream.range(0, width).map(c -> (row + r) * 100 + col + c))
        .toArray();
  }

  private static final List<Evaluation.Mapped> ALERTS =
      List.of(
          new Evaluation.Mapped(
              box(10, 10, 20, 5),
              9,
              LocalDate.of(2022, 5, 11),
              LocalDate.of(2022, 6, 1),
              LocalDate.of(2022, 7, 1)),
          new Evaluation.Mapped(box(70, 60, 3, 3), 0.81, START, START, START));

  private static Evaluation.Domain everywhere() {
    BitSet looked = new BitSet();
    looked.set(0, 8000);
    return new Evaluation.Domain(looked, 0.09, START, LAST);
  }

  private static String feature(int[] pixels, String properties) {
    return "{\"type\":\"Feature\",\"properties\":{"
        + properties
        + "},\"geometry\":"
        + AlertFiles.geometry(lonLat(pixels))
        + "}";
  }

  private static org.locationtech.jts.geom.Geometry lonLat(int[] pixels) {
    assertThat(PixelPolygon.of(pixels, GRID).isValid()).isTrue();
    StringBuilder picture = new StringBuilder();
    BitSet set = new BitSet();
    IntStream.of(pixels).forEach(set::set);
    for (int i = 0; i < 8000; i++) {
      picture.append(i > 0 && i % 100 == 0 ? " " : "").append(set.get(i) ? 'A' : '.');
    }
    return MadeRuns.builder("w", GRID)
        .alert(MadeRuns.groups(picture.toString(), 1, 3).getFirst(), "")
        .outline();
  }

  private Reference read(String... features) throws IOException {
    Path file = folder.resolve("truth.geojson");
    Files.writeString(
        file, "{\"type\":\"FeatureCollection\",\"features\":[" + String.join(",", features) + "]}");
    return new ReferenceReader(GRID, START, LAST).read(file);
  }

  private Reference complete() throws IOException {
    return read(
        feature(box(10, 10, 20, 10), "\"change\":\"2022-05-01\""),
        feature(box(50, 40, 4, 2), "\"date\":\"2023-02-01\""),
        feature(box(0, 0, 5, 5), "\"date\":\"2020-02-01\""));
  }

  private static void assertFigures(Evaluation evaluation) {
    // all pixels drawn: the estimates are the shares themselves
    assertThat(evaluation.samples()).isEqualTo(8000);
    assertThat(evaluation.change().users().value()).isCloseTo(100.0 / 109, within(1e-12));
    assertThat(evaluation.change().producers().value()).isCloseTo(100.0 / 208, within(1e-12));
    assertThat(evaluation.change().area().value()).isCloseTo(208 * 0.09, within(1e-9));
    assertThat(evaluation.overall().value()).isCloseTo((8000 - 117) / 8000.0, within(1e-12));
    assertThat(evaluation.bySize())
        .extracting(
            Evaluation.SizeClass::events,
            Evaluation.SizeClass::found,
            Evaluation.SizeClass::alerts,
            Evaluation.SizeClass::right)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(1, 0, 1, 0),
            org.assertj.core.groups.Tuple.tuple(0, 0, 0, 0),
            org.assertj.core.groups.Tuple.tuple(1, 1, 1, 1),
            org.assertj.core.groups.Tuple.tuple(0, 0, 0, 0));
    assertThat(evaluation.firstSeen().orElseThrow().median()).isEqualTo(10);
    assertThat(evaluation.sure().orElseThrow().median()).isEqualTo(31);
    assertThat(evaluation.raised().orElseThrow().median()).isEqualTo(61);
  }

  @Test
  void allChangesAsPolygons() throws IOException {
    assertFigures(Evaluation.of(ALERTS, complete(), everywhere(), 32_000, 1));
  }

  @Test
  void allChangesAsARasterOfDays() throws IOException {
    int[] days = new int[8000];
    for (int pixel : box(10, 10, 20, 10)) {
      days[pixel] = (int) LocalDate.of(2022, 5, 1).toEpochDay();
    }
    for (int pixel : box(50, 40, 4, 2)) {
      days[pixel] = (int) LocalDate.of(2023, 2, 1).toEpochDay();
    }
    Path file =
        TestScenes.write(
            folder.resolve("days.tif"),
            GRID,
            BandInfo.of("", PixelType.INT32),
            64,
            new PixelBlock.Ints(PixelType.INT32, 100, 80, days));
    assertFigures(
        Evaluation.of(
            ALERTS, new ReferenceReader(GRID, START, LAST).read(file), everywhere(), 32_000, 1));
  }

  /** The interval holds the truth about as often as it says, over many draws. */
  @Test
  void intervalsHoldTheTruth() throws IOException {
    Reference reference = complete();
    int held = 0;
    for (int seed = 0; seed < 200; seed++) {
      AccuracyEstimate.Interval area =
          Evaluation.of(ALERTS, reference, everywhere(), 1500, seed).change().area();
      held += Math.abs(area.value() - 208 * 0.09) <= area.half() ? 1 : 0;
    }
    assertThat(held).isBetween(176, 200);
  }

  @Test
  void unitsOfASample() throws IOException {
    Reference reference =
        read(
            feature(box(12, 12, 1, 1), "\"class\":\"change\",\"date\":\"2022-05-01\""),
            feature(box(13, 12, 1, 1), "\"class\":\"change\""),
            feature(box(14, 12, 1, 1), "\"class\":\"stable\""),
            feature(box(40, 60, 1, 1), "\"class\":\"stable\""),
            "{\"type\":\"Feature\",\"properties\":{\"class\":\"no_change\"},\"geometry\":{"
                + "\"type\":\"Point\",\"coordinates\":[14.56,45.87]}}",
            feature(box(41, 60, 1, 1), "\"class\":\"change\",\"date\":\"2019-05-01\""));
    Evaluation evaluation = Evaluation.of(ALERTS, reference, everywhere(), 100, 1);
    assertThat(evaluation.samples()).isEqualTo(6);
    assertThat(evaluation.change().users().value()).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(evaluation.rest().users().value()).isEqualTo(1);
    assertThat(evaluation.bySize()).isEmpty();
    assertThat(evaluation.firstSeen()).isEmpty();
  }

  @Test
  void whatIsNoReference() throws IOException {
    for (String text :
        List.of("[]", "{\"type\":\"FeatureCollection\",\"features\":[]}", "nothing")) {
      Path file = Files.writeString(folder.resolve("bad.geojson"), text);
      assertThatThrownBy(() -> new ReferenceReader(GRID, START, LAST).read(file))
          .isInstanceOf(AnalysisException.class)
          .hasMessageContaining("bad.geojson");
    }
    assertThatThrownBy(() -> read(feature(box(1, 1, 2, 2), "\"date\":\"1.5.2022\"")))
        .hasMessageContaining("1.5.2022");
  }
}
