// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.tiles;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.geo.Bounds;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.render.Picture;

/**
 * Draws scenes over each other: on top the first clear pixel, where none is clear the first one.
 * Each scene is drawn only where it lies and only while something of what it has would show, and
 * all of them together not more than {@value #DEPTH} times the picture: older ones are left out.
 */
final class MosaicPainter {

  /** How often a pixel is drawn, about, until what lies deeper is left out. */
  private static final int DEPTH = 48;

  /** What a scene costs however few pixels of it are drawn, in pixels. */
  private static final int PER_SCENE = 256;

  /** A pixel that so many scenes had no value for is given up: it lies beyond the edge of all. */
  private static final int MISSES = 10;

  /** Scenes that are drawn at once, at most. */
  private static final int MOST_TOGETHER = 128;

  private static final Crs WGS84 = Crs.ofEpsg(4326);

  private final SceneReader reader;
  private final Painter painter;

  MosaicPainter(SceneReader reader, Painter painter) {
    this.reader = reader;
    this.painter = painter;
  }

  /**
   * Draws scenes: those that hardly cover each other at once, on all processors.
   *
   * @param scenes the uppermost first; those that lack a band of the look are left out, and so are
   *     those that cannot be read
   */
  Picture draw(List<Scene> scenes, Look look, Grid grid) {
    Canvas canvas = new Canvas(grid, look.clearOnly());
    Frame frame = Frame.of(grid);
    List<String> bands = look.what().read();
    long budget = DEPTH * grid.window().pixels();
    List<Placed> together = new ArrayList<>();
    for (Scene scene : scenes) {
      if (budget <= 0) {
        break;
      }
      Optional<Placed> found =
          frame.window(scene).map(window -> new Placed(scene, window, frame.isSmall(scene)));
      if (found.isEmpty()) {
        continue;
      }
      Placed placed = found.get();
      if (together.size() == MOST_TOGETHER || !canvas.claims(placed.window())) {
        paint(together, look, canvas);
        if (canvas.open == 0) {
          break;
        }
        if (!canvas.claims(placed.window())) {
          continue;
        }
      }
      if (scene.has(bands)) {
        budget -= placed.window().pixels() + PER_SCENE;
        canvas.claim(placed.window());
        together.add(placed);
      }
    }
    paint(together, look, canvas);
    return canvas.picture();
  }

  /**
   * A scene and where it lies.
   *
   * @param small whether it is as {@link SceneReader#readSmall} says
   */
  private record Placed(Scene scene, Window window, boolean small) {}

  /** A scene that is drawn, and which of its pixels are clear, when it says so. */
  private record Drawn(Window window, Picture picture, Optional<boolean[]> clear) {}

  private void paint(List<Placed> together, Look look, Canvas canvas) {
    List<Optional<Drawn>> drawn =
        together.size() == 1
            ? List.of(draw(together.getFirst(), look, canvas))
            : together.parallelStream().map(placed -> draw(placed, look, canvas)).toList();
    drawn.forEach(one -> one.ifPresent(d -> canvas.paintBelow(d.window(), d.picture(), d.clear())));
    together.clear();
    canvas.release();
  }

  /** Empty when nothing of it would show. */
  private Optional<Drawn> draw(Placed placed, Look look, Canvas canvas) {
    try {
      Scene scene = placed.scene();
      Grid part = canvas.grid.crop(placed.window());
      Optional<boolean[]> clear =
          placed.small() ? reader.clearSmall(scene, part) : reader.clear(scene, part);
      if (clear.isPresent() && !canvas.wants(placed.window(), clear.get())) {
        return Optional.empty();
      }
      Picture picture =
          placed.small() ? painter.drawSmall(scene, look, part) : painter.draw(scene, look, part);
      return Optional.of(new Drawn(placed.window(), picture, clear));
    } catch (RasterException _) {
      return Optional.empty(); // the others are shown; "catalog check" tells what is wrong with it
    }
  }

  /**
   * A picture's place, found once for all scenes.
   *
   * @param lonLat of it (degrees)
   */
  private record Frame(Grid grid, Bounds lonLat) {

    static Frame of(Grid grid) {
      return new Frame(grid, grid.lonLatBounds());
    }

