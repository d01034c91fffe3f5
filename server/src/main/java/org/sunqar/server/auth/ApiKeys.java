// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sunqar.catalog.CatalogException;

/**
 * The keys that clients identify themselves with. Only their SHA-256 hashes are kept: keys are made
 * by a machine with at least 128 bits of chance, so that a slow hash would add nothing.
 *
 * @param entries the keys that are known; none means that no key is asked for
 */
public record ApiKeys(List<Entry> entries) {

  /**
   * One key.
   *
   * @param name who has it, for the log
   * @param role what it allows
   * @param sha256 its hash, 64 hexadecimal digits in lower case
   */
  public record Entry(String name, Role role, String sha256) {

    public Entry {
      if (name.isBlank()) {
        throw invalid("a key needs a name");
      }
      if (!sha256.matches("[0-9a-f]{64}")) {
        throw invalid(
            "the hash of key '" + name + "' should be 64 hexadecimal digits of its SHA-256");
      }
    }
  }

  public static final ApiKeys NONE = new ApiKeys(List.of());

  public ApiKeys {
    entries = List.copyOf(entries);
    if (entries.stream().map(Entry::name).distinct().count() != entries.size()) {
      throw invalid("two keys have the same name");
    }
  }

  /**
   * Reads a list of keys, one a line: {@code NAME read|write SHA256}; lines that begin with # are
   * comments.
   *
   * @throws CatalogException INVALID with the number of the line
   */
  public static ApiKeys parse(String text) {
    List<Entry> entries = new ArrayList<>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      String[] words = line.split("\\s+");
      if (words.length != 3) {
        throw invalid("line " + (i + 1) + " of the keys should be 'NAME read|write SHA256'");
      }
      entries.add(new Entry(words[0], role(words[1]), words[2].toLowerCase(Locale.ROOT)));
    }
    return new ApiKeys(entries);
  }

  /** A role by its name. */
  public static Role role(String name) {
    return switch (name) {
      case "read" -> Role.READ;
      case "write" -> Role.WRITE;
      default -> throw invalid("'" + name + "' is not a role; read and write are");
    };
  }

  public boolean isEmpty() {
    return entries.isEmpty();
  }

  /** Whose key it is. Takes the same time for any key that is not known. */
  public Optional<Entry> find(String key) {
    byte[] hash = hash(key).getBytes(StandardCharsets.US_ASCII);
    Optional<Entry> found = Optional.empty();
    for (Entry entry : entries) {
      if (MessageDigest.isEqual(hash, entry.sha256().getBytes(StandardCharsets.US_ASCII))) {
        found = Optional.of(entry);
      }
    }
    return found;
  }

  /** The SHA-256 of a key, hexadecimal. */
  public static String hash(String key) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }

  private static CatalogException invalid(String message) {
    return new CatalogException(CatalogException.Key.INVALID, message);
  }
}
