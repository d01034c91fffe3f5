// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.raster;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.UUID;
import org.sunqar.app.console.CommandException;
import org.sunqar.app.console.Console;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.render.Picture;
import picocli.CommandLine.Option;

/** Options of commands that write a picture, and the writing. */
final class PictureOutput {

  @Option(
      names = {"--format", "--of", "-of"},
      paramLabel = "FORMAT",
      description = "png or jpeg (default: as the name of the output ends).")
  private Optional<PictureFormat> format = Optional.empty();

  @Option(
      names = "--quality",
      paramLabel = "Q",
      description = "Of a JPEG or WebP, 1 to 100 (default: 85).")
  private int quality = 85;

  @Option(names = "--overwrite", description = "Replace the output if it exists.")
  private boolean overwrite;

  @Option(names = "--dry-run", description = "Say what would be written, and write nothing.")
  private boolean dryRun;

  boolean isDryRun() {
    return dryRun;
  }

  /** The format, of those that a picture may have; checks everything else that is known. */
  PictureFormat check(Path target) {
    if (quality < 1 || quality > 100) {
      throw CommandException.usage("--quality is " + quality + ", must be 1 to 100");
    }
    PictureFormat decided =
        format
            .or(() -> PictureFormat.of(target))
            .orElseThrow(() ->
                CommandException.usage(
                    target + " ends in none of .png, .jpg; --format says what it is"));
    WriteOptions.checkTarget(target, overwrite);
    return decided;
  }

  /** Says what would be written. */
  void plan(Console console, Grid grid, Path target) {
    ObjectNode plan = JsonNodeFactory.instance.objectNode();
    plan.put("output", target.toString());
    plan.putArray("size").add(grid.width()).add(grid.height());
    console.out().println(plan.toPrettyString());
    console.out().flush();
  }

  void write(Console console, Picture picture, Path target) throws IOException {
    write(console, picture, target, check(target), quality);
  }

  /** Writes beside the target, which is replaced when the picture is complete. */
  static void write(
      Console console, Picture picture, Path target, PictureFormat format, int quality)
      throws IOException {
    byte[] bytes = format.encode(picture, quality);
    Path partial =
        target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".partial");
    try {
      Files.write(partial, bytes);
      Files.move(
          partial, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(partial);
    }
    console.tell(
        "raster.picture",
        "file",
        target,
        "width",
        picture.width(),
        "height",
        picture.height(),
        "size",
        console.fixed(bytes.length / 1024.0, 1));
  }
}
