// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.raster;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.sunqar.raster.render.JpegEncoder;
import org.sunqar.raster.render.Picture;
import org.sunqar.raster.render.PngEncoder;
import org.sunqar.raster.render.WebpEncoder;

/** Formats of pictures. */
enum PictureFormat {
  PNG,
  JPEG,
  WEBP;

  /** The format of a file's name; none for names that are not those of pictures. */
  static Optional<PictureFormat> of(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".png")) {
      return Optional.of(PNG);
    }
    if (name.endsWith(".webp")) {
      return Optional.of(WEBP);
    }
    return name.endsWith(".jpg") || name.endsWith(".jpeg") ? Optional.of(JPEG) : Optional.empty();
  }

  /**
   * The bytes of a file.
   *
   * @param quality 1 to 100; not looked at by formats without losses
   */
  byte[] encode(Picture picture, int quality) {
    return switch (this) {
      case PNG -> PngEncoder.encode(picture);
      case JPEG -> JpegEncoder.encode(picture, quality);
      case WEBP -> WebpEncoder.encode(picture, quality);
    };
  }
}
