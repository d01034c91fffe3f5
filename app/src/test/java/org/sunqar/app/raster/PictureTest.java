// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.raster;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunqar.app.Answer;
import org.sunqar.app.console.ExitCode;
import org.sunqar.raster.geo.Bounds;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.tilematrix.Tile;
import org.sunqar.raster.tilematrix.TileMatrixSet;

/** The commands that draw: preview, tile, and convert to a picture. */
class PictureTest {

  @TempDir Path folder;
  private Path ramps;
  private Path png;

  @BeforeEach
  void name() {
    ramps = MadeRasters.ramps(folder.resolve("ramps.tif"));
    png = folder.resolve("picture.png");
  }

  @Test
  void aPreviewIsStretchedAndTransparentWhereThereIsNothing() throws IOException {
    Answer.of("raster", "preview", ramps, png, "-b", 1).done();
    BufferedImage picture = read(png);
    assertThat(picture.getWidth()).isEqualTo(300);
    assertThat(picture.getHeight()).isEqualTo(200);
    assertThat(picture.getRGB(5, 5) >>> 24).isZero();
    assertThat(picture.getRaster().getSample(5, 50, 0)).isLessThan(10);
    assertThat(picture.getRaster().getSample(298, 198, 0)).isEqualTo(255);
    int middle = picture.getRaster().getSample(150, 100, 0);
    assertThat(middle).isBetween(110, 145);
  }

  @Test
  void aPreviewIsNeverLargerThanAsked() throws IOException {
    Answer.of("raster", "preview", ramps, png, "--max-size", 30, "--rescale", "1000,4000").done();
    BufferedImage picture = read(png);
    assertThat(picture.getWidth()).isEqualTo(30);
    assertThat(picture.getHeight()).isEqualTo(20);
    int rgb = picture.getRGB(15, 10); // columns 150 to 159, rows 100 to 109
    double value = 3 * 154.5 + 104.5;
    assertThat(rgb >> 16 & 0xff).isEqualTo((int) Math.rint(value / 3000 * 255));
    assertThat(rgb >> 8 & 0xff).isEqualTo((int) Math.rint((value + 1000) / 3000 * 255));
    assertThat(rgb & 0xff).isEqualTo((int) Math.rint((value + 2000) / 3000 * 255));
  }

  @Test
  void colourMapsAndFormulas() throws IOException {
    Answer.of(
            "raster",
            "preview",
            ramps,
            png,
            "--expression",
            "b1-b1+where(b2>2500,1,0)",
            "--rescale",
            "0,1",
            "--colormap",
            "viridis")
        .done();
    BufferedImage picture = read(png);
    assertThat(picture.getRGB(50, 50)).isEqualTo(0xff440154); // 2200
    assertThat(picture.getRGB(250, 150)).isEqualTo(0xfffde725); // 2900
    Answer.of("raster", "preview", ramps, png, "--overwrite", "-b", "1,2,3", "--colormap", "turbo")
        .usage()
        .says("one band");
    Answer.of("raster", "preview", ramps, png, "--overwrite", "-b", "1", "--colormap", "pretty")
        .usage()
        .says("viridis");
  }

  @Test
  void jpeg() throws IOException {
    Path jpg = folder.resolve("picture.jpg");
    Answer.of("raster", "preview", ramps, jpg, "--quality", 95).done();
    assertThat(read(jpg).getColorModel().hasAlpha()).isFalse();
    Answer.of("raster", "preview", ramps, folder.resolve("x.bmp")).usage().says(".png");
    Answer.of("raster", "preview", ramps, jpg).failed(ExitCode.CONFLICT, "file.EXISTS");
    Answer.of("raster", "preview", ramps, jpg, "--overwrite", "--quality", 0).usage();
  }

  @Test
  void allIsMissing() throws IOException {
    Path empty =
        MadeRasters.write(
            folder.resolve("empty.tif"),
            MadeRasters.GRID,
            PixelType.FLOAT32,
            1,
            -1,
            (b, c, r) -> -1);
    Answer.of("raster", "preview", empty, png).done();
    assertThat(read(png).getRGB(100, 100) >>> 24).isZero();
    assertThat(Answer.of("raster", "stats", empty).done().json().at("/0/count").asInt()).isZero();
  }

  @Test
  void aTileShowsWhatIsThere() throws IOException {
    TileMatrixSet set = TileMatrixSet.webMercatorQuad();
    Bounds middle = new Bounds(501_500, 5_399_000, 501_501, 5_399_001);
    Bounds there = middle.transformed(Crs.ofEpsg(32633), Crs.ofEpsg(3857));
    Tile tile = set.tileAt(there.minX(), there.minY(), 15).orElseThrow();
    String address = tile.zoom() + "/" + tile.col() + "/" + tile.row();
    Answer.of("raster", "tile", ramps, address, png, "-b", 1, "--rescale", "1000,2096").done();
    BufferedImage picture = read(png);
    assertThat(picture.getWidth()).isEqualTo(256);
    Grid grid = set.grid(tile);
    int col = (int) grid.affine().colOf(there.minX(), there.minY());
    int row = (int) grid.affine().rowOf(there.minX(), there.minY());
    double value = 1000 + 3 * 150 + 99;
    assertThat(picture.getRaster().getSample(col, row, 0))
        .isBetween((int) ((value - 1006) / 1096 * 255), (int) ((value - 994) / 1096 * 255) + 1);
    Answer.of("raster", "tile", ramps, "3/0/0", folder.resolve("no.png"))
        .failed(ExitCode.NOT_VALID, "input.INVALID")
        .says("does not reach");
    Answer.of("raster", "tile", ramps, "3/9/0", folder.resolve("no.png")).usage();
    Answer.of("raster", "tile", ramps, "three", folder.resolve("no.png")).usage();
    Answer.of("raster", "tile", ramps, address, folder.resolve("no.png"), "--tms", "Mine").usage();
  }

  @Test
  void aConvertedPictureHoldsTheBytes() throws IOException {
    Answer.of(
            "raster",
            "convert",
            ramps,
            png,
            "-b",
            1,
            "--type",
            "uint8",
            "--rescale",
            "1000,1255",
            "--dst-nodata",
            "none")
        .done();
    assertThat(read(png).getRaster().getSample(30, 50, 0)).isEqualTo(140);
    Answer.of("raster", "convert", ramps, folder.resolve("b.png")).usage().says("uint8");
  }

  private static BufferedImage read(Path file) throws IOException {
    return ImageIO.read(file.toFile());
  }
}
