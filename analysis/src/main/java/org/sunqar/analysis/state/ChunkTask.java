// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.state;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.sunqar.analysis.cube.Runner;
import org.sunqar.analysis.detect.online.EvidencePlanes;
import org.sunqar.analysis.detect.online.PixelState;
import org.sunqar.analysis.detect.online.SceneTime;
import org.sunqar.raster.geo.Window;

/**
 * Brings chunks up to date: from what they are, when that is on the way to where they are to go,
 * else from the latest snapshot that is, else from the history. One per thread.
 */
final class ChunkTask<R> implements Runner.Worker<R> {

  private final StateJob job;
  private final List<Float> common;
  private final StartPoint start;
  private final StateView<R> look;
  private final ChunkBuffer fixed;
  private final ChunkBuffer moving;
  private final PixelState view;
  private final ChunkFit fit;
  private final SceneTaker taker;

  /** Fixed planes of the chunk at hand that are in memory. */
  private final BitSet loaded = new BitSet();

  /** Whether the moving planes in memory are others than those on the disk. */
  private boolean changed;

  ChunkTask(StateJob job, List<Float> common, StartPoint start, StateView<R> look) {
    this.job = job;
    this.common = common;
    this.start = start;
    this.look = look;
    this.fixed = new ChunkBuffer(job.files().planes().fit());
    this.moving = new ChunkBuffer(job.files().planes().state());
    this.view = job.files().planes().view(fixed, moving);
    this.fit = new ChunkFit(job, fixed, view);
    this.taker = SceneTaker.of(job);
  }

  @Override
  public R run(Window window) {
    int chunk = job.chunks().chunk(window);
    Way way = Way.of(job.scenes(), common, job.identity(), window);
    Optional<Stamp> now = job.files().state().stamp(chunk);
    float[] history = fixed.plane(job.files().planes().historyPlane());
    if (start instanceof StartPoint.Current
        && now.equals(Optional.of(way.end()))
        && !look.readsAll()) {
      return look.of(window, view, history);
    }
    loaded.clear();
    changed = false;
    Optional<Integer> taken = begin(chunk, way, now);
    if (taken.isEmpty() || !advance(chunk, window, way, taken.get()) || !loadForView(chunk)) {
      fit.fit(chunk);
      loaded.set(0, job.files().planes().fit().planes().size());
      changed = true;
      advance(chunk, window, way, 0);
    }
    if (changed) {
      job.files().state().write(chunk, way.end(), moving);
      job.counts().updated().incrementAndGet();
    } else if (!now.equals(Optional.of(way.end()))) {
      job.files().state().restamp(chunk, way.end());
    }
    job.kept().drop(chunk);
    return look.of(window, view, history);
  }

  /** Puts a state on the way into memory; empty when there is none. */
  private Optional<Integer> begin(int chunk, Way way, Optional<Stamp> now) {
    boolean usable =
        switch (start) {
          case StartPoint.Current _ -> true;
          case StartPoint.Before(LocalDate day) -> now.isPresent() && isBefore(way, now.get(), day);
          // what the sample of the region has just fitted is as good as new
          case StartPoint.History _ -> now.isPresent() && now.get().scenes() == 0;
        };
    if (usable
        && now.isPresent()
        && way.has(now.get())
        && job.files().state().read(chunk, moving)) {
      return Optional.of(now.get().scenes());
    }
    LocalDate latest =
        switch (start) {
          case StartPoint.Current _ -> LocalDate.MAX;
          case StartPoint.Before(LocalDate day) -> day;
          case StartPoint.History _ -> LocalDate.MIN;
        };
    Optional<Integer> taken = job.files().snapshots().restore(chunk, way.stamps(), latest, moving);
    if (taken.isPresent()) {
      changed = true;
      job.counts().replayed().incrementAndGet();
    }
    return taken;
  }

  private boolean isBefore(Way way, Stamp stamp, LocalDate day) {
    return way.has(stamp) && (stamp.scenes() == 0 || dayOf(way, stamp.scenes() - 1).isBefore(day));
  }

  private LocalDate dayOf(Way way, int place) {
    return job.scenes().scene(way.scenes().get(place)).day();
  }

  /** Takes the scenes that are left; false when planes of the fit are damaged. */
  private boolean advance(int chunk, Window window, Way way, int taken) {
    int place = taken;
    while (place < way.scenes().size()) {
      LocalDate last = place == 0 ? LocalDate.MIN : dayOf(way, place - 1);
      job.files().snapshots().keep(chunk, last, dayOf(way, place), way.stamps().get(place), moving);
      int end = taker.takesSeveral() ? together(way, place) : place + 1;
      List<SceneTime> times = new ArrayList<>();
      for (; place < end; place++) {
        int scene = way.scenes().get(place);
        // of an empty one nothing is taken: the planes stay, only the stamp goes on
        if (taker.read(chunk, window, scene, common.get(scene))) {
          times.add(job.scenes().time(scene));
        }
      }
      if (!times.isEmpty()) {
        if (!load(chunk, times)) {
          taker.forget();
          return false;
        }
        taker.update(view);
        changed = true;
      }
    }
    return true;
  }

  /** After the last place that can be taken with one in a single pass over the chunk. */
  private int together(Way way, int place) {
    long memory = job.memory();
    int end = place;
    do {
      memory -= job.sceneBytes(way.scenes().get(end));
      end++;
    } while (end < way.scenes().size()
        && memory >= job.sceneBytes(way.scenes().get(end))
        && !job.files().snapshots().keeps(dayOf(way, end - 1), dayOf(way, end)));
    return end;
  }

  private boolean load(int chunk, List<SceneTime> times) {
    BitSet wanted = new BitSet();
    for (int plane = 0; plane < job.layout().fixed().size(); plane++) {
      int needed = plane;
      wanted.set(plane, times.stream().anyMatch(time -> job.detector().needs(needed, time)));
    }
    return load(chunk, wanted);
  }

  private boolean loadForView(int chunk) {
    BitSet wanted = new BitSet();
    if (look.readsAll()) {
      wanted.set(EvidencePlanes.SCATTER);
      wanted.set(job.files().planes().historyPlane());
    }
    return load(chunk, wanted);
  }

  private boolean load(int chunk, BitSet wanted) {
    wanted.andNot(loaded);
    if (!wanted.isEmpty() && !job.files().fit().read(chunk, fixed, wanted::get)) {
      return false;
    }
    loaded.or(wanted);
    return true;
  }

  @Override
  public void close() {}
}
