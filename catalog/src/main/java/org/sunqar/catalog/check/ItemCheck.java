// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.check.Finding.Problem;
import org.sunqar.catalog.overview.Thumbnails;
import org.sunqar.catalog.stac.Asset;
import org.sunqar.catalog.stac.Footprint;
import org.sunqar.catalog.stac.Href;
import org.sunqar.catalog.stac.Item;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.geo.Bounds;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.source.ByteSource;
import org.sunqar.raster.source.Sources;

/** Looks at one item and its files; the item that would be right is kept, not written. */
final class ItemCheck {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final CheckOptions options;
  private final MovedFiles moved;
  private final Optional<Thumbnails> thumbnails;
  private final List<Finding> findings = new ArrayList<>();
  private Item item;
  private long bytes;

  /**
   * @param item with absolute addresses
   */
  ItemCheck(Item item, CheckOptions options, MovedFiles moved) {
    this.item = item;
    this.options = options;
    this.moved = moved;
    this.thumbnails = options.thumbnails().map(Thumbnails::new);
  }

  void run() {
    List.copyOf(item.assets().entrySet()).forEach(entry -> asset(entry.getKey(), entry.getValue()));
    footprint();
    if (thumbnails.isPresent() && !item.assets().containsKey(Thumbnails.ASSET) && isDrawable()) {
      draw(thumbnails.get());
    }
  }

  /** What was found; what is repaired is so once {@link #item} is written. */
  List<Finding> findings() {
    return findings;
  }

  /** The item with what was repaired. */
  Item item() {
    return item;
  }

  /** Bytes that were read to compare checksums. */
  long bytes() {
    return bytes;
  }

  private void asset(String key, Asset asset) {
    boolean local = asset.href().startsWith("file:");
    if (!local && !(options.remote() && asset.href().matches("(?i)(https?|s3)://.*"))) {
      return;
    }
    try (ByteSource source = Sources.shared().open(asset.href())) {
      size(key, asset, source, local);
    } catch (RasterException e) {
      if (e.key() != RasterException.Key.NOT_FOUND) {
        add(key, Problem.UNREADABLE, false, message(e));
      } else if (local) {
        missing(key, asset);
      } else {
        add(key, Problem.MISSING, false, message(e));
      }
    }
  }

  private void size(String key, Asset asset, ByteSource source, boolean local) {
    Optional<Long> size = number(asset, "file:size");
    Optional<String> checksum = text(asset, "file:checksum");
    if (size.isPresent() && size.get() != source.size()) {
      add(
          key,
          Problem.WRONG_SIZE,
          false,
          asset.href() + " has " + source.size() + " bytes, not " + size.get());
    } else if (local && checksum.isPresent() && options.checksums()) {
      bytes += source.size();
      if (!Checksums.matches(source, checksum.get()).orElse(true)) {
        add(
            key,
            Problem.WRONG_CHECKSUM,
            false,
            asset.href() + " has other bytes than when it came in");
      }
    } else if (local && (size.isEmpty() || checksum.isEmpty())) {
      if (options.repair()) {
        bytes += source.size();
        item =
            item.withAsset(
                key,
                asset
                    .with("file:size", NODES.numberNode(source.size()))
                    .with(
                        "file:checksum",
                        NODES.textNode(checksum.orElseGet(() -> Checksums.of(source)))));
      }
      add(key, Problem.NO_CHECKSUM, options.repair(), asset.href() + " has no size or no checksum");
    }
  }

  private void missing(String key, Asset asset) {
    boolean own =
        key.equals(Thumbnails.ASSET)
            && thumbnails.flatMap(pictures -> pictures.fileOf(item)).isPresent();
    if (own) {
      draw(thumbnails.orElseThrow());
      return;
    }
    Optional<Long> size = number(asset, "file:size");
    Optional<String> checksum = text(asset, "file:checksum");
    if (options.repair() && size.isPresent() && checksum.isPresent()) {
      var found = moved.find(size.get(), checksum.get());
      if (found.isPresent()) {
        item = item.withAsset(key, asset.withHref(Href.ofPath(found.get())));
        add(key, Problem.MISSING, true, asset.href() + " is " + found.get() + " now");
        return;
      }
    }
    add(key, Problem.MISSING, false, asset.href() + " is not there");
  }

  private void draw(Thumbnails pictures) {
    String key = Thumbnails.ASSET;
    if (!options.repair()) {
      boolean gone = item.assets().containsKey(key);
      add(key, Problem.NO_THUMBNAIL, false, gone ? "its thumbnail is gone" : "it has no thumbnail");
      return;
    }
    try {
      Optional<Thumbnails.Drawn> drawn = pictures.draw(item);
      if (drawn.isPresent()) {
        item = drawn.get().on(item);
        add(key, Problem.NO_THUMBNAIL, true, "its thumbnail was drawn");
      } else if (item.assets().containsKey(key)) {
        add(key, Problem.NO_THUMBNAIL, false, "its thumbnail is gone and it cannot be drawn again");
      }
    } catch (RuntimeException e) {
      // whatever is wrong with the pixels: the other items are to be looked at
      add(key, Problem.NO_THUMBNAIL, false, "its thumbnail cannot be drawn: " + message(e));
    }
  }

  private boolean isDrawable() {
    try {
      return Thumbnails.isDrawable(item);
    } catch (CatalogException e) {
      return false; // a band of somebody else's item that does not say how it is stored
    }
  }

  private void footprint() {
    Bounds box = item.bbox();
    boolean onEarth =
        box.minX() >= -180
            && box.minX() <= 180
            && box.maxX() <= 540
            && box.minY() >= -90
            && box.maxY() <= 90;
    try {
      Optional<Grid> grid = item.grid();
      Optional<Footprint> ofPixels = grid.map(Footprint::of);
      if (onEarth && ofPixels.filter(f -> !f.bbox().intersects(box)).isEmpty()) {
        return;
      }
      boolean repaired = options.repair() && ofPixels.isPresent();
      if (repaired) {
        item = item.withFootprint(ofPixels.get());
      }
      add(
          "",
          Problem.BAD_FOOTPRINT,
          repaired,
          onEarth
              ? "its box " + box + " is not where its pixels are"
              : "its box " + box + " is not on the Earth");
    } catch (RasterException | CatalogException e) {
      add("", Problem.BAD_FOOTPRINT, false, message(e));
    }
  }

  private void add(String asset, Problem problem, boolean repaired, String detail) {
    findings.add(new Finding(item.collection(), item.id(), asset, problem, repaired, detail));
  }

  private static Optional<Long> number(Asset asset, String field) {
    JsonNode node = asset.other().get(field);
    return node != null && node.canConvertToLong()
        ? Optional.of(node.longValue())
        : Optional.empty();
  }

  private static Optional<String> text(Asset asset, String field) {
    return Optional.ofNullable(asset.other().get(field))
        .filter(JsonNode::isTextual)
        .map(JsonNode::textValue);
  }

  private static String message(RuntimeException e) {
    return Objects.requireNonNullElseGet(e.getMessage(), e::toString);
  }
}
