// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.source;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Blocks of remote files, the most recently used up to a number of bytes. A block is claimed by the
 * first who needs it, who then has to complete it; whoever needs it meanwhile waits for the same
 * one, so that no block is fetched twice at the same time.
 *
 * <p>Blocks that are on their way are not dropped; what they take is bounded by what their readers
 * ask for at once.
 */
final class BlockCache {

  /** Bytes of a block; the last one of a file is shorter. */
  static final int BLOCK = 16 << 10;

  /**
   * Whose block it is.
   *
   * @param file equal for the same content of the same address
   * @param number of the block in the file, from 0
   */
  private record Key(Object file, long number) {}

  /**
   * A block of a file.
   *
   * @param number from 0
   * @param bytes its content, sooner or later
   * @param claimed whether the caller has to complete it
   */
  record Block(long number, CompletableFuture<byte[]> bytes, boolean claimed) {}

  private final long capacity;
  private final LinkedHashMap<Key, CompletableFuture<byte[]>> blocks =
      new LinkedHashMap<>(64, 0.75f, true);
  private long held;

  /**
   * @param capacity bytes
   */
  BlockCache(long capacity) {
    this.capacity = capacity;
  }

  /** The blocks with numbers from first to last, those that were not there being claimed. */
  synchronized List<Block> claim(Object file, long first, long last) {
    List<Block> result = new ArrayList<>((int) (last - first + 1));
    for (long number = first; number <= last; number++) {
      Key key = new Key(file, number);
      CompletableFuture<byte[]> there = blocks.get(key);
      if (there == null) {
        CompletableFuture<byte[]> made = new CompletableFuture<>();
        blocks.put(key, made);
        held += BLOCK;
        result.add(new Block(number, made, true));
      } else {
        result.add(new Block(number, there, false));
      }
    }
    trim();
    return result;
  }

  /** Forgets a block that could not be fetched, and tells those who wait for it. */
  void fail(Object file, Block block, Throwable failure) {
    synchronized (this) {
      if (blocks.remove(new Key(file, block.number), block.bytes)) {
        held -= BLOCK;
      }
    }
    block.bytes.completeExceptionally(failure);
  }

  private void trim() {
    Iterator<Map.Entry<Key, CompletableFuture<byte[]>>> oldest = blocks.entrySet().iterator();
    while (held > capacity && oldest.hasNext()) {
      if (oldest.next().getValue().isDone()) {
        oldest.remove();
        held -= BLOCK;
      }
    }
  }

  /** Bytes of the blocks that are there or on their way, each counted whole. */
  synchronized long held() {
    return held;
  }
}
