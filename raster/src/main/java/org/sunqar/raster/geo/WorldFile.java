// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.geo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sunqar.raster.RasterException;

/**
 * A world file: six numbers as text beside an image, which place the centre of its first pixel.
 * Those of {@code a.tif} are {@code a.tfw}, {@code a.tifw} and {@code a.wld}, in this order and
 * each also in capitals; those of {@code a.jp2} likewise {@code a.j2w} and so on.
 */
public final class WorldFile {

  /** Longest text that is read (bytes). */
  private static final long MAX_BYTES = 4096;

  /**
   * The position that the world file of an image gives to the corner of its first pixel. Empty
   * without a world file, and where a file of that name holds something else.
   *
   * @throws RasterException with key IO when it is there but cannot be read
   */
  public static Optional<Affine> beside(Path image) {
    String name = String.valueOf(image.getFileName());
    int dot = name.lastIndexOf('.');
    if (dot < 0 || dot == name.length() - 1) {
      return Optional.empty();
    }
    String suffix = name.substring(dot + 1).toLowerCase(Locale.ROOT);
    String initials = suffix.charAt(0) + suffix.substring(suffix.length() - 1) + "w";
    for (String extension : List.of(initials, suffix + "w", "wld")) {
      for (String written : List.of(extension, extension.toUpperCase(Locale.ROOT))) {
        Path file = image.resolveSibling(name.substring(0, dot + 1) + written);
        if (Files.isRegularFile(file)) {
          return read(file);
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Affine> read(Path file) {
    try {
      return Files.size(file) > MAX_BYTES
          ? Optional.empty()
          : parse(Files.readString(file, StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new RasterException(
          RasterException.Key.IO, file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static Optional<Affine> parse(String text) {
    String[] words = text.strip().split("\\s+", 7);
    if (words.length < 6) {
      return Optional.empty();
    }
    double[] n = new double[6];
    try {
      for (int i = 0; i < n.length; i++) {
        n[i] = Double.parseDouble(words[i]);
      }
      return Optional.of(new Affine(n[0], n[2], n[4], n[1], n[3], n[5]).shifted(-0.5, -0.5));
    } catch (IllegalArgumentException e) { // not numbers, or not a position
      return Optional.empty();
    }
  }

  private WorldFile() {}
}
