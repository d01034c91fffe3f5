// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.story;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.cube.SceneVariables;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.geo.Window;

/**
 * Reads the values of a place from many scenes, several at a time. Each scene's files are opened,
 * read and closed again: of however many scenes, no more are open than are read at once, over all
 * who use one reader.
 */
public final class PlaceReader {

  /** Of one place: a store over a network answers several as soon as one. */
  private static final int AT_ONCE = 8;

  /** Pixels of a scene that count as one more scene: some 10 MB of four indices. */
  private static final int LARGE = 1 << 18;

  private final int most;
  private final Semaphore reading;

  /** Threads that stay for a while: parts of the file readers are made once a thread. */
  private final ExecutorService workers =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("place-", 0).factory());

  /**
   * A reader.
   *
   * @param most scenes that are read at the same time, over all places, at least 1; fewer of large
   *     areas
   */
  public PlaceReader(int most) {
    this.most = most;
    this.reading = new Semaphore(most, true);
  }

  /**
   * Reads a place.
   *
   * @return one a scene, in their order
   * @throws AnalysisException AREA when the place is too large; GRID_MISMATCH when a file is not as
   *     the catalogue says
   * @throws InterruptedException when whoever asked is gone
   */
  public List<Sighting> read(List<SceneVariables> scenes, Place place) throws InterruptedException {
    Sighting[] found = new Sighting[scenes.size()];
    AtomicInteger next = new AtomicInteger();
    List<Future<?>> work =
        IntStream.range(0, Math.min(AT_ONCE, scenes.size()))
            .<Future<?>>mapToObj(_ ->
                workers.submit(() -> {
                  int i = next.getAndIncrement();
                  while (i < found.length) {
                    found[i] = readOne(scenes.get(i), place);
                    i = next.getAndIncrement();
                  }
                  return true;
                }))
            .toList();
    try {
      for (Future<?> each : work) {
        each.get();
      }
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw new IllegalStateException(e);
      }
    } finally {
      next.set(found.length); // where one failed, the others need not go on
    }
    return List.of(found);
  }

  private Sighting readOne(SceneVariables scene, Place place) throws InterruptedException {
    Optional<Place.Piece> piece = place.in(scene.grid());
    if (piece.isEmpty()) {
      return new Sighting.Outside();
    }
    int share = (int) Math.min(most, 1 + piece.get().window().pixels() / LARGE);
    reading.acquire(share);
    try {
      return seen(scene.read(piece.get().window()), piece.get());
    } catch (RasterException e) {
      return new Sighting.Unreadable(e);
    } finally {
      reading.release(share);
    }
  }

  private static Sighting.Seen seen(SceneVariables.Values values, Place.Piece piece) {
    float[][] planes = values.planes();
    Window window = piece.window();
    if (piece.area().isEmpty()) {
      double[] single = new double[planes.length];
      Arrays.setAll(single, v -> planes[v][0]);
      boolean clear =
          !values.hidden()[0] && Arrays.stream(single).anyMatch(value -> !Double.isNaN(value));
      return new Sighting.Seen(single, new double[planes.length], clear ? 1 : 0);
    }
    Statistics[] statistics = new Statistics[planes.length];
    Arrays.setAll(statistics, _ -> new Statistics());
    long clear = 0;
    for (int i = 0; i < values.hidden().length; i++) {
      if (values.hidden()[i]
          || !piece.area().get().contains(i % window.width(), i / window.width())) {
        continue;
      }
      boolean any = false;
      for (int v = 0; v < planes.length; v++) {
        any |= statistics[v].add(planes[v][i]);
      }
      clear += any ? 1 : 0;
    }
    return new Sighting.Seen(
        Arrays.stream(statistics).mapToDouble(Statistics::mean).toArray(),
        Arrays.stream(statistics).mapToDouble(Statistics::deviation).toArray(),
        clear / (double) piece.area().get().pixels());
  }

  /** Mean and standard deviation in one pass (Welford 1962, Technometrics 4). */
  private static final class Statistics {
    private long count;
    private double mean;
    private double squares;

    /** False for NaN, which does not count. */
    boolean add(float value) {
      if (Float.isNaN(value)) {
        return false;
      }
      count++;
      double departure = value - mean;
      mean += departure / count;
      squares += departure * (value - mean);
      return true;
    }

    double mean() {
      return count == 0 ? Double.NaN : mean;
    }

    double deviation() {
      return count == 0 ? Double.NaN : Math.sqrt(squares / count);
    }
  }
}
