// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.sunqar.catalog.CatalogException;

/**
 * The text of a Landsat {@code *_MTL.txt}: groups of {@code KEY = VALUE} in the Object Description
 * Language. Of a key that comes in several groups the first is taken: a Collection 2 level 2 file
 * gives its own values before those of the level 1 scene that it was made from.
 *
 * <p>Values come with or without quotes; the text may be padded with NUL bytes (files of 2014 are,
 * to 64 kB). Lines that are neither are passed over.
 */
final class Odl {

  /** An MTL has 10 to 20 kB. */
  private static final int MAX_BYTES = 1 << 20;

  /**
   * One value.
   *
   * @param group the innermost group that it stands in
   */
  private record Entry(String group, String value) {}

  private final String name;
  private final Map<String, Entry> entries;

  private Odl(String name, Map<String, Entry> entries) {
    this.name = name;
    this.entries = entries;
  }

  static Odl read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw invalid(file.toString(), "it has more than " + MAX_BYTES + " bytes");
      }
      return parse(file.toString(), new String(bytes, StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new CatalogException(CatalogException.Key.IO, "cannot read " + file + ": " + e, e);
    }
  }

  /**
   * Parses the text.
   *
   * @param name for messages
   * @throws CatalogException INVALID when it holds no group
   */
  static Odl parse(String name, String text) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    Deque<String> groups = new ArrayDeque<>();
    boolean any = false;
    for (String line : text.replace('\0', ' ').lines().toList()) {
      int equals = line.indexOf('=');
      if (equals < 0) {
        continue;
      }
      String key = line.substring(0, equals).strip();
      String value = unquoted(line.substring(equals + 1).strip());
      switch (key) {
        case "GROUP" -> {
          groups.push(value);
          any = true;
        }
        case "END_GROUP" -> groups.poll();
        default -> {
          String group = groups.isEmpty() ? "" : groups.element();
          entries.putIfAbsent(key, new Entry(group, value));
        }
      }
    }
    if (!any) {
      throw invalid(name, "it holds no GROUP");
    }
    return new Odl(name, entries);
  }

  Set<String> keys() {
    return entries.keySet();
  }

  Optional<String> value(String key) {
    return Optional.ofNullable(entries.get(key)).map(Entry::value).filter(v -> !v.isEmpty());
  }

  /** The group that a key was found in; empty when the key is not there. */
  String groupOf(String key) {
    Entry entry = entries.get(key);
    return entry == null ? "" : entry.group();
  }

  /** A number, when the key is there and its value is a finite one. */
  OptionalDouble number(String key) {
    Optional<String> value = value(key);
    if (value.isEmpty()) {
      return OptionalDouble.empty();
    }
    try {
      double number = Double.parseDouble(value.get());
      return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }

  /** A value that a Landsat scene cannot do without. */
  String required(String key) {
    return value(key).orElseThrow(() -> invalid(name, "it has no " + key));
  }

  private static CatalogException invalid(String name, String why) {
    return new CatalogException(
        CatalogException.Key.INVALID, name + " is not the metadata of a Landsat scene: " + why);
  }

  private static String unquoted(String value) {
    return value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"")
        ? value.substring(1, value.length() - 1).strip()
        : value;
  }
}
