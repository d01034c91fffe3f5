// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sunqar.raster.Gdal;
import org.sunqar.raster.MemoryRaster;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.ColorInterpretation;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.pixel.Pixels;
import org.sunqar.raster.stats.Statistics;
import org.sunqar.raster.stats.StatisticsOptions;

class RenderTest {

  @TempDir private Path folder;

  private static Pixels pixels(int width, int height, List<BandInfo> bands, MemoryRaster.Values v) {
    Grid grid = new Grid(Crs.ofEpsg(32632), Affine.northUp(0, 0, 10, 10), width, height);
    return MemoryRaster.of(grid, bands, v).pixels(grid.window());
  }

  /** Something like a scene: smooth with noise and edges; one corner is transparent. */
  private static Picture scene(Picture.Layout layout, int width, int height) {
    Random random = new Random(3);
    Picture picture = Picture.of(width, height, layout);
    int samples = layout.samples();
    for (int i = 0; i < width * height; i++) {
      int x = i % width;
      int y = i / width;
      double relief =
          90 + 60 * Math.sin(x * 0.03) * Math.cos(y * 0.021) + 40 * ((x / 37 + y / 53) % 2);
      for (int s = 0; s < samples; s++) {
        picture.samples()[i * samples + s] = (byte) (relief + s * 5 + random.nextInt(7));
      }
      if (layout.hasAlpha()) {
        picture.samples()[i * samples + samples - 1] = (byte) (x + y < 50 ? 0 : 255);
      }
    }
    return picture;
  }

