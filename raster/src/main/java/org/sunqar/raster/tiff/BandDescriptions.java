// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.ColorInterpretation;
import org.sunqar.raster.pixel.PixelType;

/**
 * What a file says about its bands: TIFF's photometric interpretation, extra samples and colour
 * map, and GDAL's tags. Colours are those that gdalinfo prints, except for CMYK, which GDAL
 * converts and which is left as stored here.
 */
final class BandDescriptions {

  private static final int MIN_IS_WHITE = 0;
  private static final int MIN_IS_BLACK = 1;
  private static final int RGB = 2;
  private static final int PALETTE = 3;
  private static final int SEPARATED = 5;
  private static final int YCBCR = 6;

  private final TiffDirectory directory;
  private final ImageLayout layout;
  private final long photometric;
  private final long[] extraSamples;

  private BandDescriptions(TiffDirectory directory, ImageLayout layout) {
    this.directory = directory;
    this.layout = layout;
    this.photometric = directory.integer(TiffTag.PHOTOMETRIC, MIN_IS_BLACK);
    this.extraSamples = directory.integers(TiffTag.EXTRA_SAMPLES, 65535);
  }

  static List<BandInfo> of(
      TiffDirectory directory, ImageLayout layout, GdalMetadata gdal, PamFile pam) {
    return new BandDescriptions(directory, layout).bands(gdal, pam);
  }

  private List<BandInfo> bands(GdalMetadata gdal, PamFile pam) {
    PixelType type = layout.type();
    OptionalDouble everywhere =
        NoData.read(directory.text(TiffTag.GDAL_NODATA, 1024).orElse("").strip());
    List<BandInfo> bands = new ArrayList<>(layout.bands());
    for (int i = 0; i < layout.bands(); i++) {
      GdalMetadata.Band said = gdal.band(i);
      OptionalDouble noData = pam.noData().getOrDefault(i, everywhere);
      noData = noData.isPresent() ? NoData.stored(noData.getAsDouble(), type) : noData;
      List<Integer> palette = i == 0 ? palette(noData) : List.of();
      bands.add(
          new BandInfo(
              said.name(),
              type,
              noData,
              said.scale(),
              said.offset(),
              said.unit(),
              isBlackAndWhite() ? ColorInterpretation.PALETTE : said.color().orElse(color(i)),
              palette,
              said.items()));
    }
    return Collections.unmodifiableList(bands);
  }

  private ColorInterpretation color(int band) {
    List<ColorInterpretation> base =
        switch (Math.clamp(photometric, -1, 65536)) {
          case MIN_IS_BLACK -> List.of(ColorInterpretation.GRAY);
          case PALETTE -> List.of(ColorInterpretation.PALETTE);
          case SEPARATED ->
              List.of(
                  ColorInterpretation.CYAN,
                  ColorInterpretation.MAGENTA,
                  ColorInterpretation.YELLOW,
                  ColorInterpretation.BLACK);
          case RGB, YCBCR -> // whose codec makes RGB of it
              List.of(ColorInterpretation.RED, ColorInterpretation.GREEN, ColorInterpretation.BLUE);
          default -> List.of();
        };
    if (band < base.size()) {
      return base.get(band);
    }
    int extra = band - (layout.bands() - extraSamples.length);
    boolean alpha =
        extra >= 0
            && extra < extraSamples.length
            && (extraSamples[extra] == 1 || extraSamples[extra] == 2);
    return alpha ? ColorInterpretation.ALPHA : ColorInterpretation.UNDEFINED;
  }

  /** A single band of bits, which GDAL shows by a palette whatever is said of its colour. */
  private boolean isBlackAndWhite() {
    return layout.format().bits() == 1 && layout.bands() == 1 && photometric <= PALETTE;
  }

  private static List<Integer> fromWhiteToBlack(int colors) {
    List<Integer> palette = new ArrayList<>(colors);
    for (int i = 0; i < colors; i++) {
      palette.add(0xff000000 | (255 - i * 255 / (colors - 1)) * 0x010101);
    }
    return palette;
  }

  /** Colours of the values; that of the no-data value is transparent. */
  private List<Integer> palette(OptionalDouble noData) {
    int bits = layout.format().bits();
    if (layout.format().kind() != SampleFormat.Kind.UNSIGNED || bits > 16) {
      return List.of();
    }
    if (isBlackAndWhite() && photometric != MIN_IS_WHITE && photometric != PALETTE) {
      return List.of(0xff000000, 0xffffffff);
    }
    if (photometric == MIN_IS_WHITE && bits <= 8) {
      return fromWhiteToBlack(1 << bits);
    }
    if (photometric != PALETTE) {
      return List.of();
    }
    int colors = 1 << bits;
    long[] map = directory.integers(TiffTag.COLOR_MAP, 3 << 16);
    if (map.length < 3 * colors) {
      return List.of();
    }
    // of 16 bits by the standard; some writers left them at 8
    int shift = 0;
    for (long value : map) {
      shift = value > 255 ? 8 : shift;
    }
    List<Integer> palette = new ArrayList<>(colors);
    for (int i = 0; i < colors; i++) {
      int red = (int) (map[i] >> shift) & 0xff;
      int green = (int) (map[colors + i] >> shift) & 0xff;
      int blue = (int) (map[2 * colors + i] >> shift) & 0xff;
      boolean missing = noData.isPresent() && noData.getAsDouble() == i;
      palette.add((missing ? 0 : 0xff000000) | red << 16 | green << 8 | blue);
    }
    return palette;
  }
}
