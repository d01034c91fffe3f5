// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.state;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sunqar.analysis.cube.Cube;
import org.sunqar.analysis.cube.CubeScene;
import org.sunqar.analysis.detect.online.SceneTime;
import org.sunqar.catalog.stac.BandSource;
import org.sunqar.catalog.stac.Item;
import org.sunqar.raster.geo.Window;

/**
 * The scenes of a watch in the order in which its state takes them: that of time, and of the ids
 * within an instant. The order in which they arrive does not matter.
 *
 * @param cube the scenes over the grid of the state
 * @param history how many of the first are history
 * @param versions of the scenes, in their order: hashes that change with what a scene's pixels mean
 */
public record SceneSequence(Cube cube, int history, List<Long> versions) {

  public SceneSequence {
    versions = List.copyOf(versions);
    if (versions.size() != cube.dates() || history < 0 || history > cube.dates()) {
      throw new IllegalArgumentException(
          versions.size() + " versions, " + history + " of " + cube.dates() + " dates");
    }
  }

  /**
   * The sequence of a cube.
   *
   * @param items those of the cube's scenes, in any order
   */
  public static SceneSequence of(Cube cube, int history, Map<String, Item> items) {
    List<Long> versions = new ArrayList<>();
    for (CubeScene scene : cube.scenes()) {
      Item item = items.get(scene.itemId());
      if (item == null) {
        throw new IllegalArgumentException("no item " + scene.itemId());
      }
      versions.add(hash(version(item, scene)));
    }
    return new SceneSequence(cube, history, versions);
  }

  /** Scenes after the history. */
  public int later() {
    return cube.dates() - history;
  }

  /** A scene after the history, from 0. */
  public CubeScene scene(int later) {
    return cube.scenes().get(history + later);
  }

  long version(int later) {
    return versions.get(history + later);
  }

  SceneTime time(int later) {
    return SceneTime.of(scene(later).day());
  }

  /** The part of the grid, and beyond it, that a scene after the history covers. */
  Window window(int later) {
    return cube.grid()
        .windowOf(scene(later).grid())
        .orElseThrow(() -> new IllegalStateException("a cube's scenes are aligned"));
  }

  /** The history by itself. */
  Cube historyCube() {
    return new Cube(cube.grid(), cube.scenes().subList(0, history));
  }

  /** The hash of some settings with the grid and the history. */
  long identity(String settings) {
    StringBuilder text = new StringBuilder(settings).append('\n').append(cube.grid()).append('\n');
    for (int date = 0; date < history; date++) {
      text.append(cube.scenes().get(date).itemId()).append(' ').append(versions.get(date));
      text.append('\n');
    }
    return hash(text.toString());
  }

  /**
   * What makes a scene's pixels what they are: its content where the import took a hash of it, so
   * that a file may be moved; else what the document says of its files.
   */
  private static String version(Item item, CubeScene scene) {
    StringBuilder text = new StringBuilder(scene.itemId()).append(' ').append(scene.time());
    Optional<String> content =
        Optional.ofNullable(item.properties().get(Item.CONTENT_HASH)).map(hash -> hash.asText());
    text.append(' ').append(content.orElse("")).append(' ').append(scene.grid());
    for (BandSource band : scene.bands()) {
      text.append(" band ").append(band.band()).append(' ').append(band.type());
      text.append(' ').append(band.noData()).append(' ').append(band.scale());
      text.append(' ').append(band.offset());
      if (content.isEmpty()) {
        text.append(' ').append(band.href());
        text.append(' ').append(item.assets().get(band.assetKey()));
      }
    }
    scene.formula().ifPresent(formula -> text.append(" index ").append(formula));
    scene
        .mask()
        .ifPresent(mask -> {
          text.append(" mask ").append(mask.rule()).append(' ').append(mask.band());
          text.append(content.isEmpty() ? mask.href() : "");
        });
    if (content.isEmpty()) {
      text.append(" updated ").append(item.properties().get("updated"));
    }
    return text.toString();
  }

  /** The first 64 bits of the SHA-256 of a text. */
  static long hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(digest).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
