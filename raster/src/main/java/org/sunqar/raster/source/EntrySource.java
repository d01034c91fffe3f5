// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.source;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * An entry that was opened by itself: its archive is closed with it.
 *
 * @param entry of the archive
 * @param archive that nobody else uses
 */
record EntrySource(ByteSource entry, Archive archive) implements ByteSource {

  @Override
  public String name() {
    return entry.name();
  }

  @Override
  public long size() {
    return entry.size();
  }

  @Override
  public void read(long position, ByteBuffer target) {
    entry.read(position, target);
  }

  @Override
  public void willRead(List<Range> ranges) {
    entry.willRead(ranges);
  }

  @Override
  public boolean wantsToKnow() {
    return entry.wantsToKnow();
  }

  @Override
  public void close() {
    entry.close();
    archive.close();
  }
}
