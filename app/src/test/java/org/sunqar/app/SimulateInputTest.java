// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sunqar.app.console.ExitCode;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.tiff.CogWriter;

/** {@code simulate} on a made base scene, and on what is none. */
class SimulateInputTest {

  @TempDir Path folder;
  private Path base;

  /** Six bands of forest; the name holds a date, which the series' names must not. */
  @BeforeEach
  void writeBase() {
    base = folder.resolve("LE07 20010804.tif");
    int[] reflectance = {300, 500, 400, 3500, 1800, 800};
    List<BandInfo> bands = new ArrayList<>();
    for (String name : new String[] {"blue", "green", "red", "nir", "swir16", "swir22"}) {
      bands.add(BandInfo.of(name, PixelType.UINT16, 0).withScale(0.0001, 0));
    }
    Random random = new Random(8);
    try (CogWriter writer =
        CogWriter.create(base, MadeScenes.GRID, bands, Map.of(), CogWriter.Options.defaults())) {
      for (int band = 0; band < reflectance.length; band++) {
        PixelBlock block = PixelBlock.of(PixelType.UINT16, 48, 40);
        for (int i = 0; i < block.size(); i++) {
          block.set(i, reflectance[band] + random.nextInt(50));
        }
        writer.write(MadeScenes.GRID.window(), band + 1, block);
      }
      writer.finish();
    }
  }

  @Test
  void aSimulationCanBeImported() throws IOException {
    Path out = folder.resolve("out");
    assertThat(simulate(base, out).done().err()).contains("13 scenes in ");
    assertThat(RunFolders.list(out.resolve("scenes")))
        .hasSize(26)
        .contains(
            out.resolve("scenes/LE07_20190101.tif"),
            out.resolve("scenes/LE07_20190101_cloudmask.tif"));
    Path workspace = folder.resolve("w");
    Answer load =
        Answer.of("import", out.resolve("scenes"), "--collection", "s", "--workspace", workspace);
    assertThat(load.done().err()).contains("13 added, 0 already there, 0 rejected");
  }

  @Test
  void basesThatAreNone() throws IOException {
    Path out = folder.resolve("out");
    simulate(folder.resolve("gone.tif"), out).failed(ExitCode.NOT_FOUND, "raster.NOT_FOUND");
    Path text = Files.writeString(folder.resolve("text.tif"), "no image");
    simulate(text, out).failed(ExitCode.FAILED, "raster.NOT_A_TIFF");
    Path one = MadeScenes.scene(folder, LocalDate.of(2020, 1, 1), MadeScenes.GRID, new Random(1));
    simulate(one, out).failed(ExitCode.NOT_FOUND, "analysis.NO_BAND").says("at least six");
    byte[] bytes = Files.readAllBytes(base);
    Path cut = folder.resolve("cut.tif");
    Files.write(cut, Arrays.copyOf(bytes, bytes.length / 2));
    simulate(cut, out).failed(ExitCode.FAILED, "raster.TRUNCATED");
    assertThat(out).doesNotExist();
    simulate(base, text).failed(ExitCode.FAILED, "file.IO").says(text.toString());
    assertThat(text).hasContent("no image");
  }

  @ParameterizedTest
  @CsvSource({
    "--events, -1",
    "--clouds, 1",
    "--clouds, NaN",
    "--revisit, 0",
    "--to, 2019-05-01",
    "--monitor-from, 2030-01-01",
    "'--scale', '1,2'"
  })
  void aSettingOutOfItsRange(String option, String value) {
    Path out = folder.resolve("out");
    simulate(base, out, option, value).failed(ExitCode.USAGE, "analysis.SETTING");
    assertThat(out).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({"--from, +12345-01-01", "--base-date, yesterday", "--seed, x", "'--scale', 'a,b'"})
  void aSettingThatIsNoValue(String option, String value) {
    simulate(base, folder.resolve("out"), option, value).usage();
  }

  private static Answer simulate(Path base, Path out, Object... more) {
    Map<Object, Object> options = new java.util.LinkedHashMap<>();
    options.put("--base", base);
    options.put("--out", out);
    options.put("--from", "2019-01-01");
    options.put("--to", "2020-12-31");
    options.put("--monitor-from", "2020-01-01");
    options.put("--revisit", 60);
    options.put("--events", 0);
    for (int i = 0; i < more.length; i += 2) {
      options.put(more[i], more[i + 1]);
    }
    List<Object> words = new ArrayList<>(List.of("simulate"));
    options.forEach((option, value) -> words.addAll(List.of(option, value)));
    return Answer.of(words.toArray());
  }
}
