// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.tiles;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.sunqar.catalog.stac.BandSource;
import org.sunqar.catalog.stac.MaskSource;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.Pixels;
import org.sunqar.raster.pixel.Raster;
import org.sunqar.raster.pixel.Resampling;
import org.sunqar.raster.reader.Rasters;
import org.sunqar.raster.view.DescribedRaster;
import org.sunqar.raster.warp.Mosaic;
import org.sunqar.raster.warp.MosaicMethod;
import org.sunqar.raster.warp.MosaicSource;
import org.sunqar.raster.warp.RasterPool;
import org.sunqar.raster.warp.SourceBlocks;
import org.sunqar.raster.warp.WarpOptions;
import org.sunqar.raster.warp.WarpedRaster;

/**
 * Reads bands of scenes on the grid of a picture. Files stay open for the next picture, at most
 * {@value #MOST_OPEN}, and {@linkplain Preview small versions} of bands in memory; what was decoded
 * is kept for the neighbours of a tile and for other looks at it. Only files of this machine are
 * read: a picture does not wait for somebody else's server. Safe for use by several threads.
 */
final class SceneReader implements AutoCloseable {

  /** Files that are kept open. */
  static final int MOST_OPEN = 768;

  /** Bands that are kept in memory, each of at most 16 KiB. */
  private static final int MOST_PREVIEWS = 4096;

  /** Pixels on a side of what is decoded at once: that of the blocks of most COGs. */
  private static final int DECODED_SIDE = 256;

  /** Of the memory there is, the part that decoded pixels may have. */
  private static final int DECODED_PART = 16;

  private static final long MOST_DECODED = 256L << 20;

  private final RasterPool<Key> pool = new RasterPool<>(Key::open, MOST_OPEN);
  private final SourceBlocks decoded =
      new SourceBlocks(
          Math.min(MOST_DECODED, Runtime.getRuntime().maxMemory() / DECODED_PART), DECODED_SIDE);
  private final Lru<PreviewKey, Optional<Preview>> previews = new Lru<>(MOST_PREVIEWS);

  /**
   * An opened image.
   *
   * @param hrefs its files, in their order
   * @param version of the scene that has them, so that a file that is written anew is opened anew
   */
  private record Key(List<String> hrefs, String version) {

    Raster open() {
      if (hrefs.size() == 1) {
        return Rasters.open(local(hrefs.getFirst()));
      }
      List<MosaicSource> sources = new ArrayList<>();
      Grid whole = null;
      for (String href : hrefs) {
        MosaicSource source = MosaicSource.of(href, () -> Rasters.open(local(href)));
        sources.add(source);
        whole = whole == null ? source.grid() : whole.union(source.grid());
      }
      if (whole == null) {
        throw new IllegalStateException("no files");
      }
      return Mosaic.of(sources, whole, new MosaicMethod.First(), WarpOptions.defaults());
    }

    private static String local(String href) {
      if (href.contains("://") && !href.startsWith("file://")) {
        throw new RasterException(
            RasterException.Key.UNSUPPORTED,
            "pictures are made of files of this server, not of " + href);
      }
      return href;
    }
  }

  /** A band of an image; empty is kept where it can have no preview. */
  private record PreviewKey(Key image, int band, OptionalDouble noData, boolean mean) {}

  /** Bands of one image that are read together. */
  private static final class Group {
    private final List<BandSource> bands = new ArrayList<>();
    private final List<Integer> places = new ArrayList<>();
  }

