// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.source;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the remote files of one {@link Sources} share: connections, blocks, and what is known. */
final class RemoteCache implements AutoCloseable {

  /** Files of which the version is remembered. */
  private static final int MAX_KNOWN = 10_000;

  /**
   * What was seen of a file.
   *
   * @param version at that time
   * @param nanos when, by {@link System#nanoTime}
   */
  private record Seen(FileVersion version, long nanos) {}

  private final SourceOptions.Fetching fetching;
  private final HttpRanges ranges;
  private final BlockCache blocks;

  private final Map<RemoteFile.Key, Seen> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<RemoteFile.Key, Seen> eldest) {
          return size() > MAX_KNOWN;
        }
      };

  RemoteCache(SourceOptions options) {
    this.fetching = options.fetching();
    this.ranges = new HttpRanges(options);
    this.blocks = new BlockCache(fetching.cacheBytes());
  }

  SourceOptions.Fetching fetching() {
    return fetching;
  }

  HttpRanges ranges() {
    return ranges;
  }

  BlockCache blocks() {
    return blocks;
  }

  /** The version of a file that was seen not long ago. */
  Optional<FileVersion> known(RemoteFile file) {
    synchronized (known) {
      Seen seen = known.get(file.key());
      return seen != null && System.nanoTime() - seen.nanos < fetching.fresh().toNanos()
          ? Optional.of(seen.version)
          : Optional.empty();
    }
  }

  void remember(RemoteFile file, FileVersion version) {
    if (version.isIdentified()) {
      synchronized (known) {
        known.put(file.key(), new Seen(version, System.nanoTime()));
      }
    }
  }

  void forget(RemoteFile file) {
    synchronized (known) {
      known.remove(file.key());
    }
  }

  @Override
  public void close() {
    ranges.close();
  }
}