    /** Whether a scene is not more than {@link Preview#REACH} pixels wide and high. */
    boolean isSmall(Scene scene) {
      Bounds box = scene.bbox();
      return (box.maxX() - box.minX()) * grid.width()
              <= Preview.REACH * (lonLat.maxX() - lonLat.minX())
          && (box.maxY() - box.minY()) * grid.height()
              <= Preview.REACH * (lonLat.maxY() - lonLat.minY());
    }

    /** The part of the picture where a scene may have pixels. */
    Optional<Window> window(Scene scene) {
      try {
        Bounds box = scene.bbox();
        if (box.maxX() > 180 || lonLat.maxX() > 180) {
          return Optional.of(grid.window()); // across the antimeridian
        }
        return box.transformed(WGS84, grid.crs())
            .intersection(grid.bounds())
            .flatMap(area -> grid.windowOf(area).padded(1).intersect(grid.window()));
      } catch (RasterException e) {
        return Optional.of(grid.window()); // a box that the system cannot hold whole
      }
    }
  }

  /** Red, green, blue and alpha of each pixel, of clear ones and of others. */
  private static final class Canvas {
    private final Grid grid;
    private final boolean clearOnly;
    private final byte[] top;
    private final byte[] others;
    private final byte[] misses;
    private final boolean[] claimed;
    private int open;

    Canvas(Grid grid, boolean clearOnly) {
      this.grid = grid;
      this.clearOnly = clearOnly;
      this.open = Math.toIntExact(grid.window().pixels());
      this.top = new byte[4 * open];
      this.misses = new byte[open];
      this.claimed = new boolean[open];
      this.others = clearOnly ? new byte[0] : new byte[4 * open];
    }

    private int index(Window window, int pixel) {
      int row = window.row() + pixel / window.width();
      return 4 * (row * grid.width() + window.col() + pixel % window.width()) + 3;
    }

    /** Whether most of what is open in a window, and something, is of no scene being drawn. */
    boolean claims(Window window) {
      int pixels = Math.toIntExact(window.pixels());
      int free = 0;
      int taken = 0;
      for (int i = 0; i < pixels; i++) {
        int at = index(window, i);
        if (top[at] == 0 && misses[at / 4] < MISSES) {
          free += claimed[at / 4] ? 0 : 1;
          taken += claimed[at / 4] ? 1 : 0;
        }
      }
      return free > taken;
    }

    void claim(Window window) {
      int pixels = Math.toIntExact(window.pixels());
      for (int i = 0; i < pixels; i++) {
        claimed[index(window, i) / 4] = true;
      }
    }

    /** Nothing is being drawn. */
    void release() {
      Arrays.fill(claimed, false);
    }

    /** Whether something of a scene would show. */
    boolean wants(Window window, boolean[] clear) {
      for (int i = 0; i < clear.length; i++) {
        int at = index(window, i);
        boolean open = top[at] == 0 && misses[at / 4] < MISSES;
        if (open && (clear[i] || (!clearOnly && others[at] == 0))) {
          return true;
        }
      }
      return false;
    }

    void paintBelow(Window window, Picture scene, Optional<boolean[]> clear) {
      int pixels = Math.toIntExact(window.pixels());
      for (int i = 0; i < pixels; i++) {
        int at = index(window, i) - 3;
        boolean isClear = clear.isEmpty() || clear.get()[i];
        boolean done = top[at + 3] != 0 || misses[at / 4] >= MISSES;
        if (done || (!isClear && (clearOnly || others[at + 3] != 0))) {
          continue;
        }
        int argb = scene.argb(i % window.width(), i / window.width());
        if (argb >>> 24 == 0) {
          open -= ++misses[at / 4] == MISSES ? 1 : 0;
          continue;
        }
        byte[] layer = isClear ? top : others;
        layer[at] = (byte) (argb >> 16);
        layer[at + 1] = (byte) (argb >> 8);
        layer[at + 2] = (byte) argb;
        layer[at + 3] = (byte) (argb >>> 24);
        open -= isClear ? 1 : 0;
      }
    }

    Picture picture() {
      if (!clearOnly) {
        for (int at = 0; at < top.length; at += 4) {
          if (top[at + 3] == 0 && others[at + 3] != 0) {
            System.arraycopy(others, at, top, at, 4);
          }
        }
      }
      return new Picture(grid.width(), grid.height(), Picture.Layout.RGBA, top, List.of())
          .withoutOpaqueAlpha();
    }
  }
}
