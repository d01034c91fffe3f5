// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.warp;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sunqar.raster.pixel.Raster;

/**
 * Rasters that are opened when they are used and stay open for the next use, as many as allowed;
 * the one unused for longest is closed first. Those in use at once may be more. Safe for concurrent
 * use.
 *
 * @param <K> what tells a raster from the others
 */
public final class RasterPool<K> implements AutoCloseable {

  private final Function<? super K, Raster> opener;
  private final int most;
  private final Map<K, Handle> handles = new LinkedHashMap<>(16, 0.75f, true);
  private boolean closed;

  /**
   * @param opener opens the raster of a key
   * @param most rasters kept open
   */
  public RasterPool(Function<? super K, Raster> opener, int most) {
    this.opener = opener;
    this.most = most;
  }

  private static final class Handle {
    private int users;
    private @Nullable Raster raster;

    synchronized Raster open(Supplier<Raster> opener) {
      if (raster == null) {
        raster = opener.get();
      }
      return raster;
    }

    synchronized void close() {
      if (raster != null) {
        raster.close();
        raster = null;
      }
    }
  }

  /** Does something with a raster, which stays open meanwhile. */
  public <T> T use(K key, Function<Raster, T> action) {
    Handle handle;
    synchronized (handles) {
      if (closed) {
        throw new IllegalStateException("the rasters are closed");
      }
      handle = handles.computeIfAbsent(key, _ -> new Handle());
      handle.users++;
    }
    try {
      return action.apply(handle.open(() -> opener.apply(key)));
    } finally {
      release(handle);
    }
  }

  private void release(Handle handle) {
    List<Handle> unused = new ArrayList<>();
    synchronized (handles) {
      handle.users--;
      Iterator<Handle> oldest = handles.values().iterator();
      while ((handles.size() > most || closed) && oldest.hasNext()) {
        Handle candidate = oldest.next();
        if (candidate.users == 0) {
          oldest.remove();
          unused.add(candidate);
        }
      }
    }
    unused.forEach(Handle::close);
  }

  /** Closes all; those in use are closed when they are released. */
  @Override
  public void close() {
    List<Handle> unused = new ArrayList<>();
    synchronized (handles) {
      closed = true;
      handles
          .values()
          .removeIf(handle -> {
            if (handle.users == 0) {
              unused.add(handle);
            }
            return handle.users == 0;
          });
    }
    unused.forEach(Handle::close);
  }
}
