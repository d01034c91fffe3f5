// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.ColorInterpretation;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.tiff.GeoTiff;

class SceneFolderTest {

  private static final BaseScene BASE = SampleLand.of(120, 90);
  private static final SimulationOptions OPTIONS =
      new SimulationOptions(
          LocalDate.of(2019, 1, 5),
          LocalDate.of(2021, 1, 4),
          LocalDate.of(2020, 1, 1),
          32,
          0.3,
          77,
          5);
  private static final Simulation SIMULATION = Simulation.of(BASE, OPTIONS);

  @TempDir Path folder;

  @Test
  void scenesReadBackAsTheyWereMade() throws Exception {
    List<Integer> progress = new ArrayList<>();
    SIMULATION.writeTo(folder, "demo", progress::add);
    assertThat(progress).hasSize(23).isSorted().endsWith(23);
    assertThat(files("scenes")).hasSize(2 * 23);
    SimulatedScene scene = SIMULATION.scene(2);
    try (GeoTiff file = GeoTiff.open(folder.resolve("scenes/demo_20190310.tif"));
        GeoTiff mask = GeoTiff.open(folder.resolve("scenes/demo_20190310_cloudmask.tif"))) {
      assertThat(file.grid()).isEqualTo(BASE.grid());
      assertThat(file.metadata())
          .containsEntry("ACQUISITION_DATE", "2019-03-10")
          .containsEntry("SIMULATED", "yes");
      assertThat(file.bands())
          .extracting(BandInfo::name)
          .containsExactly("blue", "green", "red", "nir", "swir16", "swir22");
      assertThat(file.bands().getFirst())
          .isEqualTo(
              BandInfo.of("blue", PixelType.UINT16, 0)
                  .withScale(0.0001, 0)
                  .withColor(ColorInterpretation.GRAY));
      PixelBlock nir = file.read(BASE.grid().window(), 4);
      PixelBlock seen = mask.read(BASE.grid().window(), 1);
      assertThat(nir.get(0)).isZero(); // the base scene has no data here
      for (int i = 0; i < nir.size(); i++) {
        float made = scene.reflectance()[3][i];
        if (Float.isFinite(made)) {
          assertThat(nir.get(i) * 0.0001).isCloseTo(made, within(0.00006));
        }
        assertThat(seen.get(i)).isEqualTo(scene.mask()[i]);
      }
      assertThat(mask.bands())
          .containsExactly(
              BandInfo.of("cloudmask", PixelType.UINT8).withColor(ColorInterpretation.GRAY));
    }
  }

  @Test
  void truthReadsBackAsItWasPlanted() throws Exception {
    SIMULATION.writeTo(folder, "demo", n -> {});
    Truth truth = Truth.read(folder.resolve("truth"));
    assertThat(truth.eventType()).isEqualTo(SIMULATION.truth().eventType());
    assertThat(truth.eventDay()).isEqualTo(SIMULATION.truth().eventDay());
    assertThat(truth.events()).hasSameSizeAs(SIMULATION.events());
    JsonNode json = new ObjectMapper().readTree(folder.resolve("truth/truth.json").toFile());
    assertThat(json.at("/simulation/seed").asLong()).isEqualTo(77);
    assertThat(json.at("/features")).hasSize(SIMULATION.events().size());
    JsonNode first = json.at("/features/0");
    PlantedEvent event = SIMULATION.events().getFirst();
    assertThat(first.at("/properties/date").asText()).isEqualTo(event.date().toString());
    assertThat(first.at("/properties/area_ha").asDouble())
        .isCloseTo(event.areaHectares(900), within(0.005));
    assertThat(first.at("/geometry/coordinates/0").asDouble()).isBetween(-34.93, -34.88);
    assertThat(first.at("/geometry/coordinates/1").asDouble()).isBetween(-7.98, -7.94);
  }

  @Test
  void filesAreEqualForAnyNumberOfThreads() throws Exception {
    new SceneFolder(SIMULATION, folder.resolve("one"), "s").write(LocalDate.MAX, 1, n -> {});
    new SceneFolder(Simulation.of(SampleLand.of(120, 90), OPTIONS), folder.resolve("four"), "s")
        .write(LocalDate.MAX, 4, n -> {});
    List<Path> files = files("one");
    assertThat(files).hasSize(2 * 23 + 3);
    for (Path file : files) {
      Path twin = folder.resolve("four").resolve(folder.resolve("one").relativize(file));
      assertThat(Files.mismatch(file, twin)).as(file.toString()).isEqualTo(-1);
    }
  }

  @Test
  void refusesAPrefixThatWouldHideTheDate() {
    assertThatThrownBy(() -> new SceneFolder(SIMULATION, folder, "a/b"))
        .hasMessageContaining("'a/b'");
    assertThatThrownBy(() -> new SceneFolder(SIMULATION, folder, "x20200101"))
        .hasMessageContaining("not look like a date");
  }

  @Test
  void refusesDegrees() {
    Grid grid = new Grid(Crs.ofEpsg(4326), BASE.grid().affine(), 120, 90);
    assertThatThrownBy(() -> new BaseScene(grid, BASE.date(), BASE.reflectance()))
        .hasMessageContaining("projected CRS");
  }

  private List<Path> files(String name) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve(name))) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
