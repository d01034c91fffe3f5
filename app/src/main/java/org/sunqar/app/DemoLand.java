// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.sunqar.analysis.simulate.Simulation;
import org.sunqar.analysis.simulate.SimulationOptions;
import org.sunqar.analysis.simulate.Truth;
import org.sunqar.analysis.simulate.UnseenCloud;
import org.sunqar.catalog.ingest.ImportOptions;
import org.sunqar.catalog.ingest.Importer;
import org.sunqar.raster.geo.Grid;

/** The simulated land of the mission's demo, with changes and with thin clouds that masks miss. */
final class DemoLand {

  private final Workspace workspace;
  private final String collection;
  private final LocalDate last;
  private final long seed;

  /**
   * @param last day of the regular series
   */
  DemoLand(Workspace workspace, String collection, LocalDate last, long seed) {
    this.workspace = workspace;
    this.collection = collection;
    this.last = last;
    this.seed = seed;
  }

  /**
   * Simulates the series, writes its scenes until the last day and imports them.
   *
   * @return the land, which can be seen later too
   */
  Simulation simulate(Path shipped) throws IOException {
    SimulationOptions options =
        new SimulationOptions(
            last.minusDays(16L * 72),
            last.plusDays(100),
            last.minusDays(110),
            16,
            0.3,
            20_260_413 + seed,
            20);
    LandFile.Base base = DemoCommand.olinda(shipped);
    Simulation planted = base.simulation(options);
    Simulation land = planted.withUnseen(unseen(planted));
    Path folder = workspace.folder().resolve("simulated");
    try {
      land.writeTo(folder, collection, last, _ -> {});
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while simulating", e);
    }
    LandFile.write(folder, base, options);
    new Importer(workspace.items())
        .run(List.of(folder.resolve("scenes")), ImportOptions.into(collection), (_, _, _) -> {});
    return land;
  }

  /** Thin clouds on vegetation in the last scenes, where these are clear and nothing is planted. */
  private List<UnseenCloud> unseen(Simulation planted) {
    List<LocalDate> dates = planted.dates().stream().filter(d -> !d.isAfter(last)).toList();
    Grid grid = planted.base().grid();
    Truth truth = planted.truth();
    Random random = new Random(seed);
    List<byte[]> masks = new ArrayList<>();
    List<LocalDate> clear = new ArrayList<>();
    for (int i = dates.size() - 1; i >= 0 && clear.size() < 2; i--) {
      var scene = planted.scene(i);
      if (scene.maskedShare() < 0.5) {
        clear.add(dates.get(i));
        masks.add(scene.mask());
      }
    }
    float[][] values = planted.reflectance(last);
    List<UnseenCloud> found = new ArrayList<>();
    int size = 8;
    for (int attempt = 0; attempt < 5000 && found.size() < 3; attempt++) {
      int col = random.nextInt(grid.width() - size);
      int row = random.nextInt(grid.height() - size);
      BitSet pixels = new BitSet();
      boolean fits = true;
      for (int k = 0; k < size * size && fits; k++) {
        int i = (row + k / size) * grid.width() + col + k % size;
        float red = values[2][i];
        float nir = values[3][i];
        fits =
            truth.eventType()[i] == 0
                && (nir - red) / (nir + red) > 0.6
                && masks.stream().allMatch(m -> m[i] == 0);
        pixels.set(i);
      }
      if (fits && found.stream().noneMatch(c -> c.pixels().intersects(pixels))) {
        found.add(new UnseenCloud(pixels, Set.copyOf(clear)));
      }
    }
    return found;
  }
}
