// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.alert;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.raster.geo.Grid;

/**
 * Groups changed pixels into alerts: seeds are pixels with a long enough run; groups of seeds (by
 * edges and corners) of at least half the minimum mapping unit grow over neighbours with a run one
 * shorter, as long as two pixels of the alert touch them; pixels that at least five of their eight
 * neighbours surround are taken in; what is still smaller than the minimum mapping unit is dropped.
 * Growth is by whole rounds, so the result does not depend on any order.
 *
 * <p>Not done by {@code org.sunqar.raster.vector.Vectorizer}, which hands out outlines and counts:
 * here the pixels of each group are needed, between rounds and for their changes.
 */
public final class PixelGrouping {

  private static final byte WEAK = 1;
  private static final byte SEED = 2;
  private static final byte ALERT = 4;
  private static final int GROWTH_ROUNDS = 4;
  private static final int TOUCHING = 2;
  private static final int SURROUNDED = 5;

  private final int width;
  private final int height;
  private final AlertRule rule;
  private final int minimumPixels;

  /**
   * Grouping over a grid.
   *
   * @param pixelAreaM2 area of one pixel (square metres)
   * @throws AnalysisException MEMORY for a grid of more than 2^30 pixels
   */
  public PixelGrouping(Grid grid, double pixelAreaM2, AlertRule rule) {
    if ((long) grid.width() * grid.height() > 1 << 30) {
      throw new AnalysisException(
          AnalysisException.Key.MEMORY,
          "a watch of "
              + grid.width()
              + " x "
              + grid.height()
              + " pixels is too large to group at once: split its area");
    }
    this.width = grid.width();
    this.height = grid.height();
    this.rule = rule;
    this.minimumPixels = rule.minimumPixels(pixelAreaM2);
  }

  /**
   * Groups in the order of their first pixel. Changes that the rule does not take do not count: a
   * pixel with such a change is one without, also where its neighbours close over it.
   */
  public List<PixelGroup> group(List<PixelChange> changes) {
    List<PixelChange> sorted =
        changes.stream().filter(rule::takes).sorted(Comparator.comparingInt(this::index)).toList();
    byte[] state = new byte[width * height];
    for (PixelChange change : sorted) {
      state[index(change)] =
          switch (change.strength()) {
            case SEED -> SEED;
            case WEAK -> WEAK;
          };
    }
    for (int[] seeds : components(state, SEED)) {
      if (seeds.length >= (minimumPixels + 1) / 2) {
        mark(state, seeds, ALERT);
      }
    }
    for (int round = 0; round < GROWTH_ROUNDS; round++) {
      if (!grow(state, WEAK | SEED, TOUCHING)) {
        break;
      }
    }
    grow(state, 0, SURROUNDED);
    List<PixelGroup> groups = new ArrayList<>();
    for (int[] pixels : components(state, ALERT)) {
      if (pixels.length >= minimumPixels) {
        Arrays.sort(pixels);
        groups.add(new PixelGroup(pixels, changesOf(pixels, sorted)));
      }
    }
    return groups;
  }

  private int index(PixelChange change) {
    return change.row() * width + change.col();
  }

  private static void mark(byte[] state, int[] pixels, byte flag) {
    for (int pixel : pixels) {
      state[pixel] |= flag;
    }
  }

  /**
   * One round: pixels with one of the flags (0: any) and enough neighbours in the alert join it.
   */
  private boolean grow(byte[] state, int flags, int neighbours) {
    int[] joining = new int[64];
    int count = 0;
    for (int row = 0; row < height; row++) {
      for (int col = 0; col < width; col++) {
        int pixel = row * width + col;
        if ((state[pixel] & ALERT) != 0 || (flags != 0 && (state[pixel] & flags) == 0)) {
          continue;
        }
        if (neighboursInAlert(state, col, row) >= neighbours) {
          joining = count == joining.length ? Arrays.copyOf(joining, count * 2) : joining;
          joining[count++] = pixel;
        }
      }
    }
    mark(state, Arrays.copyOf(joining, count), ALERT);
    return count > 0;
  }

  private int neighboursInAlert(byte[] state, int col, int row) {
    int count = 0;
    for (int r = Math.max(0, row - 1); r <= Math.min(height - 1, row + 1); r++) {
      for (int c = Math.max(0, col - 1); c <= Math.min(width - 1, col + 1); c++) {
        count += (state[r * width + c] & ALERT) != 0 ? 1 : 0;
      }
    }
    return count;
  }

  /** Connected pixels (8 neighbours) that carry a flag, in the order of their first pixel. */
  private List<int[]> components(byte[] state, byte flag) {
    List<int[]> components = new ArrayList<>();
    boolean[] visited = new boolean[state.length];
    int[] stack = new int[64];
    for (int start = 0; start < state.length; start++) {
      if (visited[start] || (state[start] & flag) == 0) {
        continue;
      }
      int[] members = new int[16];
      int count = 0;
      int depth = 0;
      stack[depth++] = start;
      visited[start] = true;
      while (depth > 0) {
        int pixel = stack[--depth];
        members = count == members.length ? Arrays.copyOf(members, count * 2) : members;
        members[count++] = pixel;
        int row = pixel / width;
        int col = pixel % width;
        for (int r = Math.max(0, row - 1); r <= Math.min(height - 1, row + 1); r++) {
          for (int c = Math.max(0, col - 1); c <= Math.min(width - 1, col + 1); c++) {
            int next = r * width + c;
            if (!visited[next] && (state[next] & flag) != 0) {
              visited[next] = true;
              stack = depth == stack.length ? Arrays.copyOf(stack, depth * 2) : stack;
              stack[depth++] = next;
            }
          }
        }
      }
      components.add(Arrays.copyOf(members, count));
    }
    return components;
  }

  private List<PixelChange> changesOf(int[] pixels, List<PixelChange> sorted) {
    List<PixelChange> result = new ArrayList<>();
    int at = lowerBound(sorted, pixels[0]);
    for (int pixel : pixels) {
      while (at < sorted.size() && index(sorted.get(at)) < pixel) {
        at++;
      }
      if (at < sorted.size() && index(sorted.get(at)) == pixel) {
        result.add(sorted.get(at));
      }
    }
    return result;
  }

  private int lowerBound(List<PixelChange> sorted, int pixel) {
    int low = 0;
    int high = sorted.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (index(sorted.get(middle)) < pixel) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
