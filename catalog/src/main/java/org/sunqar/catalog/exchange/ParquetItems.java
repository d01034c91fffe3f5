// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.exchange;

import java.nio.file.Path;
import java.util.Optional;

final class ParquetItems implements RawItems {
  ParquetItems(Path file, Origin origin, long skip) {}
  @Override public Optional<Raw> next() { return Optional.empty(); }
  @Override public long position() { return 0; }
  @Override public long size() { return 0; }
  @Override public void close() {}
}
