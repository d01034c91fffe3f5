// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.jp2;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One resolution level of a component of a tile: its subbands, cut into precincts. */
final class Resolution {

  /**
   * A subband.
   *
   * @param orientation 0 LL, 1 HL, 2 LH, 3 HH
   * @param bitPlanes that coefficients may have
   * @param step quantization step; 1 where the transform is reversible
   */
  record Subband(int orientation, Rect area, int bitPlanes, float step) {}

  /** The code-blocks of a subband that lie in one precinct. */
  static final class Part {
    final Subband subband;
    final int across;
    final int down;
    final CodeBlock[] blocks;
    final TagTree inclusion;
    final TagTree zeroPlanes;

    Part(Subband subband, Rect area, int blockWidth, int blockHeight) {
      this.subband = subband;
      int left = area.x0() >> blockWidth;
      int top = area.y0() >> blockHeight;
      across = area.isEmpty() ? 0 : ((area.x1() - 1) >> blockWidth) - left + 1;
      down = area.isEmpty() ? 0 : ((area.y1() - 1) >> blockHeight) - top + 1;
      blocks = new CodeBlock[across * down];
      for (int i = 0; i < blocks.length; i++) {
        int x = Math.max(area.x0(), (left + i % across) << blockWidth);
        int y = Math.max(area.y0(), (top + i / across) << blockHeight);
        int endX = Math.min(area.x1(), (left + i % across + 1) << blockWidth);
        int endY = Math.min(area.y1(), (top + i / across + 1) << blockHeight);
        blocks[i] = new CodeBlock(x - subband.area.x0(), y - subband.area.y0(), endX - x, endY - y);
      }
      inclusion = new TagTree(across, down);
      zeroPlanes = new TagTree(across, down);
    }
  }

  private final Rect area;
  private final List<Subband> subbands;
  private final CodingParameters.Transform transform;
  private final int level;
  private final int precinctWidth;
  private final int precinctHeight;
  private final int across;
  private final int down;
  private final @Nullable List<Part>[] precincts;

  /**
   * @param level 0 is the coarsest
   * @param maxPrecincts refused above
   */
  @SuppressWarnings({"unchecked", "rawtypes"}) // an array of lists that are made on demand
  Resolution(
      Rect area,
      int level,
      List<Subband> subbands,
      CodingParameters.Transform transform,
      int maxPrecincts)
      throws StreamException {
    this.area = area;
    this.level = level;
    this.subbands = subbands;
    this.transform = transform;
    precinctWidth = transform.precincts()[level] & 15;
    precinctHeight = transform.precincts()[level] >> 4;
    across = area.isEmpty() ? 0 : count(area.x0(), area.x1(), precinctWidth);
    down = area.isEmpty() ? 0 : count(area.y0(), area.y1(), precinctHeight);
    if ((long) across * down > maxPrecincts) {
      throw StreamException.corrupt("has " + (long) across * down + " precincts in a tile");
    }
    precincts = new List[across * down];
  }

  private static int count(int from, int to, int exponent) {
    return ((to - 1) >> exponent) - (from >> exponent) + 1;
  }

  Rect area() {
    return area;
  }

  int level() {
    return level;
  }

  int precinctWidth() {
    return precinctWidth;
  }

  int precinctHeight() {
    return precinctHeight;
  }

  int precincts() {
    return across * down;
  }

  int style() {
    return transform.style();
  }

  /** Code-blocks of all subbands. */
  long codeBlocks() {
    int half = level == 0 ? 0 : 1;
    int width = Math.min(transform.blockWidth(), precinctWidth - half);
    int height = Math.min(transform.blockHeight(), precinctHeight - half);
    long blocks = 0;
    for (Subband subband : subbands) {
      Rect band = subband.area;
      if (!band.isEmpty()) {
        blocks += (long) count(band.x0(), band.x1(), width) * count(band.y0(), band.y1(), height);
      }
    }
    return blocks;
  }

  /** The precinct that starts at or holds a sample of this resolution. */
  int precinctAt(int x, int y) {
    return ((y >> precinctHeight) - (area.y0() >> precinctHeight)) * across
        + (x >> precinctWidth)
        - (area.x0() >> precinctWidth);
  }

  /** The parts of subbands in a precinct. */
  List<Part> parts(int precinct) {
    List<Part> parts = precincts[precinct];
    if (parts == null) {
      parts = makeParts(precinct);
      precincts[precinct] = parts;
    }
    return parts;
  }

  /** The parts of all precincts that packets have touched. */
  List<Part> touched() {
    List<Part> all = new ArrayList<>();
    for (List<Part> parts : precincts) {
      if (parts != null) {
        all.addAll(parts);
      }
    }
    return all;
  }

  private List<Part> makeParts(int precinct) {
    int half = level == 0 ? 0 : 1; // subbands above the first have half the samples
    int width = precinctWidth - half;
    int height = precinctHeight - half;
    long left = ((area.x0() >> precinctWidth) + (long) (precinct % across)) << width;
    long top = ((area.y0() >> precinctHeight) + (long) (precinct / across)) << height;
    List<Part> parts = new ArrayList<>(subbands.size());
    for (Subband subband : subbands) {
      Rect band = subband.area;
      Rect shared =
          new Rect(
              (int) Math.max(left, band.x0()),
              (int) Math.max(top, band.y0()),
              (int) Math.min(left + (1L << width), band.x1()),
              (int) Math.min(top + (1L << height), band.y1()));
      parts.add(
          new Part(
              subband,
              shared,
              Math.min(transform.blockWidth(), width),
              Math.min(transform.blockHeight(), height)));
    }
    return parts;
  }
}
