// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.GroundControl;
import org.sunqar.raster.geo.Rpc;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.ColorInterpretation;

/**
 * What the directories of a written file say about the image: its structure, colours, position and
 * descriptions.
 *
 * @param levels finest first
 * @param encoding of the tiles of bands
 * @param maskEncoding of the tiles of masks
 * @param metadata items of the whole
 */
record CogDirectories(
    Grid grid,
    List<BandInfo> bands,
    Map<String, String> metadata,
    Optional<GroundControl> groundControl,
    Optional<Rpc> rpc,
    List<CogLevel> levels,
    Encoding encoding,
    Encoding maskEncoding) {

  private static final int MIN_IS_BLACK = 1;
  private static final int RGB = 2;
  private static final int PALETTE = 3;
  private static final int TRANSPARENCY_MASK = 4;
  private static final int YCBCR = 6;

  /** NewSubfileType: a coarser version; the mask of another image. */
  private static final int REDUCED = 1;

  private static final int MASK = 4;

  /** ExtraSamples: alpha that colours were not multiplied by. */
  private static final int UNASSOCIATED_ALPHA = 2;

  /** Palettes have 16 bits per colour. */
  private static final int COLOR_SCALE = 257;

  private static final Affine PIXEL_COORDINATES = new Affine(1, 0, 0, 0, 1, 0);

  /** Adds the fields of an image or mask to its directory, all but the tile index. */
  void add(DirectoryBuilder directory, int level, boolean mask) {
    int kind = (level > 0 ? REDUCED : 0) | (mask ? MASK : 0);
    if (kind != 0) {
      directory.integer(TiffTag.NEW_SUBFILE_TYPE, kind);
    }
    add(directory, levels.get(level).image().layout(), level, mask);
  }

  /** The same for an image of a layout that has no tiles of its own to write. */
  void add(DirectoryBuilder directory, ImageLayout layout) {
    add(directory, layout, 0, false);
  }

  private void add(DirectoryBuilder directory, ImageLayout layout, int level, boolean mask) {
    directory.integer(TiffTag.IMAGE_WIDTH, layout.width());
    directory.integer(TiffTag.IMAGE_LENGTH, layout.height());
    directory.shorts(TiffTag.TILE_WIDTH, layout.blockWidth());
    directory.shorts(TiffTag.TILE_LENGTH, layout.blockHeight());
    if (mask) {
      directory.shorts(TiffTag.BITS_PER_SAMPLE, 1);
      directory.shorts(TiffTag.COMPRESSION, maskEncoding.compression().scheme());
      directory.shorts(TiffTag.PHOTOMETRIC, TRANSPARENCY_MASK);
      directory.shorts(TiffTag.SAMPLES_PER_PIXEL, 1);
      directory.shorts(TiffTag.PLANAR_CONFIGURATION, 1);
      directory.shorts(TiffTag.SAMPLE_FORMAT, 1);
      return;
    }
    samples(directory, layout);
    bands
        .getFirst()
        .noData()
        .ifPresent(value -> directory.text(TiffTag.GDAL_NODATA, NoData.format(value)));
    if (level == 0) {
      position(directory);
      describe(directory);
    }
  }

  private void samples(DirectoryBuilder directory, ImageLayout layout) {
    int n = bands.size();
    directory.shorts(TiffTag.BITS_PER_SAMPLE, repeated(8 * layout.type().bytes(), n));
    directory.shorts(TiffTag.COMPRESSION, encoding.compression().scheme());
    if (isYCbCr(encoding, bands)) {
      directory.shorts(TiffTag.PHOTOMETRIC, YCBCR);
      directory.shorts(TiffTag.YCBCR_SUBSAMPLING, 2, 2);
    } else {
      directory.shorts(TiffTag.PHOTOMETRIC, photometric());
    }
    if (encoding.compression().isLerc()) {
      directory.integers(
          TiffTag.LERC_PARAMETERS,
          encoding.lercParameters().stream().mapToInt(Integer::intValue).toArray());
    }
    directory.shorts(TiffTag.SAMPLES_PER_PIXEL, n);
    directory.shorts(TiffTag.PLANAR_CONFIGURATION, layout.planar() ? 2 : 1);
    int predictor = encoding.predictorTag(layout.type());
    if (predictor != Predictor.NONE) {
      directory.shorts(TiffTag.PREDICTOR, predictor);
    }
    if (photometric() == PALETTE) {
      directory.shorts(TiffTag.COLOR_MAP, colorMap(bands.getFirst()));
    }
    int[] extra = extraSamples();
    if (extra.length > 0) {
      directory.shorts(TiffTag.EXTRA_SAMPLES, extra);
    }
    int format = layout.type().isFloat() ? 3 : layout.type().isSigned() ? 2 : 1;
    directory.shorts(TiffTag.SAMPLE_FORMAT, repeated(format, n));
  }

  private static int[] repeated(int value, int count) {
    return IntStream.range(0, count).map(i -> value).toArray();
  }

  /** Whether JPEG turns the bands into brightness and colour differences. */
  static boolean isYCbCr(Encoding encoding, List<BandInfo> bands) {
    return encoding.compression() == Compression.JPEG && bands.size() == 3 && startsWithRgb(bands);
  }

  private static boolean startsWithRgb(List<BandInfo> bands) {
    return bands.size() >= 3
        && bands.get(0).color() == ColorInterpretation.RED
        && bands.get(1).color() == ColorInterpretation.GREEN
        && bands.get(2).color() == ColorInterpretation.BLUE;
  }

  private int photometric() {
    boolean rgb = startsWithRgb(bands);
    boolean palette = bands.size() == 1 && !bands.getFirst().palette().isEmpty();
    return rgb ? RGB : palette ? PALETTE : MIN_IS_BLACK;
  }

  private int[] extraSamples() {
    int colors = photometric() == RGB ? 3 : 1;
    return IntStream.range(colors, bands.size())
        .map(i -> bands.get(i).color() == ColorInterpretation.ALPHA ? UNASSOCIATED_ALPHA : 0)
        .toArray();
  }

  /** What readers take the bands for by photometric interpretation and extra samples. */
  private List<ColorInterpretation> impliedColors() {
    List<ColorInterpretation> implied = new ArrayList<>();
    switch (photometric()) {
      case RGB ->
          implied.addAll(
              List.of(
                  ColorInterpretation.RED, ColorInterpretation.GREEN, ColorInterpretation.BLUE));
      case PALETTE -> implied.add(ColorInterpretation.PALETTE);
      default -> implied.add(ColorInterpretation.GRAY);
    }
    for (int extra : extraSamples()) {
      implied.add(
          extra == UNASSOCIATED_ALPHA ? ColorInterpretation.ALPHA : ColorInterpretation.UNDEFINED);
    }
    return implied;
  }

  /** All reds, then all greens, then all blues; TIFF palettes have no opacity. */
  private static int[] colorMap(BandInfo band) {
    int entries = 1 << (8 * band.type().bytes());
    int[] map = new int[3 * entries];
    for (int i = 0; i < Math.min(entries, band.palette().size()); i++) {
      int argb = band.palette().get(i);
      map[i] = (argb >> 16 & 0xff) * COLOR_SCALE;
      map[entries + i] = (argb >> 8 & 0xff) * COLOR_SCALE;
      map[2 * entries + i] = (argb & 0xff) * COLOR_SCALE;
    }
    return map;
  }

  private void position(DirectoryBuilder directory) {
    rpc.ifPresent(
        coefficients -> directory.doubles(TiffTag.RPC_COEFFICIENT, numbers(coefficients)));
    Affine a = grid.affine();
    if (a.equals(PIXEL_COORDINATES) && groundControl.isPresent()) {
      groundControl(directory, groundControl.get());
      return;
    }
    if (grid.crs().equals(Crs.UNKNOWN) && a.equals(PIXEL_COORDINATES)) {
      return;
    }
    if (a.isNorthUp()) {
      directory.doubles(TiffTag.MODEL_PIXEL_SCALE, a.a(), -a.e(), 0);
      directory.doubles(TiffTag.MODEL_TIEPOINT, 0, 0, 0, a.c(), a.f(), 0);
    } else {
      double[] rows = {a.a(), a.b(), 0, a.c(), a.d(), a.e(), 0, a.f(), 0, 0, 0, 0, 0, 0, 0, 1};
      directory.doubles(TiffTag.MODEL_TRANSFORMATION, rows);
    }
    GeoKeyWriter.keys(grid.crs()).write(directory);
  }

  private static void groundControl(DirectoryBuilder directory, GroundControl control) {
    double[] numbers = new double[6 * control.points().size()];
    for (int i = 0; i < control.points().size(); i++) {
      GroundControl.Point point = control.points().get(i);
      numbers[6 * i] = point.col();
      numbers[6 * i + 1] = point.row();
      numbers[6 * i + 3] = point.x();
      numbers[6 * i + 4] = point.y();
      numbers[6 * i + 5] = point.height();
    }
    directory.doubles(TiffTag.MODEL_TIEPOINT, numbers);
    GeoKeyWriter.keys(control.crs()).write(directory);
  }

  /** The tag of "RPCs in GeoTIFF": 12 numbers and four times 20. */
  private static double[] numbers(Rpc rpc) {
    List<Double> numbers =
        new ArrayList<>(
            List.of(
                rpc.errorBias(),
                rpc.errorRandom(),
                rpc.rowOffset(),
                rpc.colOffset(),
                rpc.latOffset(),
                rpc.lonOffset(),
                rpc.heightOffset(),
                rpc.rowScale(),
                rpc.colScale()));
    numbers.addAll(List.of(rpc.latScale(), rpc.lonScale(), rpc.heightScale()));
    numbers.addAll(rpc.rowNumerator());
    numbers.addAll(rpc.rowDenominator());
    numbers.addAll(rpc.colNumerator());
    numbers.addAll(rpc.colDenominator());
    return numbers.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private void describe(DirectoryBuilder directory) {
    Map<String, String> items = new LinkedHashMap<>(metadata);
    items.remove("AREA_OR_POINT"); // the position above is that of the corner of the area
    TiffTag.ASCII_NAMES.forEach((tag, name) -> {
      String text = items.remove(name);
      if (text != null) {
        directory.text(tag, text);
      }
    });
    String xml = GdalMetadataWriter.xml(items, bands, impliedColors());
    if (!xml.isEmpty()) {
      directory.text(TiffTag.GDAL_METADATA, xml);
    }
  }
}
