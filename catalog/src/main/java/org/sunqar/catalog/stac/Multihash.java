// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.stac;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * A checksum as STAC's {@code file:checksum} has it: a multihash in hexadecimal digits, whose first
 * bytes tell the function and the length. Items of Landsat and GeoTIFFs have SHA-256; those of
 * Sentinel the MD5 or SHA3-256 of the product's manifest.
 *
 * @param function that made it
 * @param hash lower-case hexadecimal digits, without those that tell the function
 */
public record Multihash(Function function, String hash) {

  /** The functions that are checked. */
  public enum Function {
    SHA_256("1220", "SHA-256"),
    SHA_512("1340", "SHA-512"),
    SHA_1("1114", "SHA-1"),
    SHA3_256("1620", "SHA3-256"),
    MD5("d50110", "MD5");

    private final String prefix;
    private final String algorithm;

    Function(String prefix, String algorithm) {
      this.prefix = prefix;
      this.algorithm = algorithm;
    }

    /** A new digest of this function. */
    public MessageDigest digest() {
      try {
        return MessageDigest.getInstance(algorithm);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every JDK has " + algorithm, e);
      }
    }
  }

  /** Reads a {@code file:checksum}; empty when it is of another function, or none. */
  public static Optional<Multihash> parse(String checksum) {
    String text = checksum.toLowerCase(Locale.ROOT);
    for (Function function : Function.values()) {
      int digits = 2 * function.digest().getDigestLength();
      if (text.startsWith(function.prefix)
          && text.length() == function.prefix.length() + digits
          && text.matches("[0-9a-f]+")) {
        return Optional.of(new Multihash(function, text.substring(function.prefix.length())));
      }
    }
    return Optional.empty();
  }

  /** Whether a digest that has been fed all bytes is this hash. */
  public boolean matches(MessageDigest fed) {
    return hash.equals(HexFormat.of().formatHex(fed.digest()));
  }

  /** As {@code file:checksum}. */
  @Override
  public String toString() {
    return function.prefix + hash;
  }
}
