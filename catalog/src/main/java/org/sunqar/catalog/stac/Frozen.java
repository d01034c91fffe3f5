// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.stac;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A map that nobody can change any more and that keeps its order, known as such by its type:
 * records that hand their fields on need not copy them again and again.
 */
final class Frozen<V> extends AbstractMap<String, V> {

  private final Map<String, V> entries;

  private Frozen(Map<String, V> entries) {
    this.entries = entries;
  }

  /** A copy; of a frozen map itself. */
  static <V> Map<String, V> copyOf(Map<String, V> map) {
    return map instanceof Frozen ? map : new Frozen<>(new LinkedHashMap<>(map));
  }

  /**
   * Without a copy.
   *
   * @param map one that keeps its order; not to be changed by anybody from now on
   */
  static <V> Map<String, V> of(Map<String, V> map) {
    return new Frozen<>(map);
  }

  @Override
  public Set<Map.Entry<String, V>> entrySet() {
    return Collections.unmodifiableMap(entries).entrySet();
  }

  @Override
  public @Nullable V get(@Nullable Object key) {
    return entries.get(key);
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return entries.containsKey(key);
  }

  @Override
  public int size() {
    return entries.size();
  }
}
