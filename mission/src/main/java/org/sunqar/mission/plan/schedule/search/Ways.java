// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.plan.schedule.search;

import java.util.Arrays;
import java.util.List;
import org.sunqar.mission.plan.schedule.Pointing;

/**
 * All ways to take what is asked for, in arrays. A way is one look, or the two or three looks of a
 * stereo image; the ways of an item follow each other, the one that is worth most first, and so do
 * the looks of a way, by time.
 */
final class Ways {

  /** Numbers of a look: its start and end (s), then two pointings (rad); a line of the cache. */
  static final int STRIDE = 8;

  private final int[] firstOfItem;
  private final int[] item;
  private final int[] camera;
  private final double[] worth;
  private final int[] firstLook;
  private final int[] wayOfLook;
  final double[] look;

  private Ways(Builder b, int items) {
    int count = b.count;
    int[] order = order(b, items);
    firstOfItem = new int[items + 1];
    item = new int[count];
    camera = new int[count];
    worth = new double[count];
    firstLook = new int[count + 1];
    wayOfLook = new int[b.looks];
    look = new double[STRIDE * b.looks];
    int at = 0;
    for (int w = 0; w < count; w++) {
      int from = order[w];
      item[w] = b.item[from];
      camera[w] = b.camera[from];
      worth[w] = b.worth[from];
      firstOfItem[item[w] + 1] = w + 1;
      for (int k = b.firstLook[from]; k < b.firstLook[from + 1]; k++) {
        wayOfLook[at] = w;
        System.arraycopy(b.look, STRIDE * k, look, STRIDE * at, STRIDE);
        at++;
      }
      firstLook[w + 1] = at;
    }
    for (int i = 0; i < items; i++) {
      firstOfItem[i + 1] = Math.max(firstOfItem[i + 1], firstOfItem[i]);
    }
  }

  /** Ways by item, then by falling worth; of equal worth in the order in which they came. */
  private static int[] order(Builder b, int items) {
    int[] next = new int[items + 1];
    for (int w = 0; w < b.count; w++) {
      next[b.item[w] + 1]++;
    }
    for (int i = 0; i < items; i++) {
      next[i + 1] += next[i];
    }
    int[] first = next.clone();
    int[] order = new int[b.count];
    for (int w = 0; w < b.count; w++) {
      int at = next[b.item[w]]++;
      while (at > first[b.item[w]] && b.worth[order[at - 1]] < b.worth[w]) {
        order[at] = order[at - 1];
        at--;
      }
      order[at] = w;
    }
    return order;
  }

  /** All ways of several collections, sorted. */
  static Ways of(List<Builder> parts, int items) {
    Builder all = new Builder();
    parts.forEach(all::add);
    return new Ways(all, items);
  }

  int items() {
    return firstOfItem.length - 1;
  }

  int count() {
    return item.length;
  }

  int first(int anItem) {
    return firstOfItem[anItem];
  }

  int itemOf(int way) {
    return item[way];
  }

  /** Number of the camera that takes it. */
  int camera(int way) {
    return camera[way];
  }

  /** Before the members' weights. */
  double worth(int way) {
    return worth[way];
  }

  int firstLook(int way) {
    return firstLook[way];
  }

  int wayOf(int aLook) {
    return wayOfLook[aLook];
  }

  int itemOfLook(int aLook) {
    return item[wayOfLook[aLook]];
  }

  double start(int aLook) {
    return look[STRIDE * aLook];
  }

  double end(int aLook) {
    return look[STRIDE * aLook + 1];
  }

  Pointing from(int aLook) {
    int a = STRIDE * aLook;
    return new Pointing(look[a + 2], look[a + 3], look[a + 4]);
  }

  Pointing to(int aLook) {
    int a = STRIDE * aLook;
    return new Pointing(look[a + 5], look[a + 6], look[a + 7]);
  }

  /** Seconds of imaging. */
  double seconds(int way) {
    double sum = 0;
    for (int k = firstLook[way]; k < firstLook[way + 1]; k++) {
      sum += end(k) - start(k);
    }
    return sum;
  }

  /** Collects ways in any order. */
  static final class Builder {
    private int[] item = new int[1024];
    private int[] camera = new int[1024];
    private double[] worth = new double[1024];
    private int[] firstLook = new int[1025];
    private double[] look = new double[STRIDE * 1024];
    private int count;
    private int looks;

    /** Begins the next way. */
    void way(int ofItem, int byCamera, double itsWorth) {
      if (count == item.length) {
        item = Arrays.copyOf(item, 2 * count);
        camera = Arrays.copyOf(camera, 2 * count);
        worth = Arrays.copyOf(worth, 2 * count);
        firstLook = Arrays.copyOf(firstLook, 2 * count + 1);
      }
      item[count] = ofItem;
      camera[count] = byCamera;
      worth[count++] = itsWorth;
      firstLook[count] = looks;
    }

    /** Adds a look to the way at hand, later than the one before. */
    void look(double start, double end, Pointing from, Pointing to) {
      if (STRIDE * looks == look.length) {
        look = Arrays.copyOf(look, 2 * look.length);
      }
      int a = STRIDE * looks;
      look[a] = start;
      look[a + 1] = end;
      look[a + 2] = from.roll();
      look[a + 3] = from.pitch();
      look[a + 4] = from.yaw();
      look[a + 5] = to.roll();
      look[a + 6] = to.pitch();
      look[a + 7] = to.yaw();
      looks++;
      firstLook[count] = looks;
    }

    private void add(Builder other) {
      for (int w = 0; w < other.count; w++) {
        way(other.item[w], other.camera[w], other.worth[w]);
        for (int k = other.firstLook[w]; k < other.firstLook[w + 1]; k++) {
          if (STRIDE * looks == look.length) {
            look = Arrays.copyOf(look, 2 * look.length);
          }
          System.arraycopy(other.look, STRIDE * k, look, STRIDE * looks, STRIDE);
          firstLook[count] = ++looks;
        }
      }
    }
  }
}
