// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.language;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The words of one part of the program in one language.
 *
 * @param language code (BCP 47)
 * @param all by their keys, in the order of keys; not to be changed
 */
public record Words(String language, Map<String, String> all) {

  /**
   * A sentence with its {@code {names}} replaced; the key itself when the catalogue has no such
   * one.
   */
  public String text(String key, Map<String, String> values) {
    String text = all.getOrDefault(key, key);
    for (Map.Entry<String, String> value : values.entrySet()) {
      text = text.replace("{" + value.getKey() + "}", value.getValue());
    }
    return text;
  }

  /** A sentence with names and values: {@code text("range", "from", 1, "to", 2)}. */
  public String text(String key, Object... namesAndValues) {
    return text(key, named(namesAndValues));
  }

  /** A sentence that depends on a number, with names and values besides. */
  public String count(String key, long n, Object... namesAndValues) {
    return count(key, n, named(namesAndValues));
  }

  private static Map<String, String> named(Object... namesAndValues) {
    Map<String, String> named = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      named.put(namesAndValues[i].toString(), namesAndValues[i + 1].toString());
    }
    return named;
  }

  /**
   * A sentence that depends on a number, which is {@code {n}} in it: in plain digits, unless the
   * values say how it is written.
   */
  public String count(String key, long n, Map<String, String> values) {
    String plural = key + "." + Plural.of(language, n);
    Map<String, String> named = new HashMap<>(values);
    named.putIfAbsent("n", Long.toString(n));
    return text(all.containsKey(plural) ? plural : key + ".other", named);
  }

  /** Reads {@code file}, which lies beside this class. */
  static Words read(String language, String file) {
    Properties properties = new Properties();
    try (InputStream in = Words.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("the program has no words of '" + language + "'");
      }
      properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> words = new TreeMap<>();
    properties.stringPropertyNames().forEach(key -> words.put(key, properties.getProperty(key)));
    return new Words(language, Collections.unmodifiableMap(words));
  }
}
