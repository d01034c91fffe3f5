// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.ingest;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.sunqar.catalog.CatalogException;

/**
 * The {@code manifest.safe} of a product: which files it should have, of which size, and with which
 * checksum (MD5; SHA3-256 in newer products of Sentinel-2).
 *
 * @param metadata the whole document; an element without children where there is none
 * @param listed what it lists, by name from the {@code .SAFE} folder on
 */
record SafeManifest(XmlElement metadata, Map<String, Listed> listed) {

  static final String FILE = "manifest.safe";

  /**
   * A file that should be there.
   *
   * @param size bytes; negative where it is not said
   * @param checksum a multihash (hex), where there is a usable one
   */
  record Listed(long size, Optional<String> checksum) {}

  /** That of a product; one that lists nothing for a product without. */
  static SafeManifest of(SafeProduct product) {
    if (!product.has(FILE)) {
      return new SafeManifest(new XmlElement("none", Map.of(), "", java.util.List.of()), Map.of());
    }
    XmlElement manifest = product.xml(FILE);
    Map<String, Listed> listed = new LinkedHashMap<>();
    for (XmlElement stream : manifest.children("dataObjectSection/dataObject/byteStream")) {
      Optional<String> href = stream.child("fileLocation").flatMap(f -> f.attribute("href"));
      if (href.isPresent()) {
        listed.put(
            href.get().replaceFirst("^(\\./|/)+", ""), new Listed(size(stream), checksum(stream)));
      }
    }
    return new SafeManifest(manifest, listed);
  }

  private static long size(XmlElement stream) {
    String size = stream.attribute("size").orElse("");
    return size.matches("\\d{1,18}") ? Long.parseLong(size) : -1;
  }

  private static Optional<String> checksum(XmlElement stream) {
    Optional<XmlElement> checksum = stream.child("checksum");
    if (checksum.isEmpty()) {
      return Optional.empty();
    }
    String value = checksum.get().text().toLowerCase(Locale.ROOT);
    String name = checksum.get().attribute("checksumName").orElse("").toUpperCase(Locale.ROOT);
    return switch (name) {
      case "MD5" -> value.matches("[0-9a-f]{32}") ? Optional.of("d50110" + value) : none();
      case "SHA3-256" -> value.matches("[0-9a-f]{64}") ? Optional.of("1620" + value) : none();
      case "SHA-256", "SHA256" ->
          value.matches("[0-9a-f]{64}") ? Optional.of("1220" + value) : none();
      default -> none();
    };
  }

  private static Optional<String> none() {
    return Optional.empty();
  }

  /**
   * Whether it vouches for a file: it lists a size, and the file has it.
   *
   * @throws CatalogException INVALID when the file is shorter than it should be
   */
  boolean vouchesFor(SafeProduct product, String file) {
    Listed entry = listed.get(file);
    if (entry == null || entry.size() < 0) {
      return false;
    }
    long size = product.size(file);
    if (size < entry.size()) {
      throw new CatalogException(
          CatalogException.Key.INVALID,
          "%s is cut short: it has %d of %d bytes; fetch the product again"
              .formatted(file, size, entry.size()));
    }
    return size == entry.size();
  }
}
