// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.tiles;

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

  private static final Crs WGS84 = Crs.ofEpsg(4326);

  private final SceneReader reader;
  private final Painter painter;

  MosaicPainter(SceneReader reader, Painter painter) {
    this.reader = reader;
    this.painter = painter;
  }

  /**
   * Draws scenes.
   *
   * @param scenes the uppermost first; those that lack a band of the look are left out, and so are
   *     those that cannot be read
   */
  Picture draw(List<Scene> scenes, Look look, Grid grid) {
    Canvas canvas = new Canvas(grid, look.clearOnly());
    List<String> bands = look.what().read();
    long budget = DEPTH * grid.window().pixels();
    for (Scene scene : scenes) {
      if (canvas.open == 0 || budget <= 0) {
        break;
      }
      Optional<Window> window = window(scene, grid);
      if (window.isEmpty() || !canvas.isOpen(window.get()) || !scene.has(bands)) {
        continue;
      }
      budget -= window.get().pixels() + PER_SCENE;
      paint(scene, look, canvas, window.get());
    }
    return canvas.picture();
  }

  private void paint(Scene scene, Look look, Canvas canvas, Window window) {
    try {
      Grid part = canvas.grid.crop(window);
      Optional<boolean[]> clear = reader.clear(scene, part);
      if (clear.isEmpty() || canvas.wants(window, clear.get())) {
        canvas.paintBelow(window, painter.draw(scene, look, part), clear);
      }
    } catch (RasterException _) {
      // the others are shown; "catalog check" tells what is wrong with it
    }
  }

  /** The part of a grid where a scene may have pixels. */
  private static Optional<Window> window(Scene scene, Grid grid) {
    try {
      Bounds box = scene.bbox();
      if (box.maxX() > 180 || grid.lonLatBounds().maxX() > 180) {
        return Optional.of(grid.window()); // across the antimeridian
      }
      Bounds there = box.transformed(WGS84, grid.crs());
      return there
          .intersection(grid.bounds())
          .flatMap(area -> {
            Window window = grid.windowOf(area);
            return new Window(
                    window.col() - 1, window.row() - 1, window.width() + 2, window.height() + 2)
                .intersect(grid.window());
          });
    } catch (RasterException e) {
      return Optional.of(grid.window()); // a box that the system cannot hold whole
    }
  }

  /** Red, green, blue and alpha of each pixel, of clear ones and of others. */
  private static final class Canvas {
    private final Grid grid;
    private final boolean clearOnly;
    private final byte[] top;
    private final byte[] others;
    private final byte[] misses;
    private int open;

    Canvas(Grid grid, boolean clearOnly) {
      this.grid = grid;
      this.clearOnly = clearOnly;
      this.open = Math.toIntExact(grid.window().pixels());
      this.top = new byte[4 * open];
      this.misses = new byte[open];
      this.others = clearOnly ? new byte[0] : new byte[4 * open];
    }

    private int index(Window window, int pixel) {
      int row = window.row() + pixel / window.width();
      return 4 * (row * grid.width() + window.col() + pixel % window.width()) + 3;
    }

    /** Whether some pixel of a window has nothing clear yet. */
    boolean isOpen(Window window) {
      int pixels = Math.toIntExact(window.pixels());
      for (int i = 0; i < pixels; i++) {
        int at = index(window, i);
        if (top[at] == 0 && misses[at / 4] < MISSES) {
          return true;
        }
      }
      return false;
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
