// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.composite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunqar.analysis.SharedFolder;
import org.sunqar.analysis.cube.Cube;
import org.sunqar.analysis.cube.CubeScene;
import org.sunqar.catalog.stac.BandSource;
import org.sunqar.catalog.stac.ClearMask;
import org.sunqar.catalog.stac.Href;
import org.sunqar.catalog.stac.MaskSource;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.tiff.GeoTiff;

/** Real Sentinel-2 NDVI behind its cloud masks against numpy, which reads by way of GDAL. */
class SloveniaCompositeTest {

  private static final String PYTHON = "/usr/bin/python3";

  private static final String ORACLE =
      """
      import sys, warnings, numpy as np
      ndvi, mask, out, n, h, w = sys.argv[1:4] + [int(x) for x in sys.argv[4:]]
      v = np.fromfile(ndvi, '<i2').reshape(n, h, w)
      m = np.fromfile(mask, 'u1').reshape(n, h, w)
      x = np.where(m == 0, v.astype('f4') * np.float32(1e-4), np.nan).astype('f8')
      warnings.simplefilter('ignore')
      q = list(np.nanquantile(x, [0.5, 0.9], axis=0)) + [np.isfinite(x).sum(axis=0)]
      np.stack(q).astype('<f4').tofile(out)
      """;

  @TempDir Path folder;

  @Test
  void quantilesAreThoseOfNumpy() throws IOException, InterruptedException {
    Path data = SharedFolder.of("data/sentinel2-slovenia-eolearn");
    Path ndvi = data.resolve("ndvi_68dates_x10000.tif");
    Path clouds = data.resolve("cloudmask_68dates_1cloud.tif");
    Assumptions.assumeTrue(
        Files.isDirectory(Path.of("/usr/lib/python3/dist-packages/numpy"))
            && Files.isExecutable(Path.of("/usr/bin/gdal_translate")),
        "python3-numpy or gdal-bin is not installed, test skipped");
    List<CubeScene> scenes = new ArrayList<>();
    Grid grid;
    int dates;
    try (GeoTiff tiff = GeoTiff.open(ndvi)) {
      grid = tiff.grid();
      dates = tiff.bands().size();
      for (int t = 0; t < dates; t++) {
        BandSource band =
            new BandSource(
                "ndvi", Href.ofPath(ndvi), t + 1, tiff.type(), OptionalDouble.empty(), 1e-4, 0);
        scenes.add(
            new CubeScene(
                "date" + t,
                Instant.EPOCH.plusSeconds(t),
                grid,
                Optional.empty(),
                List.of(band),
                Optional.of(new MaskSource(Href.ofPath(clouds), t + 1, ClearMask.ZERO_IS_CLEAR))));
      }
    }
    List<OptionalDouble> covers =
        IntStream.range(0, dates).mapToObj(_ -> OptionalDouble.empty()).toList();
    Path file = folder.resolve("composite.tif");
    CompositeMap.Summary summary =
        new CompositeMap(
                new BandCube(new Cube(grid, scenes), List.of("ndvi"), covers),
                new CompositeRule.OfQuantiles(List.of(0.5, 0.9)),
                List.of("ndvi"),
                Optional.empty())
            .write(file, Map.of(), 2, 1L << 24, (_, _) -> {});
    assertThat(summary.bands()).containsExactly("ndvi_p50", "ndvi_p90", "count");
    Path values = raw(ndvi, "Int16", "ndvi.raw");
    Path masks = raw(clouds, "Byte", "mask.raw");
    Path expected = folder.resolve("expected.raw");
    run(
        PYTHON,
        "-c",
        ORACLE,
        values.toString(),
        masks.toString(),
        expected.toString(),
        Integer.toString(dates),
        Integer.toString(grid.height()),
        Integer.toString(grid.width()));
    assertThat(floats(file, grid)).isEqualTo(floats(Files.readAllBytes(expected)));
  }

  private Path raw(Path tiff, String type, String name) throws IOException, InterruptedException {
    Path file = folder.resolve(name);
    run(
        "/usr/bin/gdal_translate",
        "-q",
        "-of",
        "ENVI",
        "-ot",
        type,
        tiff.toString(),
        file.toString());
    return file;
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  private static float[] floats(Path file, Grid grid) {
    float[] all = new float[3 * (int) grid.window().pixels()];
    try (GeoTiff map = GeoTiff.open(file)) {
      assertThat(map.bands().stream().map(BandInfo::name))
          .containsExactly("ndvi_p50", "ndvi_p90", "count");
      for (int k = 0; k < 3; k++) {
        float[] plane = new float[all.length / 3];
        map.read(
            grid.window(),
            List.of(new PixelBlock.Floats(grid.width(), grid.height(), plane)),
            k + 1);
        System.arraycopy(plane, 0, all, k * plane.length, plane.length);
      }
    }
    return all;
  }

  private static float[] floats(byte[] bytes) {
    float[] values = new float[bytes.length / 4];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return values;
  }
}
