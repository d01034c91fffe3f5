// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.overview;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.sunqar.catalog.stac.BandSource;
import org.sunqar.catalog.stac.Item;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Bounds;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.Pixels;
import org.sunqar.raster.pixel.Resampling;
import org.sunqar.raster.render.Picture;
import org.sunqar.raster.render.PngEncoder;
import org.sunqar.raster.render.Renderer;
import org.sunqar.raster.render.Stretch;
import org.sunqar.raster.render.Style;
import org.sunqar.raster.render.WebpEncoder;
import org.sunqar.raster.webp.Webp;

/**
 * A small picture of a scene: north up in its own CRS, or as its rows lie where it has none; pixels
 * without data are transparent. Each band is stretched between its 2nd and 98th percentile, which
 * are taken from the picture itself: of what is clear, so that clouds do not make the land black,
 * unless nearly nothing is.
 *
 * <p>WebP where its native library is there, at a tenth of the size; else PNG.
 *
 * @param bytes of the file
 * @param mediaType of the file
 * @param unseen share of the picture's pixels (per cent) that the scene's mask hides, of those with
 *     a value; where there is no mask, that have no value
 * @param render what was drawn, as STAC's render extension says it, with values as they are stored
 */
@SuppressWarnings("ArrayRecordComponent") // written at once, compared nowhere
record Thumbnail(byte[] bytes, String mediaType, double unseen, ObjectNode render) {

  /** Pixels on the longer side. */
  static final int SIZE = 512;

  /** At this quality artefacts are not seen at the size that it is shown at. */
  private static final int QUALITY = 80;

  private static final double LOW = 0.02;
  private static final double HIGH = 0.98;

  /** The share of pixels that must be clear for them to say how bright the picture is. */
  private static final double LEAST_CLEAR = 0.02;

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /**
   * Draws an item.
   *
   * @return empty when it has no band that can be shown, or no pixel with a value
   * @throws RasterException when its pixels cannot be read
   */
  static Optional<Thumbnail> of(Item item) {
    Optional<SceneStyle> style = SceneStyle.of(item);
    if (style.isEmpty()) {
      return Optional.empty();
    }
    Pixels pixels = pixels(item, style.get());
    Optional<boolean[]> clear = clear(item, pixels);
    boolean[] counted = counted(clear, pixels);
    List<Stretch> stretches = new ArrayList<>();
    for (int band = 0; band < pixels.bands().size(); band++) {
      Optional<Stretch> stretch = stretch(pixels, band, counted);
      if (stretch.isEmpty()) {
        return Optional.empty();
      }
      stretches.add(stretch.get());
    }
    Picture picture = Renderer.draw(pixels, style(pixels, style.get(), stretches));
    boolean webp = Webp.isAvailable();
    return Optional.of(
        new Thumbnail(
            webp ? WebpEncoder.encode(picture, QUALITY) : PngEncoder.encode(picture),
            webp ? "image/webp" : "image/png",
            unseen(clear, pixels),
            render(style.get(), stretches)));
  }

  /** What an item looks like, on the grid of its picture. */
  private static Pixels pixels(Item item, SceneStyle style) {
    Optional<Grid> grid = item.grid().map(Thumbnail::reduced);
    Optional<Pixels> whole = Optional.empty();
    for (List<BandSource> parts : style.bands()) {
      Optional<Grid> size = whole.map(Pixels::grid);
      Pixels band =
          grid.isPresent()
              ? BandPixels.on(grid.get(), parts, Resampling.AVERAGE)
              : BandPixels.inItsRows(parts, Resampling.AVERAGE, size, SIZE);
      if (!band.bands().getFirst().palette().isEmpty()) {
        // a mean of classes is no class
        band =
            grid.isPresent()
                ? BandPixels.on(grid.get(), parts, Resampling.NEAREST)
                : BandPixels.inItsRows(parts, Resampling.NEAREST, size, SIZE);
      }
      whole = Optional.of(whole.isEmpty() ? band : joined(whole.get(), band));
    }
    return whole.orElseThrow();
  }

  private static Pixels joined(Pixels pixels, Pixels band) {
    List<BandInfo> bands = new ArrayList<>(pixels.bands());
    bands.addAll(band.bands());
    List<PixelBlock> values = new ArrayList<>(pixels.values());
    values.addAll(band.values());
    List<PixelBlock.Bytes> masks = new ArrayList<>(pixels.masks());
    masks.addAll(band.masks());
    return new Pixels(pixels.grid(), bands, values, masks);
  }

