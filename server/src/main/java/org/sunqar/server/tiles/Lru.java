// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.tiles;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What was found out lately, at most so many; what was unused for longest goes first. Safe for use
 * by several threads.
 */
final class Lru<K, V> {

  private final Map<K, V> values;

  Lru(int most) {
    this.values =
        new LinkedHashMap<>(64, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > most;
          }
        };
  }

  Optional<V> get(K key) {
    synchronized (values) {
      return Optional.ofNullable(values.get(key));
    }
  }

  void put(K key, V value) {
    synchronized (values) {
      values.put(key, value);
    }
  }
}
