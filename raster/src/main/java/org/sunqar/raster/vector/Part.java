// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.vector;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pixels of one value that are connected by edges, as far as they are known. A part that turned out
 * to be the same as another one forwards to it, and so do groups of parts that touch at corners.
 */
final class Part {

  private final double value;
  private @Nullable Part mergedInto;
  private List<long[]> rings = new ArrayList<>(1);
  private long pixels;
  private int lastRow;
  private Group group;

  /** Parts that make one region. */
  static final class Group {
    private @Nullable Group mergedInto;
    private List<Part> parts = new ArrayList<>(1);
    private int lastRow;

    Group current() {
      Group group = this;
      while (group.mergedInto != null) {
        Group next = group.mergedInto;
        if (next.mergedInto != null) {
          group.mergedInto = next.mergedInto;
        }
        group = next;
      }
      return group;
    }

    /** The parts that are no part of others. */
    List<Part> parts() {
      return parts.stream().filter(part -> part.mergedInto == null).toList();
    }

    int lastRow() {
      return lastRow;
    }

    boolean isMerged() {
      return mergedInto != null;
    }

    private void merge(Group other) {
      if (other.parts.size() > parts.size()) {
        other.parts.addAll(parts);
        parts = other.parts;
      } else {
        parts.addAll(other.parts);
      }
      lastRow = Math.max(lastRow, other.lastRow);
      other.parts = List.of();
      other.mergedInto = this;
    }
  }

  Part(double value) {
    this.value = value;
    this.group = new Group();
    this.group.parts.add(this);
  }

  Part current() {
    Part part = this;
    while (part.mergedInto != null) {
      Part next = part.mergedInto;
      if (next.mergedInto != null) {
        part.mergedInto = next.mergedInto;
      }
      part = next;
    }
    return part;
  }

  /** Makes one of this part and another one, both current. */
  void merge(Part other) {
    pixels += other.pixels;
    lastRow = Math.max(lastRow, other.lastRow);
    if (other.rings.size() > rings.size()) {
      List<long[]> more = rings;
      rings = other.rings;
      rings.addAll(more);
    } else {
      rings.addAll(other.rings);
    }
    other.rings = List.of();
    other.mergedInto = this;
    join(other);
  }

  /** Puts this part and another one into one region. */
  void join(Part other) {
    Group mine = group();
    Group theirs = other.group();
    if (!mine.equals(theirs)) {
      if (mine.parts.size() < theirs.parts.size()) {
        theirs.merge(mine);
      } else {
        mine.merge(theirs);
      }
    }
  }

  void add(int count, int row) {
    pixels += count;
    lastRow = row;
    group().lastRow = row;
  }

  void addRing(long[] corners) {
    rings.add(corners);
  }

  Group group() {
    group = group.current();
    return group;
  }

  double value() {
    return value;
  }

  long pixels() {
    return pixels;
  }

  List<long[]> rings() {
    return rings;
  }
}
