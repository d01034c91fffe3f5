// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.tiles;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mosaics whose scenes are a few pixels wide, and files that are not what they were. */
class SmallScenesTest {

  private static final String LAND = "/api/collections/land";

  /** The tile of zoom 13 in the middle of the scenes. */
  private static final int COLUMN = 4301;

  private static final int ROW = 2758;

  @TempDir private Path folder;

  private static String tile(int zoom) {
    return "/xyz/" + zoom + "/" + (COLUMN >> (13 - zoom)) + "/" + (ROW >> (13 - zoom)) + ".png?";
  }

  /** The mean of red, green and blue of what is opaque; its last number is how many pixels are. */
  private static double[] mean(int[][] picture) {
    double[] mean = new double[4];
    for (int[] row : picture) {
      for (int color : row) {
        if (color >>> 24 == 255) {
          mean[0] += color >> 16 & 0xff;
          mean[1] += color >> 8 & 0xff;
          mean[2] += color & 0xff;
          mean[3]++;
        }
      }
    }
    for (int i = 0; i < 3; i++) {
      mean[i] /= mean[3];
    }
    return mean;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bands=red,nir,blue&rescale=0.1,0.5",
        "expression=ndvi&colormap=gray&rescale=0.2,0.7",
        "bands=nir&rescale=0.3,0.5"
      })
  void aSmallSceneHasTheColoursOfItsFile(String look) throws Exception {
    try (TileServer server = TileServer.start(folder)) {
      for (int zoom = 8; zoom <= 11; zoom++) {
        int[][] file = server.picture(LAND + "/items/old" + tile(zoom) + look);
        int[][] mosaic =
            server.picture(LAND + tile(zoom) + look + "&datetime=2024-01-01T10:00:00Z");
        int both = 0;
        int either = 0;
        for (int row = 0; row < 256; row++) {
          for (int col = 0; col < 256; col++) {
            int one = file[row][col];
            int other = mosaic[row][col];
            either += one >>> 24 == 0 && other >>> 24 == 0 ? 0 : 1;
            if (one >>> 24 == 255 && other >>> 24 == 255) {
              both++;
              for (int shift = 0; shift <= 16; shift += 8) {
                assertThat(other >> shift & 0xff)
                    .as("zoom %d, row %d, column %d", zoom, row, col)
                    .isBetween((one >> shift & 0xff) - 16, (one >> shift & 0xff) + 16);
              }
            }
          }
        }
        assertThat(both).as("zoom %d", zoom).isPositive();
        assertThat(both).as("zoom %d", zoom).isGreaterThanOrEqualTo(either / 2);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aPlaceHasTheSameColourAtNeighbouringZooms(boolean overview) throws Exception {
    try (TileServer server = TileServer.start(folder)) {
      server.add("bright", "2024-01-20T10:00:00Z", 1500, col -> col < 30 ? 1 : 0);
      if (overview) {
        server.drawOverview();
      }
      double[] fine = mean(server.picture(LAND + tile(12)));
      for (int zoom = 11; zoom >= 9; zoom--) {
        double[] coarse = mean(server.picture(LAND + tile(zoom)));
        for (int i = 0; i < 3; i++) {
          assertThat(coarse[i]).as("zoom %d", zoom).isBetween(fine[i] - 12, fine[i] + 12);
        }
        fine = coarse;
      }
    }
  }

  @Test
  void cloudsOfASmallSceneShowWhatLiesBelow() throws Exception {
    try (TileServer server = TileServer.start(folder)) {
      String look = "bands=nir&rescale=0.3,0.5&mask=clear&datetime=";
      double old = mean(server.picture(LAND + tile(10) + look + "2024-01-01"))[3];
      double half = mean(server.picture(LAND + tile(10) + look + "2024-02-01"))[3];
      double all = mean(server.picture(LAND + tile(10) + look + "2024-01-01/2024-02-02"))[3];
      assertThat(half).isBetween(0.3 * old, 0.7 * old);
      assertThat(all).isEqualTo(old);
    }
  }

  @Test
  void aSmallSceneThatIsReplacedIsSeen() throws Exception {
    try (TileServer server = TileServer.start(folder)) {
      String look = "bands=red&rescale=0,0.5&datetime=2024-01-01";
      double before = mean(server.picture(LAND + tile(9) + look))[0];
      server.add("old", "2024-01-01T10:00:00Z", 1000, col -> 0);
      double after = mean(server.picture(LAND + tile(9) + look))[0];
      assertThat(after).isBetween(before + 48, before + 54); // 0.1 of 0.5
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {11, 13})
  void aFileThatIsGoneOrTruncatedHidesItsSceneAlone(int zoom) throws Exception {
    try (TileServer server = TileServer.start(folder)) {
      server.add("gone", "2024-03-01T10:00:00Z", 1000, col -> 0);
      server.add("cut", "2024-04-01T10:00:00Z", 2000, col -> 0);
      Files.delete(server.file("gone"));
      byte[] cut = Files.readAllBytes(server.file("cut"));
      Files.write(
          server.file("cut"), Arrays.copyOf(cut, 500), StandardOpenOption.TRUNCATE_EXISTING);
      String look = "bands=red&rescale=0,0.5";
      for (String id : new String[] {"gone", "cut"}) {
        HttpResponse<byte[]> answer = server.get(LAND + "/items/" + id + tile(zoom) + look);
        String text = new String(answer.body(), StandardCharsets.UTF_8);
        assertThat(answer.statusCode()).as(text).isEqualTo(404);
        assertThat(text).contains("cannot be read").hasSizeLessThan(900);
      }
      int[][] rest = server.picture(LAND + tile(zoom) + look + "&datetime=../2024-02-02");
      assertThat(server.picture(LAND + tile(zoom) + look)).isDeepEqualTo(rest);
    }
  }

  @Test
  void whatIsWarmedIsWhatIsShown() throws Exception {
    try (TileServer server = TileServer.start(folder)) {
      HttpResponse<byte[]> before = server.get(LAND + tile(9) + "expression=ndvi");
      server.warm();
      assertThat(server.get(LAND + tile(9) + "expression=ndvi").body()).isEqualTo(before.body());
    }
  }

  @Test
  void warmingEndsWhenTheServerStops() throws Exception {
    TileServer server = TileServer.start(folder);
    server.close();
    server.warm(); // returns, and complains of nothing
  }
}