  /**
   * Bands of a scene that is not more than {@link Preview#REACH} pixels wide and high in a picture,
   * from memory where they have been read before; see {@link #read}.
   */
  Pixels readSmall(Scene scene, List<String> names, Grid grid, Resampling resampling) {
    if (resampling != Resampling.BILINEAR && resampling != Resampling.AVERAGE) {
      return read(scene, names, grid, resampling);
    }
    List<BandInfo> infos = new ArrayList<>();
    List<PixelBlock> values = new ArrayList<>();
    List<PixelBlock.Bytes> masks = new ArrayList<>();
    Grid placed = null;
    double[] places = new double[0];
    for (String name : names) {
      BandSource source = scene.parts(name).getFirst();
      Optional<Preview> preview = preview(scene, name);
      if (preview.isEmpty()) {
        return read(scene, names, grid, resampling);
      }
      if (!preview.get().grid().equals(placed)) {
        placed = preview.get().grid();
        places = preview.get().places(grid);
      }
      PixelBlock.Floats block = preview.get().on(grid, places);
      infos.add(preview.get().shown().withName(name).withScale(source.scale(), source.offset()));
      values.add(block);
      masks.add(Preview.valid(block));
    }
    return new Pixels(grid, infos, values, masks);
  }

  /** Reads those of some bands that a scene has, and its mask, into memory. */
  void keepSmall(Scene scene, List<String> names) {
    names.stream().filter(n -> !scene.parts(n).isEmpty()).forEach(name -> preview(scene, name));
    scene.mask().ifPresent(mask -> preview(scene, mask));
  }

  private Optional<Preview> preview(Scene scene, MaskSource mask) {
    Key image = new Key(List.of(mask.href()), scene.version());
    return preview(
        new PreviewKey(image, mask.band(), OptionalDouble.empty(), false),
        raster -> Preview.of(raster, mask.band(), false));
  }

  private Optional<Preview> preview(Scene scene, String name) {
    List<BandSource> parts = scene.parts(name);
    BandSource source = parts.getFirst();
    Key image = new Key(parts.stream().map(BandSource::href).toList(), scene.version());
    return preview(
        new PreviewKey(image, source.band(), source.noData(), true),
        raster ->
            Preview.of(
                described(raster, List.of(source)),
                source.band(),
                info(raster, source).palette().isEmpty()));
  }

  private Optional<Preview> preview(PreviewKey key, Function<Raster, Optional<Preview>> maker) {
    return previews
        .get(key)
        .orElseGet(() -> {
          Optional<Preview> made = pool.use(key.image(), maker);
          previews.put(key, made);
          return made;
        });
  }

