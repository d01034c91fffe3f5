// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sunqar.app.console.ExitCode;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.tiff.CogWriter;
import org.sunqar.raster.tiff.GeoTiff;

/** {@code composite} on scenes whose pixels are known. */
class CompositeCommandTest {

  private static final int CLOUD = 9000;

  /** Of reflectance as float32. */
  private static final Offset<Float> DIGITS = Offset.offset(1e-7f);

  /** Rows from here on are under a cloud on the second day, which their mask tells. */
  private static final int CLOUDY_FROM = 20;

  @TempDir Path folder;
  private Path workspace;

  /** Red 400, 500, 600 in June and 900 in July, green 100 more, near infrared 3000. */
  @BeforeEach
  void writeScenes() throws IOException {
    workspace = folder.resolve("w");
    Path scenes = Files.createDirectories(folder.resolve("scenes"));
    scene(scenes, LocalDate.of(2020, 6, 1), 400);
    scene(scenes, LocalDate.of(2020, 6, 11), 500);
    scene(scenes, LocalDate.of(2020, 6, 21), 600);
    scene(scenes, LocalDate.of(2020, 7, 1), 900);
    Answer.of("import", scenes, "--collection", "made", "--workspace", workspace).done();
  }

  @Test
  void cloudsAreLeftOut() throws IOException {
    Path picture = folder.resolve("june.png");
    JsonNode row = composite("june.tif", "--period", "2020-06", "--preview", picture).json().get(0);
    assertThat(row.get("bands").asText()).isEqualTo("green red nir count");
    assertThat(row.get("from").asText()).isEqualTo("2020-06-01");
    assertThat(row.get("to").asText()).isEqualTo("2020-06-21");
    assertThat(row.get("scenes").asInt()).isEqualTo(3);
    assertThat(row.get("clear_per_pixel").asDouble()).isEqualTo(2.5);
    assertThat(row.get("empty_percent").asDouble()).isZero();
    // of 400, 500 and 600; of 400 and 600 under the cloud
    assertThat(pixel("june.tif", 5, 5))
        .containsExactly(new float[] {0.06f, 0.05f, 0.3f, 3}, DIGITS);
    assertThat(pixel("june.tif", 5, 30))
        .containsExactly(new float[] {0.06f, 0.05f, 0.3f, 2}, DIGITS);
    BufferedImage image = ImageIO.read(picture.toFile());
    assertThat(image.getWidth()).isEqualTo(MadeScenes.GRID.width());
    assertThat(image.getHeight()).isEqualTo(MadeScenes.GRID.height());
    try (GeoTiff file = GeoTiff.open(folder.resolve("june.tif"))) {
      assertThat(file.metadata()).containsEntry("COMPOSITE", "median").containsEntry("SCENES", "3");
    }
  }

  @Test
  void oneForEachMonthOnTheSameGrid() {
    JsonNode rows =
        composite("m.tif", "--every", "month", "--method", "max-ndvi", "--bands", "red").json();
    assertThat(rows).hasSize(2);
    assertThat(rows.get(1).get("file").asText()).endsWith("m_2020-07.tif");
    // the greatest NDVI is that of the darkest red
    float june = LocalDate.of(2020, 6, 1).toEpochDay();
    assertThat(pixel("m_2020-06.tif", 5, 5)).containsExactly(new float[] {0.04f, june, 3}, DIGITS);
    assertThat(pixel("m_2020-07.tif", 5, 5))
        .containsExactly(new float[] {0.09f, june + 30, 1}, DIGITS);
    JsonNode scatter =
        composite("g.tif", "--method", "geometric-median", "--bands", "red,nir").json();
    assertThat(scatter.get(0).get("bands").asText()).isEqualTo("red nir emad smad bcmad count");
  }

  @Test
  void aBoxIsCutOut() {
    double[] corner = {
      MadeScenes.GRID.bounds().minX() + 300, MadeScenes.GRID.bounds().maxY() - 300
    };
    MadeScenes.GRID.crs().toLonLat(corner, 1);
    composite(
            "box.tif",
            "--bands",
            "ndvi",
            "--method",
            "quantile",
            "--quantiles",
            "0,1",
            "--bbox",
            corner[0],
            corner[1] - 0.002,
            corner[0] + 0.003,
            corner[1])
        .done();
    try (GeoTiff file = GeoTiff.open(folder.resolve("box.tif"))) {
      assertThat(file.grid().width()).isBetween(10, 13);
      assertThat(file.grid().height()).isBetween(7, 10);
      assertThat(MadeScenes.GRID.windowOf(file.grid())).isPresent();
      assertThat(file.bands().stream().map(BandInfo::name))
          .containsExactly("ndvi_p0", "ndvi_p100", "count");
    }
  }

