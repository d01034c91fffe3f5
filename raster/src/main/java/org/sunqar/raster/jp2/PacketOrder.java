// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.jp2;

import java.util.List;

/** Reads all packets of a tile in the order of its progression (annex B.12). */
final class PacketOrder {

  private final PacketReader reader;
  private final Rect tile;
  private final List<List<Resolution>> components;
  private final int layers;
  private final int levels;

  /**
   * @param components for each its resolutions, the coarsest first
   */
  PacketOrder(PacketReader reader, Rect tile, List<List<Resolution>> components, int layers) {
    this.reader = reader;
    this.tile = tile;
    this.components = components;
    this.layers = layers;
    this.levels = components.stream().mapToInt(List::size).max().orElse(0);
  }

  void read(int progression) throws StreamException {
    switch (progression) {
      case 0 -> {
        for (int layer = 0; layer < layers; layer++) {
          for (int level = 0; level < levels; level++) {
            readLevel(level, layer, layer + 1);
          }
        }
      }
      case 1 -> {
        for (int level = 0; level < levels; level++) {
          for (int layer = 0; layer < layers; layer++) {
            readLevel(level, layer, layer + 1);
          }
        }
      }
      case 2 -> {
        for (int level = 0; level < levels; level++) {
          readPositions(0, components.size(), level, level + 1);
        }
      }
      case 3 -> readPositions(0, components.size(), 0, levels);
      default -> {
        for (int component = 0; component < components.size(); component++) {
          readPositions(component, component + 1, 0, levels);
        }
      }
    }
  }

  private void readLevel(int level, int fromLayer, int toLayer) throws StreamException {
    for (List<Resolution> component : components) {
      if (level < component.size()) {
        Resolution resolution = component.get(level);
        for (int precinct = 0; precinct < resolution.precincts(); precinct++) {
          for (int layer = fromLayer; layer < toLayer; layer++) {
            reader.read(resolution, precinct, layer);
          }
        }
      }
    }
  }

  /** Visits positions row by row, and at each the components, and of those the resolutions. */
  private void readPositions(int fromComponent, int toComponent, int fromLevel, int toLevel)
      throws StreamException {
    long stepX = 1L << 31;
    long stepY = 1L << 31;
    for (List<Resolution> component : components.subList(fromComponent, toComponent)) {
      for (int level = fromLevel; level < Math.min(toLevel, component.size()); level++) {
        int finer = component.size() - 1 - level;
        if (component.get(level).precincts() > 0) {
          stepX = Math.min(stepX, 1L << (component.get(level).precinctWidth() + finer));
          stepY = Math.min(stepY, 1L << (component.get(level).precinctHeight() + finer));
        }
      }
    }
    for (long y = tile.y0(); y < tile.y1(); y += stepY - y % stepY) {
      for (long x = tile.x0(); x < tile.x1(); x += stepX - x % stepX) {
        for (List<Resolution> component : components.subList(fromComponent, toComponent)) {
          for (int level = fromLevel; level < Math.min(toLevel, component.size()); level++) {
            readPosition(component.get(level), component.size() - 1 - level, x, y);
          }
        }
      }
    }
  }

  private void readPosition(Resolution resolution, int finer, long x, long y)
      throws StreamException {
    Rect area = resolution.area();
    boolean starts =
        resolution.precincts() > 0
            && startsAt(y, tile.y0(), area.y0(), resolution.precinctHeight(), finer)
            && startsAt(x, tile.x0(), area.x0(), resolution.precinctWidth(), finer);
    if (starts) {
      int col = (int) ((x + (1L << finer) - 1) >> finer);
      int row = (int) ((y + (1L << finer) - 1) >> finer);
      int precinct = resolution.precinctAt(col, row);
      for (int layer = 0; layer < layers && precinct < resolution.precincts(); layer++) {
        reader.read(resolution, precinct, layer);
      }
    }
  }

  /** Whether a precinct starts at a position, or is cut there by the edge of the tile. */
  private static boolean startsAt(
      long position, long tileEdge, long areaEdge, int exponent, int finer) {
    long size = 1L << (exponent + finer);
    return position % size == 0 || (position == tileEdge && (areaEdge << finer) % size != 0);
  }
}
