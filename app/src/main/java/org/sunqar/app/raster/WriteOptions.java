// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.raster;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.sunqar.app.console.CommandException;
import org.sunqar.app.console.Console;
import org.sunqar.app.console.ExitCode;
import org.sunqar.app.console.ProgressOptions;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.ColorInterpretation;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.pixel.Raster;
import org.sunqar.raster.render.Picture;
import org.sunqar.raster.render.Renderer;
import org.sunqar.raster.render.Stretch;
import org.sunqar.raster.render.Style;
import org.sunqar.raster.tiff.CogWriter;
import org.sunqar.raster.tiff.RasterCopy;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of commands that write a raster, and the writing. */
final class WriteOptions {

  /** Of a JPEG file. */
  private static final int QUALITY = 85;

  @Option(names = "--overwrite", description = "Replace the output if it exists.")
  private boolean overwrite;

  @Option(names = "--dry-run", description = "Say what would be written, and write nothing.")
  private boolean dryRun;

  @Mixin private CogOptions cog = new CogOptions();
  @Mixin private ProgressOptions progressOptions = new ProgressOptions();

  /**
   * Checks what can be checked before anything is read: the options of the format, and whether the
   * target may be written.
   */
  void check(Path target) {
    cog.options();
    checkTarget(target, overwrite);
  }

  /** Refuses a file that is in the way, and one in a folder that does not exist. */
  static void checkTarget(Path target, boolean overwrite) {
    if (Files.isDirectory(target)) {
      throw CommandException.conflict(target + " is a folder");
    }
    Path folder = target.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw CommandException.notFound("the folder of " + target + " does not exist");
    }
    if (Files.exists(target) && !overwrite) {
      throw CommandException.conflict(target + " exists; --overwrite replaces it");
    }
    if (Files.exists(target) && !Files.isRegularFile(target)) {
      throw CommandException.conflict(target + " is not a regular file");
    }
  }

  /**
   * Writes a raster as a Cloud-Optimized GeoTIFF, or says what would be written.
   *
   * @return the exit code
   */
  int write(Console console, Raster raster, Path target) throws IOException, InterruptedException {
    CogWriter.Options options = cog.options();
    if (PictureFormat.of(target).isPresent()) {
      throw CommandException.usage(
          target
              + " has the name of a picture, and this writes a GeoTIFF; 'preview' draws pictures");
    }
    checkUniform(raster);
    if (dryRun) {
      console.out().println(plan(raster, target).toPrettyString());
      console.out().flush();
      return ExitCode.DONE;
    }
    try (ProgressOptions.Progress progress =
        progressOptions.start(console, String.valueOf(target.getFileName()))) {
      RasterCopy.copy(raster, target, options, progress::step);
    }
    console.say(summary(console, raster, target));
    return ExitCode.DONE;
  }

  /**
   * Writes bytes as a picture of the format that the target's name says: one band in grey or in the
   * colours of its palette, or three in red, green and blue.
   *
   * @return the exit code
   */
  int writePicture(Console console, Raster raster, Path target) throws IOException {
    long colors =
        raster.bands().stream().filter(b -> b.color() != ColorInterpretation.ALPHA).count();
    BandInfo first = raster.bands().getFirst();
    if ((colors != 1 && colors != 3) || first.type() != PixelType.UINT8) {
      throw CommandException.usage(
          "a picture is made of one or three bands of uint8, not of %d of %s; --bands, --type and"
                  .formatted(colors, first.type().stacName())
              + " --rescale choose, and 'preview' finds colours by itself");
    }
    if (dryRun) {
      console.out().println(plan(raster, target).toPrettyString());
      console.out().flush();
      return ExitCode.DONE;
    }
    Style style =
        first.palette().isEmpty()
            ? new Style.Composite(List.of(Stretch.BYTES))
            : Style.Classes.ofPalette(first.palette());
    if (raster.grid().window().pixels() > Picture.MAX_PIXELS) {
      throw CommandException.usage(
          "%d x %d pixels are too many for a picture; 'preview' makes a smaller one"
              .formatted(raster.grid().width(), raster.grid().height()));
    }
    Picture picture = Renderer.draw(raster.pixels(raster.grid().window()), style);
    PictureOutput.write(console, picture, target, PictureFormat.of(target).orElseThrow(), QUALITY);
    return ExitCode.DONE;
  }

  /** The format has one type and one no-data value for all bands. */
  private static void checkUniform(Raster raster) {
    BandInfo first = raster.bands().getFirst();
    for (BandInfo band : raster.bands()) {
      if (band.type() != first.type() || !band.noData().equals(first.noData())) {
        throw CommandException.usage(
            "the bands of %s differ in type or no-data value, and a GeoTIFF has one for all;"
                    .formatted(raster.name())
                + " --type and --dst-nodata make them the same");
      }
    }
  }

  private static String summary(Console console, Raster raster, Path target) throws IOException {
    return console.counted(
        "raster.written",
        raster.bands().size(),
        "file",
        target,
        "width",
        raster.grid().width(),
        "height",
        raster.grid().height(),
        "type",
        raster.bands().getFirst().type().stacName(),
        "size",
        console.fixed(Files.size(target) / 1024.0, 1));
  }

  /** The grid and bands as {@code raster info} has them, and the size before compression. */
  private static ObjectNode plan(Raster raster, Path target) {
    ObjectNode plan = JsonNodeFactory.instance.objectNode();
    plan.put("output", target.toString());
    ObjectNode description = RasterDescription.of(raster);
    description.remove("description");
    plan.setAll(description);
    long pixels = raster.grid().window().pixels();
    long bytes = pixels * raster.bands().getFirst().type().bytes() * raster.bands().size();
    plan.put("uncompressedBytes", bytes);
    plan.put("uncompressedBytesWithOverviews", bytes + bytes / 3);
    return plan;
  }
}
