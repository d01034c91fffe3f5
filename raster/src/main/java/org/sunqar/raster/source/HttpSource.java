// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.source;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import org.sunqar.raster.RasterException;

/**
 * A file on an HTTP server, read by ranges.
 *
 * <p>It is fetched in blocks of 16 KiB, which go into a cache that all files share. Missing blocks
 * that lie side by side, or nearly so, are one request, several runs of them are asked for at the
 * same time. Ranges that {@link #willRead} announces are on their way while the first of them is
 * decoded. The first request brings the head of the file, and its size.
 *
 * <p>A file that changes while it is open is noticed by its entity tag, date or size, and fails.
 * Between two openings within {@link SourceOptions.Fetching#fresh} nobody asks; after that the
 * first request of an opening does.
 */
final class HttpSource implements ByteSource {

  private static final int BLOCK = BlockCache.BLOCK;

  /** Most bytes of one request: with a larger one less is parallel. */
  private static final int MAX_RUN = 2 << 20;

  /** Most bytes that are announced and fetched before they are asked for. */
  private static final long MAX_AHEAD = 16 << 20;

  /** Most runs that are remembered as announced. */
  private static final int MAX_ANNOUNCED = 100_000;

  /**
   * Blocks side by side.
   *
   * @param first number
   * @param last number
   */
  private record Run(long first, long last) {
    long bytes() {
      return (last - first + 1) * BLOCK;
    }
  }

  private final RemoteFile file;
  private final RemoteCache remote;
  private final FileVersion version;
  private final Object identity;
  private final Optional<byte[]> whole;
  private final ConcurrentNavigableMap<Long, Run> announced = new ConcurrentSkipListMap<>();
  private volatile boolean closed;

  /** End of what is fetched of the header while that is read, block by block; 0 after it. */
  private volatile long headerEnd;

  private HttpSource(
      RemoteFile file, RemoteCache remote, FileVersion version, Optional<byte[]> whole) {
    this.file = file;
    this.remote = remote;
    this.version = version;
    this.whole = whole;
    // without a tag or a date another opening cannot know that it is the same content
    this.identity = version.isIdentified() ? Map.entry(file.key(), version) : new Object();
  }

  /** Asks for the head of the file, unless it is known. */
  static HttpSource open(RemoteFile file, RemoteCache remote) {
    Optional<FileVersion> known = remote.known(file);
    if (known.isPresent()) {
      return new HttpSource(file, remote, known.get(), Optional.empty());
    }
    int head = (remote.fetching().head() + BLOCK - 1) / BLOCK * BLOCK;
    HttpRanges.Part part = remote.ranges().get(file, 0, head, Optional.empty());
    if (part.isAll()) {
      byte[] all = Arrays.copyOf(part.bytes(), part.length());
      return new HttpSource(file, remote, part.version(), Optional.of(all));
    }
    HttpSource source = new HttpSource(file, remote, part.version(), Optional.empty());
    long last = (long) part.length() / BLOCK - 1;
    List<BlockCache.Block> blocks = remote.blocks().claim(source.identity, 0, last);
    source.complete(blocks, part);
    source.headerEnd = (last + 1) * BLOCK;
    remote.remember(file, part.version());
    return source;
  }

  @Override
  public String name() {
    return file.name();
  }

  @Override
  public long size() {
    return version.size();
  }

  @Override
  public boolean wantsToKnow() {
    return whole.isEmpty();
  }

  @Override
  public void willRead(List<Range> ranges) {
    if (whole.isPresent() || ranges.isEmpty()) {
      return;
    }
    headerEnd = 0;
    willFetch(ranges);
  }

  private void willFetch(List<Range> ranges) {
    if (announced.size() > MAX_ANNOUNCED) {
      announced.clear(); // left by readers that failed; what is missing is fetched when it is read
    }
    List<Run> runs = runs(ranges);
    for (Run run : runs) {
      announced.put(run.first, run);
    }
    if (!runs.isEmpty()) {
      startAnnounced(runs.getFirst().first);
    }
  }

  /** The blocks of ranges in runs, in the order of the file. */
  private List<Run> runs(List<Range> ranges) {
    List<Range> sorted = new ArrayList<>(ranges);
    sorted.sort((a, b) -> Long.compare(a.position(), b.position()));
    List<Run> runs = new ArrayList<>();
    for (Range range : sorted) {
      checkInside(range.position(), range.size());
      if (range.size() > 0) {
        long end = range.position() + range.size();
        append(runs, new Run(range.position() / BLOCK, (end - 1) / BLOCK));
      }
    }
    return runs;
  }

  /** Joins a run to the last one where the gap is small and the result not too large. */
  private void append(List<Run> runs, Run next) {
    long first = next.first;
    if (!runs.isEmpty()) {
      Run before = runs.getLast();
      first = Math.max(first, before.last + 1);
      Run joined = new Run(before.first, Math.max(before.last, next.last));
      long gap = (first - before.last - 1) * BLOCK;
      if (gap <= remote.fetching().gap() && joined.bytes() <= MAX_RUN) {
        runs.set(runs.size() - 1, joined);
        return;
      }
    }
    long most = MAX_RUN / BLOCK;
    for (long at = first; at <= next.last; at += most) {
      runs.add(new Run(at, Math.min(next.last, at + most - 1)));
    }
  }

