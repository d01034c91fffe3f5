// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.cube;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The dates of a chunk as they are stored, where all of them mean the same by a number.
 *
 * @param planes samples of the dates that there are
 * @param noData sample that stands for no value
 * @param scale of all, above 0
 * @param offset of all
 */
public record StoredDates(List<short[]> planes, int noData, float scale, float offset) {

  public StoredDates {
    planes = List.copyOf(planes);
  }

  /** Those of a chunk; empty where the dates are not of one kind, or there is no date at all. */
  public static Optional<StoredDates> of(Chunk chunk) {
    List<short[]> stored = new ArrayList<>();
    Optional<Chunk.Plane.Samples> like = Optional.empty();
    for (Chunk.Plane plane : chunk.planes()) {
      switch (plane) {
        case Chunk.Plane.Missing _ -> {}
        case Chunk.Plane.Values _ -> {
          return Optional.empty();
        }
        case Chunk.Plane.Samples own -> {
          Chunk.Plane.Samples first = like.orElse(own);
          if (own.noData() != first.noData()
              || own.scale() != first.scale()
              || own.offset() != first.offset()
              || !(own.scale() > 0)) {
            return Optional.empty();
          }
          like = Optional.of(first);
          stored.add(own.samples());
        }
      }
    }
    return like.map(kind -> new StoredDates(stored, kind.noData(), kind.scale(), kind.offset()));
  }
}
