// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.plan.timeline;

import java.util.Arrays;
import org.hipparchus.geometry.euclidean.threed.Vector3D;

/**
 * All ways to do what is asked for: which satellite looks at which target from which step of the
 * grid on. Ways of an item follow each other. Directions are unit vectors from the satellite in one
 * inertial frame.
 */
public final class Candidates {

  private final int[] firstOfItem;
  private final double[] worth;
  private final int[] item;
  private final int[] satellite;
  private final int[] start;
  private final int[] length;

  /** Of three numbers each: where the satellite looks at the beginning and at the end. */
  private final double[] from;

  private final double[] to;

  /** Turning and settling from nadir (s). */
  private final double[] fromNadir;

  private Candidates(Builder b) {
    firstOfItem = Arrays.copyOf(b.firstOfItem, b.items + 1);
    worth = Arrays.copyOf(b.worth, b.items);
    item = Arrays.copyOf(b.item, b.count);
    satellite = Arrays.copyOf(b.satellite, b.count);
    start = Arrays.copyOf(b.start, b.count);
    length = Arrays.copyOf(b.length, b.count);
    from = Arrays.copyOf(b.from, 3 * b.count);
    to = Arrays.copyOf(b.to, 3 * b.count);
    fromNadir = Arrays.copyOf(b.fromNadir, b.count);
  }

  public int items() {
    return worth.length;
  }

  public double worth(int item) {
    return worth[item];
  }

  /** The first candidate of an item; for {@code items()} the number of all. */
  public int first(int item) {
    return firstOfItem[item];
  }

  public int itemOf(int candidate) {
    return item[candidate];
  }

  public int satellite(int candidate) {
    return satellite[candidate];
  }

  /** The step at which it begins. */
  public int start(int candidate) {
    return start[candidate];
  }

  /** Steps that it takes. */
  public int length(int candidate) {
    return length[candidate];
  }

  double fromNadir(int candidate) {
    return fromNadir[candidate];
  }

  /** The cosine of the angle from where one ends to where another begins. */
  double cosine(int earlier, int later) {
    int a = 3 * earlier;
    int b = 3 * later;
    return to[a] * from[b] + to[a + 1] * from[b + 1] + to[a + 2] * from[b + 2];
  }

  /** Collects candidates item after item. */
  public static final class Builder {
    private int[] firstOfItem = new int[1024];
    private double[] worth = new double[1024];
    private int[] item = new int[1024];
    private int[] satellite = new int[1024];
    private int[] start = new int[1024];
    private int[] length = new int[1024];
    private double[] from = new double[3 * 1024];
    private double[] to = new double[3 * 1024];
    private double[] fromNadir = new double[1024];
    private int items;
    private int count;

    /** Begins the next item; may stay without candidates. */
    public void item(double itemWorth) {
      if (items + 1 == firstOfItem.length) {
        firstOfItem = Arrays.copyOf(firstOfItem, 2 * firstOfItem.length);
        worth = Arrays.copyOf(worth, 2 * worth.length);
      }
      worth[items++] = itemWorth;
      firstOfItem[items] = count;
    }

    /**
     * Adds a candidate of the item at hand.
     *
     * @param startStep at which it begins
     * @param steps that it takes
     * @param begin unit vector of sight at its beginning
     * @param end unit vector of sight at its end
     * @param nadirSeconds turning and settling when the satellite comes from nadir (s)
     */
    public void add(
        int onSatellite,
        int startStep,
        int steps,
        Vector3D begin,
        Vector3D end,
        double nadirSeconds) {
      if (count == item.length) {
        grow();
      }
      item[count] = items - 1;
      satellite[count] = onSatellite;
      start[count] = startStep;
      length[count] = steps;
      put(from, begin);
      put(to, end);
      fromNadir[count++] = nadirSeconds;
      firstOfItem[items] = count;
    }

    private void put(double[] all, Vector3D v) {
      all[3 * count] = v.getX();
      all[3 * count + 1] = v.getY();
      all[3 * count + 2] = v.getZ();
    }

    private void grow() {
      int size = 2 * count;
      item = Arrays.copyOf(item, size);
      satellite = Arrays.copyOf(satellite, size);
      start = Arrays.copyOf(start, size);
      length = Arrays.copyOf(length, size);
      from = Arrays.copyOf(from, 3 * size);
      to = Arrays.copyOf(to, 3 * size);
      fromNadir = Arrays.copyOf(fromNadir, size);
    }

    public Candidates build() {
      return new Candidates(this);
    }
  }
}
