// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.tiles;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sunqar.raster.render.JpegEncoder;
import org.sunqar.raster.render.Picture;
import org.sunqar.raster.render.PngEncoder;
import org.sunqar.raster.render.WebpEncoder;
import org.sunqar.raster.webp.Webp;
import org.sunqar.server.http.Problem;

/** Forms of a picture. */
enum ImageFormat {
  PNG("image/png"),
  JPEG("image/jpeg"),
  WEBP("image/webp");

  /** At this quality artefacts are not seen on a map. */
  private static final int QUALITY = 82;

  private static final int WHITE = 0xffffffff;

  private final String mediaType;

  ImageFormat(String mediaType) {
    this.mediaType = mediaType;
  }

  String mediaType() {
    return mediaType;
  }

  /** The name in parameters and at the end of addresses. */
  String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean hasAlpha() {
    return this != JPEG;
  }

  /**
   * The form of a name or media type.
   *
   * @throws Problem 400 when there is none of that name here
   */
  static ImageFormat of(String name) {
    String wanted = name.toLowerCase(Locale.ROOT);
    ImageFormat found =
        switch (wanted) {
          case "png", "image/png" -> PNG;
          case "jpg", "jpeg", "image/jpeg", "image/jpg" -> JPEG;
          case "webp", "image/webp" -> WEBP;
          default ->
              throw Problem.badRequest(
                  "f",
                  "a picture is there as png, jpeg or webp, not as '"
                      + Rendering.shown(name)
                      + "'");
        };
    if (found == WEBP && !Webp.isAvailable()) {
      throw Problem.badRequest("f", "this server cannot make WebP; png and jpeg are there");
    }
    return found;
  }

  /** Those that this machine can make. */
  static List<ImageFormat> available() {
    return Webp.isAvailable() ? List.of(values()) : List.of(PNG, JPEG);
  }

  /** The bytes of a file. JPEG, which has no transparency, shows white there. */
  byte[] encode(Picture picture) {
    return switch (this) {
      case PNG -> PngEncoder.encode(picture);
      case JPEG -> JpegEncoder.encode(on(picture, WHITE), QUALITY);
      case WEBP -> WebpEncoder.encode(picture, QUALITY);
    };
  }

  /**
   * A picture on a ground of one colour.
   *
   * @param argb 0xAARRGGBB; what of it is transparent stays so
   */
  static Picture on(Picture picture, int argb) {
    if (picture.isOpaque()) {
      return picture;
    }
    Picture result = Picture.of(picture.width(), picture.height(), Picture.Layout.RGBA);
    byte[] samples = result.samples();
    int ground = argb >>> 24;
    for (int i = 0; i < samples.length / 4; i++) {
      int over = picture.argb(i % picture.width(), i / picture.width());
      int alpha = over >>> 24;
      int out = alpha + ground * (255 - alpha) / 255;
      for (int channel = 0; channel < 3; channel++) {
        int shift = 16 - 8 * channel;
        int top = (over >> shift & 0xff) * alpha;
        int below = (argb >> shift & 0xff) * ground * (255 - alpha) / 255;
        samples[4 * i + channel] = (byte) (out == 0 ? 0 : (top + below + out / 2) / out);
      }
      samples[4 * i + 3] = (byte) out;
    }
    return result.withoutOpaqueAlpha();
  }

  /** The form that a client asks for, PNG when it does not. */
  static ImageFormat of(Optional<String> f) {
    return f.map(ImageFormat::of).orElse(PNG);
  }
}
