// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.jp2;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.geo.WorldFile;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.ColorInterpretation;
import org.sunqar.raster.pixel.Masks;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.pixel.Raster;
import org.sunqar.raster.source.ByteSource;
import org.sunqar.raster.source.FileSource;

/**
 * A JPEG 2000 file (JP2, JPX or a bare codestream), open for reading: Sentinel-2, Pleiades and what
 * GDAL and OpenJPEG write. Safe for concurrent reads.
 *
 * <p>Read is Part 1 of the standard (ISO/IEC 15444-1): components of 1 to 16 bits, signed or not,
 * the reversible and the irreversible transform, colour transforms, any tiles, precincts, layers,
 * progressions and code-block styles. Reduced resolutions are its {@link #overviews}. A window
 * decodes the tiles that it touches, each as a whole, and of them the components and resolutions
 * that are asked for. Up to 48 MiB of tiles that were read in part are kept for the next window.
 *
 * <p>Known limits: subsampled components, components of more than 16 bits or of different types,
 * regions of interest (RGN), changes of progression (POC) and packed packet headers (PPM, PPT) are
 * refused; a tile may have 2^27 pixels.
 */
public final class Jpeg2000 implements Raster {

  private final ByteSource source;
  private final Codestream stream;
  private final DecodedTiles tiles;
  private final int reduction;
  private final Grid grid;
  private final List<BandInfo> bands;
  private final List<Jpeg2000> overviews;

  private Jpeg2000(
      ByteSource source,
      Codestream stream,
      DecodedTiles tiles,
      int reduction,
      Grid grid,
      List<BandInfo> bands,
      List<Jpeg2000> overviews) {
    this.source = source;
    this.stream = stream;
    this.tiles = tiles;
    this.reduction = reduction;
    this.grid = grid;
    this.bands = bands;
    this.overviews = overviews;
  }

  /**
   * Opens a file. Where the file itself does not say where it lies, a {@link WorldFile} beside it
   * does.
   *
   * @throws RasterException when it cannot be read or is not a JPEG 2000 file of a kind that is
   *     read
   */
  public static Jpeg2000 open(Path file) {
    return open(FileSource.open(file));
  }

  /** As {@link #open(Path)}; the source is closed with the result, and also when opening fails. */
  public static Jpeg2000 open(ByteSource source) {
    try {
      return parse(source);
    } catch (StreamException e) {
      source.close();
      throw e.in(source.name());
    } catch (RuntimeException e) {
      source.close();
      throw e;
    }
  }

  private static Jpeg2000 parse(ByteSource source) throws StreamException {
    Jp2Boxes boxes = new Jp2Boxes(source);
    Codestream stream = new Codestream(source, boxes.codestreamStart(), boxes.codestreamEnd());
    List<BandInfo> bands = bands(stream, boxes);
    Optional<Jp2Position> position = Jp2Position.of(boxes, source.name());
    Crs crs = position.map(Jp2Position::crs).orElse(Crs.UNKNOWN);
    Affine affine =
        position
            .map(Jp2Position::affine)
            .or(() -> source.localFile().flatMap(WorldFile::beside))
            .orElse(new Affine(1, 0, 0, 0, 1, 0));
    Rect full = imageArea(stream, 0);
    Grid grid = new Grid(crs, affine, full.width(), full.height());
    int levels = stream.parameters().transform(0).levels();
    for (int i = 1; i < stream.size().components(); i++) {
      levels = Math.min(levels, stream.parameters().transform(i).levels());
    }
    DecodedTiles tiles = new DecodedTiles(stream);
    List<Jpeg2000> overviews = new ArrayList<>();
    for (int level = 1; level <= levels; level++) {
      Rect area = imageArea(stream, level);
      if (area.isEmpty()) {
        break;
      }
      double factor = 1L << level;
      Grid coarse = new Grid(crs, affine.scaled(factor, factor), area.width(), area.height());
      overviews.add(new Jpeg2000(source, stream, tiles, level, coarse, bands, List.of()));
    }
    return new Jpeg2000(source, stream, tiles, 0, grid, bands, List.copyOf(overviews));
  }

  private static Rect imageArea(Codestream stream, int reduction) {
    Codestream.Size size = stream.size();
    return new Rect(size.x0(), size.y0(), size.x1(), size.y1()).reduced(reduction);
  }