  private static Picture palettePicture(int width, int height) {
    byte[] samples = new byte[width * height];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (byte) (i % width / 10 % 5);
    }
    return new Picture(
        width,
        height,
        Picture.Layout.PALETTE,
        samples,
        List.of(0, 0xffff0000, 0xff00ff00, 0xff0000ff, 0x80ffffff));
  }

  private static Picture example(Picture.Layout layout, int width, int height) {
    return layout == Picture.Layout.PALETTE
        ? palettePicture(width, height)
        : scene(layout, width, height);
  }

  @ParameterizedTest
  @EnumSource
  void pngIsReadBackByImageIo(Picture.Layout layout) throws IOException {
    for (int width : new int[] {1, 2, 7, 301}) {
      Picture picture = example(layout, width, 90);
      BufferedImage read = ImageIO.read(new ByteArrayInputStream(PngEncoder.encode(picture)));
      assertThat(read.getWidth()).isEqualTo(width);
      assertThat(read.getHeight()).isEqualTo(90);
      int step = layout.samples();
      for (int i = 0; i < width * 90; i++) {
        int col = i % width;
        int row = i / width;
        if (layout == Picture.Layout.PALETTE) {
          assertThat(read.getRGB(col, row)).isEqualTo(picture.argb(col, row));
        } else {
          for (int s = 0; s < step; s++) {
            assertThat(read.getRaster().getSample(col, row, s))
                .isEqualTo(picture.samples()[i * step + s] & 0xff);
          }
        }
      }
    }
  }

  @Test
  void gray16IsReadBackByImageIo() throws IOException {
    PixelBlock block = PixelBlock.of(PixelType.UINT16, 200, 50);
    for (int i = 0; i < block.size(); i++) {
      block.set(i, i * 37 % 65536);
    }
    BufferedImage read = ImageIO.read(new ByteArrayInputStream(PngEncoder.encodeGray16(block)));
    for (int i = 0; i < block.size(); i++) {
      assertThat(read.getRaster().getSample(i % 200, i / 200, 0)).isEqualTo((int) block.get(i));
    }
  }

  @ParameterizedTest
  @EnumSource
  void pngIsReadBackByGdalAndOfLikeSize(Picture.Layout layout) throws IOException {
    Picture picture = example(layout, 512, 400);
    byte[] png = PngEncoder.encode(picture);
    Path file = folder.resolve("picture.png");
    Files.write(file, png);
    String script =
        """
        import sys, numpy as np
        from osgeo import gdal
        d = gdal.Open(sys.argv[1])
        gdal.GetDriverByName('PNG').CreateCopy(sys.argv[1] + '.copy.png', d)
        a = d.ReadAsArray().reshape(d.RasterCount, -1).astype('int64')
        print(*[int((r * (np.arange(r.size) % 997)).sum()) for r in a])
        """;
    String output = Gdal.run("", "/usr/bin/python3", "-c", script, file.toString());
    List<Long> expected = new ArrayList<>();
    int step = layout.samples();
    for (int s = 0; s < step; s++) {
      long sum = 0;
      for (int i = 0; i < 512 * 400; i++) {
        sum += (long) (picture.samples()[i * step + s] & 0xff) * (i % 997);
      }
      expected.add(sum);
    }
    assertThat(output.strip().split(" "))
        .containsExactly(expected.stream().map(String::valueOf).toArray(String[]::new));
    long gdal = Files.size(Path.of(file + ".copy.png"));
    if (layout != Picture.Layout.PALETTE) {
      assertThat(png.length).isLessThan((int) (1.3 * gdal));
    }
  }

  @Test
  void bothDeflatersMakeTheSameRows() throws Exception {
    byte[] rows = scene(Picture.Layout.RGB, 300, 200).samples();
    for (ZlibStream stream : List.of(ZlibStream.of(rows), ZlibStream.ofJdk(rows))) {
      java.util.zip.Inflater inflater = new java.util.zip.Inflater();
      inflater.setInput(stream.bytes(), 0, stream.size());
      byte[] out = new byte[rows.length + 1];
      assertThat(inflater.inflate(out)).isEqualTo(rows.length);
      assertThat(inflater.finished()).isTrue();
      assertThat(out).startsWith(rows);
      inflater.end();
    }
  }

  @Test
  void jpegShowsTheSame() throws IOException {
    Picture picture = scene(Picture.Layout.RGB, 128, 128);
    BufferedImage read = ImageIO.read(new ByteArrayInputStream(JpegEncoder.encode(picture, 95)));
    long difference = 0;
    for (int i = 0; i < 128 * 128; i++) {
      int a = read.getRGB(i % 128, i / 128);
      int b = picture.argb(i % 128, i / 128);
      difference += Math.abs((a >> 8 & 0xff) - (b >> 8 & 0xff));
    }
    assertThat(difference / (128.0 * 128)).isLessThan(3);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 100, 1, 50, 128",
    "0, 100, 1, -5, 0",
    "0, 100, 1, 105, 255",
    "0, 100, 2, 25, 128",
    "-1, 1, 1, 0, 128",
    "0, 1, 1, NaN, 0",
  })
  void levels(double low, double high, double gamma, double value, int expected) {
    assertThat(new Stretch(low, high, gamma).level(value)).isEqualTo(expected);
  }

  @Test
  void stretchesOfStatistics() {
    Pixels pixels =
        pixels(101, 1, List.of(BandInfo.of("", PixelType.UINT16)), (b, col, row) -> col * 10);
    var statistics = Statistics.of(pixels, StatisticsOptions.defaults()).getFirst();
    assertThat(Stretch.minMax(statistics)).isEqualTo(Stretch.of(0, 1000));
    assertThat(Stretch.percentiles(statistics, 2, 98)).isEqualTo(Stretch.of(20, 980));
    assertThat(Stretch.standardDeviations(statistics, 1).low())
        .isEqualTo(500 - statistics.std(), within(1e-9));
    assertThat(Stretch.standardDeviations(statistics, 9)).isEqualTo(Stretch.of(0, 1000));
    Pixels constant = pixels(3, 1, List.of(BandInfo.of("", PixelType.UINT8)), (b, col, row) -> 7);
    var flat = Statistics.of(constant, StatisticsOptions.defaults()).getFirst();
    assertThat(Stretch.minMax(flat).level(7)).isZero();
  }

  @Test
  void compositeTakesMasksAsAlpha() {
    List<BandInfo> bands =
        List.of(
            BandInfo.of("", PixelType.UINT16, 0),
            BandInfo.of("", PixelType.UINT16),
            BandInfo.of("", PixelType.UINT16));
    Pixels pixels = pixels(3, 1, bands, (b, col, row) -> col * 100 * b);
    Picture picture = Renderer.draw(pixels, new Style.Composite(List.of(Stretch.of(0, 600))));
    assertThat(picture.layout()).isEqualTo(Picture.Layout.RGBA);
    assertThat(picture.argb(0, 0)).isZero();
    assertThat(picture.argb(1, 0)).isEqualTo(0xff2b5580);
    Pixels opaque = pixels(3, 1, bands, (b, col, row) -> 600);
    assertThat(Renderer.draw(opaque, new Style.Composite(List.of(Stretch.of(0, 600)))).layout())
        .isEqualTo(Picture.Layout.RGB);
  }

  @Test
  void alphaBandIsNoColor() {
    List<BandInfo> bands =
        List.of(
            BandInfo.of("", PixelType.UINT8),
            BandInfo.of("", PixelType.UINT8).withColor(ColorInterpretation.ALPHA));
    Pixels pixels = pixels(2, 2, bands, (b, col, row) -> 9);
    Picture picture = Renderer.draw(pixels, new Style.Composite(List.of(Stretch.BYTES)));
    assertThat(picture.layout()).isEqualTo(Picture.Layout.GRAY);
    assertThat(picture.argb(1, 1)).isEqualTo(0xff090909);
  }

  @Test
  void mapsAndClasses() {
    Pixels pixels =
        pixels(4, 1, List.of(BandInfo.of("", PixelType.FLOAT32, -1)), (b, col, row) -> col - 1);
    ColorMap viridis = ColorMap.find("viridis").orElseThrow();
    Picture mapped = Renderer.draw(pixels, new Style.Mapped(Stretch.of(0, 2), viridis));
    assertThat(mapped.argb(0, 0)).isZero();
    assertThat(mapped.argb(1, 0)).isEqualTo(0xff440154);
    assertThat(mapped.argb(3, 0)).isEqualTo(0xfffde725);
    Pixels opaque = pixels(2, 1, List.of(BandInfo.of("", PixelType.UINT8)), (b, col, row) -> col);
    Picture indexed = Renderer.draw(opaque, new Style.Mapped(Stretch.of(0, 1), viridis));
    assertThat(indexed.layout()).isEqualTo(Picture.Layout.PALETTE);
    assertThat(indexed.argb(0, 0)).isEqualTo(0xff440154);
    assertThat(indexed.argb(1, 0)).isEqualTo(0xfffde725);
    Picture classes =
        Renderer.draw(pixels, Style.Classes.ofValues(Map.of(0.0, 0xff112233, 2.0, 0x80ff0000)));
    assertThat(classes.argb(1, 0)).isEqualTo(0xff112233);
    assertThat(classes.argb(2, 0)).isZero();
    assertThat(classes.argb(3, 0)).isEqualTo(0x80ff0000);
    assertThatThrownBy(() ->
            Renderer.draw(
                pixels(
                    1,
                    1,
                    List.of(BandInfo.of("", PixelType.UINT8), BandInfo.of("", PixelType.UINT8)),
                    (b, c, r) -> 1),
                new Style.Composite(List.of(Stretch.BYTES))))
        .hasMessageContaining("2 bands");
  }

  @Test
  void everyBuiltInMapTurnsRound() {
    assertThat(ColorMap.names())
        .contains("viridis", "magma", "inferno", "plasma", "turbo", "rdylgn", "terrain");
    for (String name : ColorMap.names()) {
      ColorMap map = ColorMap.find(name).orElseThrow();
      assertThat(ColorMap.find(name + "_r").orElseThrow().argb(0)).isEqualTo(map.argb(1));
      assertThat(map.colors()).hasSize(ColorMap.SIZE).allMatch(c -> c >>> 24 == 0xff);
    }
    assertThat(ColorMap.find("nothing")).isEmpty();
  }
}