  /** Starts to fetch announced runs from a block on, as many as may be ahead. */
  private void startAnnounced(long from) {
    long budget = Math.min(MAX_AHEAD, remote.fetching().cacheBytes() / 4);
    Map.Entry<Long, Run> entry = announced.ceilingEntry(from);
    boolean first = true;
    while (entry != null && (first || entry.getValue().bytes() <= budget)) {
      Run run = entry.getValue();
      if (announced.remove(entry.getKey(), run)) {
        budget -= run.bytes();
        first = false;
        startMissing(claim(run));
      }
      entry = announced.higherEntry(entry.getKey());
    }
  }

  private List<BlockCache.Block> claim(Run run) {
    return remote.blocks().claim(identity, run.first, run.last);
  }

  @Override
  public void read(long position, ByteBuffer target) {
    if (position < 0) {
      throw new IllegalArgumentException("position is negative: " + position);
    }
    if (closed) {
      throw new RasterException(RasterException.Key.IO, name() + " is closed");
    }
    checkInside(position, target.remaining());
    if (whole.isPresent()) {
      target.put(whole.get(), (int) position, target.remaining());
      return;
    }
    long at = position;
    while (target.hasRemaining()) {
      long end = Math.min(at + target.remaining(), at + 4L * MAX_RUN);
      fill(at, end, target);
      at = end;
    }
  }

  private void checkInside(long position, long bytes) {
    if (bytes < 0 || position < 0 || bytes > size() - position) {
      throw new RasterException(
          RasterException.Key.TRUNCATED,
          name() + " ends at byte " + size() + ", before byte " + (position + bytes));
    }
  }

  private void fill(long position, long end, ByteBuffer target) {
    Run run = new Run(position / BLOCK, (end - 1) / BLOCK);
    growHeader(position, end);
    Map.Entry<Long, Run> planned = announced.floorEntry(run.last);
    if (planned != null && planned.getValue().last >= run.first) {
      startAnnounced(planned.getKey());
    }
    List<BlockCache.Block> blocks = claim(run);
    startMissing(blocks);
    for (BlockCache.Block block : blocks) {
      byte[] bytes = await(block);
      long blockStart = block.number() * BLOCK;
      int from = (int) (Math.max(position, blockStart) - blockStart);
      int to = (int) (Math.min(end, blockStart + bytes.length) - blockStart);
      target.put(bytes, from, to - from);
    }
  }

  /**
   * A read not far behind the head of the file, of which nothing was said, goes on with the header:
   * all up to it is fetched, and as much behind it as before.
   */
  private void growHeader(long position, long end) {
    long known = headerEnd;
    if (known > 0 && position >= known && end - known <= MAX_RUN / 2) {
      long until = Math.min(size(), end + known);
      headerEnd = (until + BLOCK - 1) / BLOCK * BLOCK;
      willFetch(List.of(new Range(known, Math.min(until - known, MAX_RUN))));
    }
  }

  private byte[] await(BlockCache.Block block) {
    try {
      return block.bytes().get();
    } catch (InterruptedException e) {
      throw HttpAttempts.interrupted(name(), e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RasterException cause) {
        throw new RasterException(cause.key(), String.valueOf(cause.getMessage()), cause);
      }
      throw new IllegalStateException(name() + " was not fetched", e.getCause());
    }
  }

  /** The claimed blocks in groups without a gap, none larger than a request may be. */
  private static List<List<BlockCache.Block>> sideBySide(List<BlockCache.Block> blocks) {
    List<List<BlockCache.Block>> groups = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= blocks.size(); i++) {
      boolean ends =
          i == blocks.size() || !blocks.get(i).claimed() || (i - start) * BLOCK >= MAX_RUN;
      if (ends && i > start) {
        groups.add(blocks.subList(start, i));
        start = i;
      }
      if (i < blocks.size() && !blocks.get(i).claimed()) {
        start = i + 1;
      }
    }
    return groups;
  }

  /**
   * Fetches what is claimed in threads of their own, because others may wait for it too: a reader
   * that is interrupted is not their failure.
   */
  private void startMissing(List<BlockCache.Block> blocks) {
    for (List<BlockCache.Block> together : sideBySide(blocks)) {
      try {
        remote.ranges().start(() -> fetch(together));
      } catch (RejectedExecutionException e) {
        RasterException failure =
            new RasterException(RasterException.Key.IO, name() + " is closed", e);
        together.forEach(block -> remote.blocks().fail(identity, block, failure));
      }
    }
  }

  /** Fetches blocks that lie side by side; a failure goes to those who wait for them. */
  @SuppressWarnings("CatchingUnchecked") // whoever waits must be told, whatever it is
  private void fetch(List<BlockCache.Block> blocks) {
    try {
      long position = blocks.getFirst().number() * BLOCK;
      long end = Math.min(size(), (blocks.getLast().number() + 1) * BLOCK);
      HttpRanges.Part part =
          remote.ranges().get(file, position, (int) (end - position), Optional.of(version));
      complete(blocks, part);
    } catch (RuntimeException | Error e) {
      remote.forget(file);
      blocks.forEach(block -> remote.blocks().fail(identity, block, e));
      if (e instanceof Error error) {
        throw error;
      }
    }
  }

  private void complete(List<BlockCache.Block> blocks, HttpRanges.Part part) {
    for (BlockCache.Block block : blocks) {
      int from = Math.toIntExact(block.number() * BLOCK - part.position());
      int to = Math.min(part.length(), from + BLOCK);
      block.bytes().complete(Arrays.copyOfRange(part.bytes(), from, to));
    }
  }

  @Override
  public void close() {
    closed = true;
    announced.clear();
  }
}