  private static List<BandInfo> bands(Codestream stream, Jp2Boxes boxes) throws StreamException {
    int count = stream.size().components();
    List<BandInfo> bands = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int bits = stream.precision(i);
      if (bits > 16) {
        throw StreamException.unsupported("has samples of " + bits + " bits; 1 to 16 are read");
      }
      PixelType type = DecodedTiles.type(bits, stream.isSigned(i));
      bands.add(
          new BandInfo("", type, OptionalDouble.empty(), 1, 0).withColor(color(i, count, boxes)));
    }
    if (count == 1) {
      bands.set(0, bands.getFirst().withPalette(boxes.palette()));
    } else if (!boxes.palette().isEmpty()) {
      throw StreamException.unsupported("has a palette for one of " + count + " components");
    }
    return List.copyOf(bands);
  }

  private static ColorInterpretation color(int component, int count, Jp2Boxes boxes) {
    if (component == boxes.alphaChannel()) {
      return ColorInterpretation.ALPHA;
    }
    return switch (boxes.colorSpace()) {
      case 16 ->
          component < 3 && count >= 3
              ? List.of(
                      ColorInterpretation.RED, ColorInterpretation.GREEN, ColorInterpretation.BLUE)
                  .get(component)
              : ColorInterpretation.UNDEFINED;
      case 17 -> component == 0 ? ColorInterpretation.GRAY : ColorInterpretation.UNDEFINED;
      default -> ColorInterpretation.UNDEFINED;
    };
  }

  @Override
  public String name() {
    return source.name();
  }

  @Override
  public Grid grid() {
    return grid;
  }

  @Override
  public List<BandInfo> bands() {
    return bands;
  }

  @Override
  public Map<String, String> metadata() {
    return Map.of();
  }

  @Override
  public Map<String, String> structure() {
    Map<String, String> structure = new LinkedHashMap<>();
    structure.put("COMPRESSION", "JPEG2000");
    int bits = stream.precision(0);
    if (bits != 8 && bits != 16) {
      structure.put("NBITS", Integer.toString(bits));
    }
    boolean reversible = stream.parameters().transform(0).reversible();
    structure.put("COMPRESSION_REVERSIBILITY", reversible ? "LOSSLESS" : "LOSSY");
    return structure;
  }

  @Override
  public int blockWidth() {
    return Math.min(grid.width(), Math.ceilDiv(stream.size().tileWidth(), 1 << reduction));
  }

  @Override
  public int blockHeight() {
    return Math.min(grid.height(), Math.ceilDiv(stream.size().tileHeight(), 1 << reduction));
  }

  @Override
  public List<Jpeg2000> overviews() {
    return overviews;
  }

  @Override
  public List<PixelBlock> read(Window window, int... bandNumbers) {
    grid.requireInside(window);
    if (window.pixels() > Integer.MAX_VALUE - 8) {
      throw new RasterException(
          RasterException.Key.TOO_LARGE,
          source.name() + ": a window of " + window.pixels() + " pixels at once");
    }
    int[] wanted = IntStream.of(bandNumbers(bandNumbers)).map(band -> band - 1).toArray();
    List<PixelBlock> blocks = new ArrayList<>(wanted.length);
    for (int component : wanted) {
      blocks.add(PixelBlock.of(bands.get(component).type(), window.width(), window.height()));
    }
    Rect image = imageArea(stream, reduction);
    Rect target =
        new Rect(
            image.x0() + window.col(),
            image.y0() + window.row(),
            image.x0() + window.endCol(),
            image.y0() + window.endRow());
    for (int tile : tiles(target)) {
      Rect area = tiles.area(reduction, tile);
      try {
        List<PixelBlock> pixels = tiles.read(reduction, tile, wanted, !target.contains(area));
        for (int i = 0; i < wanted.length; i++) {
          copy(pixels.get(i), area, blocks.get(i), target);
        }
      } catch (StreamException e) {
        throw e.in(source.name());
      }
    }
    return blocks;
  }

  /** The tiles that have pixels in an area of this resolution. */
  private int[] tiles(Rect target) {
    Codestream.Size size = stream.size();
    return IntStream.rangeClosed(
            tileAt((long) target.y0() << reduction, size.tileY(), size.tileHeight()),
            tileAt((long) (target.y1() - 1) << reduction, size.tileY(), size.tileHeight()))
        .boxed()
        .flatMapToInt(row ->
            IntStream.rangeClosed(
                    tileAt((long) target.x0() << reduction, size.tileX(), size.tileWidth()),
                    tileAt((long) (target.x1() - 1) << reduction, size.tileX(), size.tileWidth()))
                .map(col -> row * size.tilesAcross() + col))
        .filter(tile -> {
          Rect area = tiles.area(reduction, tile);
          return !area.isEmpty()
              && area.x0() < target.x1()
              && area.x1() > target.x0()
              && area.y0() < target.y1()
              && area.y1() > target.y0();
        })
        .toArray();
  }

  private static int tileAt(long position, int origin, int size) {
    return (int) ((position - origin) / size);
  }

  /** Copies what a tile and the window share. */
  private static void copy(PixelBlock from, Rect area, PixelBlock to, Rect target) {
    int left = Math.max(area.x0(), target.x0());
    int right = Math.min(area.x1(), target.x1());
    int top = Math.max(area.y0(), target.y0());
    int bottom = Math.min(area.y1(), target.y1());
    for (int y = top; y < bottom; y++) {
      int first = (y - area.y0()) * area.width() + left - area.x0();
      int at = (y - target.y0()) * target.width() + left - target.x0();
      to.copy(from, first, at, right - left);
    }
  }

  private int alphaBand() {
    return IntStream.range(0, bands.size())
        .filter(i -> bands.get(i).color() == ColorInterpretation.ALPHA)
        .findFirst()
        .orElse(-1);
  }

  @Override
  public boolean hasMask() {
    return alphaBand() >= 0;
  }

  @Override
  public PixelBlock.Bytes readMask(Window window) {
    int alpha = alphaBand();
    if (alpha < 0) {
      return Masks.full(window.width(), window.height());
    }
    PixelBlock values = read(window, alpha + 1).getFirst();
    double most = (1 << stream.precision(alpha)) - 1;
    PixelBlock.Bytes mask =
        (PixelBlock.Bytes) PixelBlock.of(PixelType.UINT8, window.width(), window.height());
    for (int i = 0; i < values.size(); i++) {
      mask.set(i, values.get(i) * 255 / most);
    }
    return mask;
  }

  @Override
  public void close() {
    if (reduction == 0) {
      source.close();
    }
  }
}