  @Test
  void whatIsThereIsReplacedOnlyWhenAsked() throws IOException {
    composite("a.tif").done();
    byte[] first = Files.readAllBytes(folder.resolve("a.tif"));
    composite("a.tif", "--method", "mean").failed(ExitCode.CONFLICT, "file.EXISTS");
    assertThat(folder.resolve("a.tif")).hasBinaryContent(first);
    composite("a.tif", "--overwrite").done();
    assertThat(folder.resolve("a.tif")).hasBinaryContent(first);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "--period 2020-9 | 2 | a period is a year, month or day",
        "--period 2020-09/2020-06 | 2 | in order with a slash",
        "--period 2021 | 3 | has no scenes in 2021",
        "--method average | 2 | there is no method 'average'",
        "--quantiles 0.5 | 2 | --quantiles is for the method quantile, not for median",
        "--method quantile --quantiles 2 | 2 | a quantile must be 0 to 1, not 2.0",
        "--bands swir22 | 3 | 'swir22' is neither a band nor an index",
        "--method least-cloudy | 2 | needs eo:cloud_cover of every scene",
        "--bbox 0 0 1 1 | 8 | covers no pixel of the scenes",
        "--preview x.gif | 2 | ends in none of .png"
      })
  void wrongQuestionsGetOneSentence(String options, int code, String sentence) {
    Answer answer = composite("none.tif", (Object[]) options.split(" "));
    assertThat(answer.err()).contains(sentence).doesNotContain("Exception");
    assertThat(answer.code()).as(answer.err()).isEqualTo(code);
    assertThat(folder.resolve("none.tif")).doesNotExist();
  }

  private Answer composite(String file, Object... more) {
    List<Object> words = new ArrayList<>(List.of("composite", "made", "--workspace", workspace));
    words.addAll(List.of("--out", folder.resolve(file)));
    words.addAll(List.of(more));
    return Answer.of(words.toArray());
  }

  private float[] pixel(String name, int col, int row) {
    try (GeoTiff file = GeoTiff.open(folder.resolve(name))) {
      assertThat(file.grid()).isEqualTo(MadeScenes.GRID);
      float[] values = new float[file.bands().size()];
      for (int band = 0; band < values.length; band++) {
        PixelBlock block = file.read(MadeScenes.GRID.window(), new int[] {band + 1}).getFirst();
        values[band] = (float) block.get(row * MadeScenes.GRID.width() + col);
      }
      return values;
    }
  }

  private static void scene(Path scenes, LocalDate day, int red) {
    String name = "scene_" + day.toString().replace("-", "");
    boolean clouds = day.getDayOfMonth() == 11;
    Grid grid = MadeScenes.GRID;
    int[] samples = {red + 100, red, 3000};
    List<BandInfo> bands =
        List.of("green", "red", "nir").stream()
            .map(band -> BandInfo.of(band, PixelType.UINT16, 0).withScale(0.0001, 0))
            .toList();
    try (CogWriter writer =
            CogWriter.create(
                scenes.resolve(name + ".tif"),
                grid,
                bands,
                Map.of(),
                CogWriter.Options.defaults());
        CogWriter mask =
            CogWriter.create(
                scenes.resolve(name + "_cloudmask.tif"),
                grid,
                List.of(BandInfo.of("cloudmask", PixelType.UINT8)),
                Map.of(),
                CogWriter.Options.defaults())) {
      PixelBlock hidden = PixelBlock.of(PixelType.UINT8, grid.width(), grid.height());
      for (int band = 0; band < samples.length; band++) {
        PixelBlock block = PixelBlock.of(PixelType.UINT16, grid.width(), grid.height());
        for (int i = 0; i < block.size(); i++) {
          boolean cloudy = clouds && i / grid.width() >= CLOUDY_FROM;
          block.set(i, cloudy ? CLOUD : samples[band]);
          hidden.set(i, cloudy ? 1 : 0);
        }
        writer.write(grid.window(), band + 1, block);
      }
      mask.write(grid.window(), 1, hidden);
      writer.finish();
      mask.finish();
    }
  }
}
