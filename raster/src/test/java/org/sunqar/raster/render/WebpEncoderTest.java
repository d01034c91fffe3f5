// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sunqar.raster.Gdal;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.webp.Webp;

class WebpEncoderTest {

  private static final int WIDTH = 301;
  private static final int HEIGHT = 120;

  @TempDir private Path folder;

  private static void assumeLibrary() {
    Assumptions.assumeTrue(Webp.isAvailable(), "no WebP library for this machine, test skipped");
  }

  /** Smooth with a little noise; transparent and half transparent corners where there is alpha. */
  private static Picture scene(Picture.Layout layout) {
    Random random = new Random(5);
    byte[] samples = new byte[WIDTH * HEIGHT * layout.samples()];
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      int x = i % WIDTH;
      int y = i / WIDTH;
      for (int s = 0; s < layout.samples(); s++) {
        double relief = 120 + 60 * Math.sin(x * 0.05 + s) * Math.cos(y * 0.04);
        samples[i * layout.samples() + s] = (byte) (relief + random.nextInt(5));
      }
      if (layout.hasAlpha()) {
        samples[(i + 1) * layout.samples() - 1] = (byte) (x + y < 40 ? 0 : x < 60 ? 128 : 255);
      } else if (layout == Picture.Layout.PALETTE) {
        samples[i] = (byte) (x / 20 % 4);
      }
    }
    List<Integer> palette =
        layout == Picture.Layout.PALETTE
            ? List.of(0x00102030, 0xffff0000, 0x8000ff00, 0xff0000ff)
            : List.of();
    return new Picture(WIDTH, HEIGHT, layout, samples, palette);
  }

  private static byte[] decode(byte[] webp, int samples) throws IOException {
    byte[] pixels = new byte[WIDTH * HEIGHT * samples];
    Webp.decode(webp, webp.length, WIDTH, HEIGHT, samples, size -> pixels);
    return pixels;
  }

  private static int argb(byte[] rgba, int pixel) {
    int at = pixel * 4;
    return (rgba[at + 3] & 0xff) << 24
        | (rgba[at] & 0xff) << 16
        | (rgba[at + 1] & 0xff) << 8
        | (rgba[at + 2] & 0xff);
  }

  @ParameterizedTest
  @EnumSource
  void withoutLossesEveryColorComesBack(Picture.Layout layout) throws IOException {
    assumeLibrary();
    Picture picture = scene(layout);
    byte[] webp = WebpEncoder.encodeLossless(picture);
    byte[] rgba = decode(webp, 4);
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      assertThat(argb(rgba, i)).isEqualTo(picture.argb(i % WIDTH, i / WIDTH));
    }
    assertThat(gdal(webp)).isEqualTo(rgba);
  }

  @ParameterizedTest
  @EnumSource
  void withLossesItLooksAlikeAndIsSmall(Picture.Layout layout) throws IOException {
    assumeLibrary();
    Picture picture = scene(layout);
    byte[] webp = WebpEncoder.encode(picture, 90);
    byte[] rgba = decode(webp, 4);
    assertThat(gdal(webp)).isEqualTo(rgba);
    if (layout != Picture.Layout.PALETTE) { // of four colours, losses make more of it
      assertThat(webp.length).isLessThan(WebpEncoder.encodeLossless(picture).length / 2);
    }
    assertThat(WebpEncoder.encode(picture, 20).length).isLessThan(webp.length);
    double difference = 0;
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      int expected = picture.argb(i % WIDTH, i / WIDTH);
      int actual = argb(rgba, i);
      assertThat(actual >>> 24).as("alpha has no losses").isEqualTo(expected >>> 24);
      if (expected >>> 24 != 0) {
        for (int shift = 0; shift < 24; shift += 8) {
          difference += Math.abs((expected >> shift & 0xff) - (actual >> shift & 0xff));
        }
      }
    }
    assertThat(difference / WIDTH / HEIGHT / 3).isLessThan(8);
  }

  /** What GDAL makes of a file: red, green, blue and alpha of each pixel. */
  private byte[] gdal(byte[] webp) throws IOException {
    Path in = folder.resolve("picture.webp");
    Path out = folder.resolve("picture.rgba");
    Files.write(in, webp);
    Gdal.python(
        "osgeo",
        """
        import numpy as np
        from osgeo import gdal
        gdal.UseExceptions()
        a = gdal.Open(r"%s").ReadAsArray()
        if a.shape[0] == 3:
            a = np.concatenate([a, np.full((1,) + a.shape[1:], 255, "uint8")])
        np.ascontiguousarray(np.moveaxis(a, 0, 2)).tofile(r"%s")
        """
            .formatted(in, out));
    return Files.readAllBytes(out);
  }

  @Test
  void whatCannotBeIsRefused() {
    assertThatThrownBy(() -> WebpEncoder.encode(scene(Picture.Layout.GRAY), 0))
        .isInstanceOf(IllegalArgumentException.class);
    Picture wide = Picture.of(Webp.MAX_SIZE + 1, 1, Picture.Layout.GRAY);
    assertThatThrownBy(() -> WebpEncoder.encodeLossless(wide))
        .isInstanceOfSatisfying(
            RasterException.class,
            e -> assertThat(e.key()).isEqualTo(RasterException.Key.TOO_LARGE));
  }

  @Test
  void withoutTheLibraryItSaysSo() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-D" + Webp.NATIVE_PROPERTY + "=false",
                "-cp",
                System.getProperty("java.class.path"),
                WithoutLibrary.class.getName())
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said)
        .contains("UNSUPPORTED: WebP needs a native library that is not there for this machine");
  }

  /** Runs in a process of its own, for the library is looked for once. */
  static final class WithoutLibrary {
    public static void main(String[] arguments) {
      try {
        WebpEncoder.encodeLossless(Picture.of(10, 10, Picture.Layout.RGBA));
      } catch (RasterException e) {
        System.out.println(e.key() + ": " + e.getMessage());
      }
    }
  }
}