  /** A grid north up over the same area, with so many pixels on the longer side at most. */
  static Grid reduced(Grid grid) {
    Grid upright = grid;
    if (!grid.affine().isNorthUp()) {
      Bounds box = grid.bounds();
      double resolution = Math.sqrt(grid.affine().pixelArea());
      int width = (int) Math.ceil((box.maxX() - box.minX()) / resolution);
      int height = (int) Math.ceil((box.maxY() - box.minY()) / resolution);
      upright =
          new Grid(
              grid.crs(),
              Affine.northUp(box.minX(), box.maxY(), resolution, resolution),
              Math.max(1, width),
              Math.max(1, height));
    }
    double shrink = Math.max(upright.width(), upright.height()) / (double) SIZE;
    return shrink <= 1
        ? upright
        : upright.resized(
            (int) Math.max(1, Math.rint(upright.width() / shrink)),
            (int) Math.max(1, Math.rint(upright.height() / shrink)));
  }

  private static Style style(Pixels pixels, SceneStyle style, List<Stretch> stretches) {
    List<Integer> palette = pixels.bands().getFirst().palette();
    if (pixels.bands().size() == 1 && !palette.isEmpty()) {
      return Style.Classes.ofPalette(palette);
    }
    return style.colors().isPresent()
        ? new Style.Mapped(stretches.getFirst(), style.colors().get())
        : new Style.Composite(stretches);
  }

  /** What the mask leaves; empty where there is none that can be read. */
  private static Optional<boolean[]> clear(Item item, Pixels pixels) {
    if (item.grid().isEmpty() || item.clearMask().isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(ScenePaint.clear(item, pixels.grid(), pixels.grid().window()));
    } catch (RasterException e) {
      return Optional.empty(); // a picture needs no mask
    }
  }

  /** Which pixels say how bright the picture is. */
  private static boolean[] counted(Optional<boolean[]> clear, Pixels pixels) {
    if (clear.isPresent() && unseen(clear, pixels) <= 100 * (1 - LEAST_CLEAR)) {
      return clear.get();
    }
    boolean[] all = new boolean[pixels.values().getFirst().size()];
    Arrays.fill(all, true);
    return all;
  }

  private static double unseen(Optional<boolean[]> clear, Pixels pixels) {
    int size = pixels.values().getFirst().size();
    int valid = 0;
    int seen = 0;
    for (int i = 0; i < size; i++) {
      if (pixels.isValid(0, i)) {
        valid++;
        seen += clear.isEmpty() || clear.get()[i] ? 1 : 0;
      }
    }
    double of = clear.isPresent() ? valid : size;
    return of == 0 ? 100 : 100 * (1 - seen / of);
  }

  private static Optional<Stretch> stretch(Pixels pixels, int band, boolean[] counted) {
    PixelBlock block = pixels.values().get(band);
    double[] values = new double[block.size()];
    int count = 0;
    for (int i = 0; i < values.length; i++) {
      double value = block.get(i);
      if (counted[i] && pixels.isValid(band, i) && Double.isFinite(value)) {
        values[count++] = value;
      }
    }
    if (count == 0) {
      return Optional.empty();
    }
    Arrays.sort(values, 0, count);
    double low = values[(int) (LOW * (count - 1))];
    double high = values[(int) Math.ceil(HIGH * (count - 1))];
    // a constant band comes out dark
    return Optional.of(
        low < high ? Stretch.of(low, high) : Stretch.of(low, low + Math.abs(low) * 1e-3 + 1e-6));
  }

  private static ObjectNode render(SceneStyle style, List<Stretch> stretches) {
    ObjectNode render = NODES.objectNode().put("title", style.title());
    ArrayNode assets = render.putArray("assets");
    ArrayNode indexes = NODES.arrayNode();
    for (List<BandSource> parts : style.bands()) {
      indexes.add(parts.getFirst().band());
      for (BandSource part : parts) {
        if (!contains(assets, part.assetKey())) {
          assets.add(part.assetKey());
        }
      }
    }
    if (assets.size() < style.bands().size()) {
      render.set("bidx", indexes);
    }
    ArrayNode rescale = render.putArray("rescale");
    stretches.forEach(stretch -> rescale.addArray().add(stretch.low()).add(stretch.high()));
    style.colors().ifPresent(colors -> render.put("colormap_name", colors.name()));
    return render;
  }

  private static boolean contains(ArrayNode list, String text) {
    for (var node : list) {
      if (node.asText().equals(text)) {
        return true;
      }
    }
    return false;
  }
}
