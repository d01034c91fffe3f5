// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.state;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.sunqar.analysis.cube.Chunk;

/**
 * Scenes that were read for the regional sample, kept until their chunk takes them, as far as the
 * memory goes: of a small region the sample has read everything, and it would be decoded twice.
 * Shared by the workers.
 */
final class KeptScenes {

  private final AtomicLong left;
  private final Map<Integer, Map<Integer, Chunk.Plane>> chunks = new ConcurrentHashMap<>();

  /** A place for so many bytes. */
  KeptScenes(long memory) {
    this.left = new AtomicLong(memory);
  }

  /** Whether there is room for so many bytes, which is taken then. */
  boolean take(long bytes) {
    long before = left.getAndUpdate(free -> free >= bytes ? free - bytes : free);
    return before >= bytes;
  }

  /**
   * Keeps scenes of a chunk.
   *
   * @param planes one for each of the scenes, which are numbered as in the sequence
   */
  void put(int chunk, List<Integer> scenes, List<Chunk.Plane> planes) {
    chunks.put(
        chunk,
        IntStream.range(0, planes.size())
            .boxed()
            .collect(Collectors.toUnmodifiableMap(scenes::get, planes::get)));
  }

  Optional<Chunk.Plane> get(int chunk, int scene) {
    return Optional.ofNullable(chunks.getOrDefault(chunk, Map.of()).get(scene));
  }

  /** Forgets a chunk that has taken its scenes. */
  void drop(int chunk) {
    chunks.remove(chunk);
  }
}
