// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.raster;

import java.util.Locale;
import java.util.Optional;
import org.sunqar.app.console.CommandException;
import org.sunqar.raster.pixel.Resampling;
import org.sunqar.raster.tiff.CogWriter;
import org.sunqar.raster.tiff.Compression;
import org.sunqar.raster.tiff.Encoding;
import org.sunqar.raster.tiff.Interleave;
import picocli.CommandLine.Option;

/** How a Cloud-Optimized GeoTIFF is written. */
final class CogOptions {

  @Option(
      names = "--compress",
      paramLabel = "CODEC",
      converter = OptionNames.Codec.class,
      description =
          "none, lzw, deflate, zstd, lerc, lerc_deflate, lerc_zstd, jpeg, webp or webp_lossless"
              + " (default: deflate, which everything reads).")
  private Compression compress = Compression.DEFLATE;

  @Option(
      names = "--level",
      paramLabel = "N",
      description =
          "Effort: deflate 1 to 9, zstd 1 to 22; or quality: jpeg and webp 1 to 100 (default: that"
              + " of GDAL).")
  private Optional<Integer> level = Optional.empty();

  @Option(
      names = "--max-error",
      paramLabel = "E",
      description = "By how much lerc may change a value (default: 0).")
  private double maxError;

  @Option(names = "--no-predictor", description = "Store values, not their differences.")
  private boolean noPredictor;

  @Option(
      names = "--blocksize",
      paramLabel = "N",
      description = "Width and height of tiles, a multiple of 16 (default: 256).")
  private Optional<Integer> blockSize = Optional.empty();

  @Option(
      names = "--interleave",
      paramLabel = "KIND",
      description = "band or pixel (default: band; pixel for jpeg and webp).")
  private Optional<Interleave> interleave = Optional.empty();

  @Option(
      names = "--overviews",
      paramLabel = "METHOD",
      description =
          "none, nearest, average, mode, bilinear or cubic (default: nearest for palettes, else"
              + " average).")
  private Optional<String> overviews = Optional.empty();

  @Option(
      names = "--overview-count",
      paramLabel = "N",
      description = "Overviews, each half of the one before (default: down to one tile).")
  private Optional<Integer> overviewCount = Optional.empty();

  @Option(names = "--statistics", description = "Store minimum, maximum, mean, deviation.")
  private boolean statistics;

  /** The options for the writer. */
  CogWriter.Options options() {
    CogWriter.Options options = CogWriter.Options.defaults();
    try {
      Encoding encoding =
          new Encoding(compress, level.orElse(compress.usualLevel()), !noPredictor, maxError);
      options = options.withEncoding(encoding);
      if (blockSize.isPresent()) {
        options = options.withBlockSize(blockSize.get());
      }
      boolean picture =
          switch (compress) {
            case JPEG, WEBP, WEBP_LOSSLESS -> true;
            case NONE, LZW, DEFLATE, ZSTD, LERC, LERC_DEFLATE, LERC_ZSTD -> false;
          };
      options =
          options.withInterleave(
              interleave.orElse(picture ? Interleave.PIXEL : options.interleave()));
      if (overviewCount.isPresent()) {
        options = options.withOverviewCount(overviewCount.get());
      }
      if (overviews.isPresent()) {
        options = withOverviews(options, overviews.get());
      }
    } catch (IllegalArgumentException e) {
      throw CommandException.usage("the output cannot be written so: " + e.getMessage());
    }
    return statistics ? options.withStatistics() : options;
  }

  private CogWriter.Options withOverviews(CogWriter.Options options, String method) {
    if (!method.toLowerCase(Locale.ROOT).equals("none")) {
      return options.withOverviews(Resampling.ofOptionName(method));
    }
    if (overviewCount.isPresent()) {
      throw CommandException.usage("--overviews none and --overview-count exclude each other");
    }
    return options.withoutOverviews();
  }
}