  /**
   * Bands on a grid, as they are stored, with the scale and offset that the catalogue says.
   *
   * @param names of bands that the scene has
   * @throws RasterException when a file cannot be read
   */
  Pixels read(Scene scene, List<String> names, Grid grid, Resampling resampling) {
    Map<List<String>, Group> groups = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      List<BandSource> parts = scene.parts(names.get(i));
      List<String> hrefs = parts.stream().map(BandSource::href).toList();
      Group group = groups.computeIfAbsent(hrefs, _ -> new Group());
      group.bands.add(parts.getFirst());
      group.places.add(i);
    }
    BandInfo[] infos = new BandInfo[names.size()];
    PixelBlock[] values = new PixelBlock[names.size()];
    PixelBlock.Bytes[] masks = new PixelBlock.Bytes[names.size()];
    groups.forEach((hrefs, group) -> {
      Pixels pixels =
          pool.use(
              new Key(hrefs, scene.version()),
              raster -> pixels(raster, group.bands, grid, resampling));
      for (int i = 0; i < group.places.size(); i++) {
        int place = group.places.get(i);
        BandSource source = group.bands.get(i);
        infos[place] =
            pixels
                .bands()
                .get(i)
                .withName(names.get(place))
                .withScale(source.scale(), source.offset());
        values[place] = pixels.values().get(i);
        masks[place] = pixels.masks().get(i);
      }
    });
    return new Pixels(grid, List.of(infos), List.of(values), List.of(masks));
  }

  @SuppressWarnings("resource") // closing the warped image would close the pooled one
  private Pixels pixels(Raster raster, List<BandSource> bands, Grid grid, Resampling resampling) {
    Raster described = described(raster, bands);
    List<Integer> numbers = bands.stream().map(BandSource::band).toList();
    int[] wanted = numbers.stream().mapToInt(Integer::intValue).toArray();
    Optional<Window> same = raster.grid().windowOf(grid).filter(raster.grid().window()::contains);
    if (same.isPresent()) {
      return described.pixels(same.get(), wanted);
    }
    boolean classes = bands.stream().anyMatch(b -> !info(raster, b).palette().isEmpty());
    WarpOptions options =
        WarpOptions.of(classes ? Resampling.NEAREST : resampling).withBands(numbers);
    return WarpedRaster.of(described, grid, options, decoded).pixels(grid.window());
  }

  private static BandInfo info(Raster raster, BandSource band) {
    raster.bandNumbers(band.band()); // says when there is no such band
    return raster.bands().get(band.band() - 1);
  }

  /** The image with the no-data values of the catalogue, where that has others. */
  private static Raster described(Raster raster, List<BandSource> bands) {
    List<BandInfo> infos = new ArrayList<>(raster.bands());
    boolean differs = false;
    for (BandSource band : bands) {
      BandInfo info = info(raster, band);
      OptionalDouble noData = band.noData();
      if (noData.isPresent() && !noData.equals(info.noData())) {
        infos.set(band.band() - 1, info.withNoData(noData));
        differs = true;
      }
    }
    return differs ? DescribedRaster.of(raster, raster.grid(), infos, raster.metadata()) : raster;
  }

  /**
   * Whether each pixel of a grid is a clear view of the land; empty where the scene does not say.
   *
   * @throws RasterException when the mask cannot be read
   */
  Optional<boolean[]> clear(Scene scene, Grid grid) {
    if (scene.mask().isEmpty()) {
      return Optional.empty();
    }
    MaskSource mask = scene.mask().get();
    return Optional.of(
        pool.use(
            new Key(List.of(mask.href()), scene.version()), raster -> clear(raster, mask, grid)));
  }

  /** The same of a scene that is as small in a picture as {@link #readSmall} says. */
  Optional<boolean[]> clearSmall(Scene scene, Grid grid) {
    if (scene.mask().isEmpty()) {
      return Optional.empty();
    }
    MaskSource mask = scene.mask().get();
    Optional<Preview> preview = preview(scene, mask);
    if (preview.isEmpty()) {
      return clear(scene, grid);
    }
    float[] values = preview.get().on(grid, preview.get().places(grid)).values();
    boolean[] clear = new boolean[values.length];
    for (int i = 0; i < clear.length; i++) {
      clear[i] = !Float.isNaN(values[i]) && mask.rule().isClear((int) values[i]);
    }
    return Optional.of(clear);
  }

  @SuppressWarnings("resource") // closing the warped image would close the pooled one
  private boolean[] clear(Raster raster, MaskSource mask, Grid grid) {
    WarpOptions nearest = WarpOptions.defaults().withBands(List.of(mask.band()));
    Pixels pixels = WarpedRaster.of(raster, grid, nearest, decoded).pixels(grid.window());
    PixelBlock values = pixels.values().getFirst();
    boolean[] clear = new boolean[values.size()];
    for (int i = 0; i < clear.length; i++) {
      clear[i] = pixels.isValid(0, i) && mask.rule().isClear((int) values.get(i));
    }
    return clear;
  }

  /** Does something with the image of a band, which stays open meanwhile. */
  <T> T use(Scene scene, String band, Function<Raster, T> action) {
    List<BandSource> parts = scene.parts(band);
    return pool.use(
        new Key(parts.stream().map(BandSource::href).toList(), scene.version()),
        raster -> action.apply(described(raster, List.of(parts.getFirst()))));
  }

  /** What a file of this machine is, without reading its pixels. */
  static Grid gridOf(Path file) {
    try (Raster raster = Rasters.open(file)) {
      return raster.grid();
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
