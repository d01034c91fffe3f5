// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.overview;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.stac.Asset;
import org.sunqar.catalog.stac.Href;
import org.sunqar.catalog.stac.Item;

/**
 * The folder with the thumbnails of a workspace: {@code COLLECTION/ITEM.HASH.webp}. The hash is of
 * the picture, so that a file never changes: an item that is drawn again with other pixels gets
 * another one. Files appear in one step.
 */
public final class Thumbnails {

  /** The asset that is a thumbnail. */
  public static final String ASSET = "thumbnail";

  /**
   * What of a scene its mask hides or has no value (per cent): where nobody says how cloudy it is.
   */
  public static final String UNSEEN = "sunqar:unseen";

  private static final String RENDERS = "renders";
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Path folder;

  public Thumbnails(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  /**
   * A thumbnail that lies in the folder.
   *
   * @param asset with an absolute address
   * @param unseen share of the scene (per cent) that its mask hides, or that has no value
   * @param render how it was drawn, as in STAC's render extension
   */
  public record Drawn(Asset asset, double unseen, ObjectNode render) {

    /**
     * An item with this thumbnail, with its rendering unless it has a default one already, and with
     * what of it is unseen unless it says how much is cloud.
     */
    public Item on(Item item) {
      Item with = item.withAsset(ASSET, asset);
      ObjectNode renders =
          item.properties().get(RENDERS) instanceof ObjectNode there
              ? there.deepCopy()
              : NODES.objectNode();
      if (!renders.has("default")) {
        renders.set("default", render);
      }
      Item told =
          item.properties().containsKey("eo:cloud_cover")
              ? with
              : with.withProperty(UNSEEN, NODES.numberNode(Math.rint(10 * unseen) / 10));
      return told.withProperty(RENDERS, renders);
    }
  }

  /** Whether an item has bands to draw, all of them on this machine. */
  public static boolean isDrawable(Item item) {
    return SceneStyle.of(item)
        .filter(style ->
            style.bands().stream()
                .flatMap(List::stream)
                .allMatch(part -> part.href().startsWith("file:")))
        .isPresent();
  }

  /**
   * Draws an item and keeps the picture.
   *
   * @return empty when there is nothing to draw, or when the item has a thumbnail from elsewhere
   * @throws org.sunqar.raster.RasterException when its pixels cannot be read
   * @throws CatalogException when the folder cannot be written
   */
  public Optional<Drawn> draw(Item item) {
    Asset there = item.assets().get(ASSET);
    if (there != null && fileOf(item).isEmpty()) {
      return Optional.empty();
    }
    return Thumbnail.of(item).map(picture -> keep(item, picture));
  }

  private Drawn keep(Item item, Thumbnail picture) {
    String hash = HexFormat.of().formatHex(sha256(picture.bytes()));
    String ending = picture.mediaType().substring(picture.mediaType().indexOf('/') + 1);
    Path file =
        folder
            .resolve(safe(item.collection()))
            .resolve(safe(item.id()) + "." + hash.substring(0, 12) + "." + ending);
    write(file, picture.bytes());
    Asset asset =
        new Asset(Href.ofPath(file), List.of(ASSET), List.of(), Map.of())
            .with("type", NODES.textNode(picture.mediaType()))
            .with("title", NODES.textNode("Thumbnail: " + picture.render().path("title").asText()))
            .with("file:size", NODES.numberNode(picture.bytes().length))
            .with("file:checksum", NODES.textNode("1220" + hash)); // a SHA-256 as multihash
    return new Drawn(asset, picture.unseen(), picture.render());
  }

  /** The thumbnail of an item that lies in this folder, whether it is there or not. */
  public Optional<Path> fileOf(Item item) {
    Asset asset = item.assets().get(ASSET);
    return asset == null ? Optional.empty() : fileOf(asset);
  }

  private Optional<Path> fileOf(Asset asset) {
    return asset.href().startsWith("file:")
        ? Optional.of(Href.toPath(asset.href())).filter(file -> file.startsWith(folder))
        : Optional.empty();
  }

  /** Deletes a thumbnail that no item has any more. */
  public void delete(Drawn drawn) {
    fileOf(drawn.asset()).ifPresent(this::delete);
  }

  /** Deletes the thumbnail of an item that is no more; to be called after it was deleted. */
  public void delete(Item item) {
    fileOf(item).ifPresent(this::delete);
  }

  /** All files of the folder. */
  public List<Path> files() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException | UncheckedIOException e) {
      throw new CatalogException(CatalogException.Key.IO, "cannot read " + folder + ": " + e, e);
    }
  }

  /** Deletes a file of the folder. */
  public void delete(Path file) {
    if (!file.startsWith(folder)) {
      throw new IllegalArgumentException(file + " is not in " + folder);
    }
    remove(file);
  }

  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new CatalogException(CatalogException.Key.IO, "cannot delete " + file + ": " + e, e);
    }
  }

  private static void write(Path file, byte[] bytes) {
    Path parent = file.getParent();
    Path temporary = file.resolveSibling("." + UUID.randomUUID() + ".tmp");
    try {
      if (parent != null) {
        Files.createDirectories(parent);
      }
      Files.write(temporary, bytes);
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      remove(temporary);
      throw new CatalogException(CatalogException.Key.IO, "cannot write " + file + ": " + e, e);
    }
  }

  /** A name as far as a file system takes it. */
  private static String safe(String id) {
    String safe = id.replaceAll("[^A-Za-z0-9._-]", "_").replaceFirst("^\\.", "_");
    return safe.length() > 150 ? safe.substring(0, 150) : safe;
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
