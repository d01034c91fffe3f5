// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.tiles;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Pictures that were made lately, bounded by their bytes; what was unused for longest goes first.
 * Who asks for a picture that is just being made waits for it. Safe for use by several threads.
 */
final class ImageCache {

  /** What an entry takes beside its bytes: key, objects, table. */
  private static final int OVERHEAD = 512;

  private final long most;
  private final Map<String, Image> images = new LinkedHashMap<>(256, 0.75f, true);
  private final Map<String, CompletableFuture<Image>> running = new ConcurrentHashMap<>();
  private long bytes;

  /**
   * @param most bytes of all entries together
   */
  ImageCache(long most) {
    this.most = most;
  }

  /** The picture of a key, made when it is not there; what making it throws is thrown. */
  Image get(String key, Supplier<Image> maker) {
    synchronized (images) {
      Image known = images.get(key);
      if (known != null) {
        return known;
      }
    }
    CompletableFuture<Image> mine = new CompletableFuture<>();
    CompletableFuture<Image> other = running.putIfAbsent(key, mine);
    if (other != null) {
      return joined(other);
    }
    try {
      Image image = maker.get();
      put(key, image);
      mine.complete(image);
      return image;
    } catch (RuntimeException | Error e) {
      mine.completeExceptionally(e);
      throw e;
    } finally {
      running.remove(key, mine);
    }
  }

  private static Image joined(CompletableFuture<Image> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw e;
      }
    }
  }

  private void put(String key, Image image) {
    long size = size(key, image);
    if (size > most / 8) {
      return; // one picture does not drive out all others
    }
    synchronized (images) {
      Image before = images.put(key, image);
      bytes += size - (before == null ? 0 : size(key, before));
      Iterator<Map.Entry<String, Image>> oldest = images.entrySet().iterator();
      while (bytes > most && oldest.hasNext()) {
        Map.Entry<String, Image> entry = oldest.next();
        bytes -= size(entry.getKey(), entry.getValue());
        oldest.remove();
      }
    }
  }

  private static long size(String key, Image image) {
    return (long) OVERHEAD + key.length() + image.bytes().length;
  }

  /** Bytes of all entries. */
  long bytes() {
    synchronized (images) {
      return bytes;
    }
  }
}
