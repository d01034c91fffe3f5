// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.jp2;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.sunqar.raster.geo.Affine;

/** Six numbers in a file beside an image: where the centre of its first pixel lies. */
final class WorldFile {

  private static final long MAX_BYTES = 4096;

  static Optional<Affine> beside(Path image) {
    String name = String.valueOf(image.getFileName());
    int dot = name.lastIndexOf('.');
    String stem = dot < 0 ? name : name.substring(0, dot);
    for (String ending : List.of(".j2w", ".J2W", ".wld", ".WLD")) {
      Path file = image.resolveSibling(stem + ending);
      if (Files.isRegularFile(file)) {
        return read(file);
      }
    }
    return Optional.empty();
  }

  private static Optional<Affine> read(Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        return Optional.empty();
      }
      String[] words = Files.readString(file, StandardCharsets.ISO_8859_1).strip().split("\\s+");
      double[] n = new double[6];
      for (int i = 0; i < n.length; i++) {
        n[i] = Double.parseDouble(words[i]);
        if (!Double.isFinite(n[i])) {
          return Optional.empty();
        }
      }
      boolean usable = n[0] * n[3] - n[1] * n[2] != 0;
      Affine affine = new Affine(n[0], n[2], n[4], n[1], n[3], n[5]);
      return usable ? Optional.of(affine.shifted(-0.5, -0.5)) : Optional.empty();
    } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
      return Optional.empty(); // beside the image by chance
    }
  }

  private WorldFile() {}
}
