// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.ingest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sunqar.catalog.CatalogException;

/**
 * Which files of a Sentinel-2 product belong to one of its tiles.
 *
 * <p>Names are those of the compact format, which came in December 2016 ({@code MTD_MSIL2A.xml},
 * {@code GRANULE/L2A_T59GPM_A048074_.../}), and those before it ({@code
 * S2A_OPER_MTD_SAFL1C_....xml}, {@code GRANULE/S2A_OPER_MSI_L1C_TL_..._T32TNM_N02.04/}), with
 * several tiles in a product.
 */
final class Sentinel2Files {

  private static final Pattern PRODUCT_XML =
      Pattern.compile("(?i)(MTD_MSIL(1C|2A)|S2[A-D]_[A-Z]{4}_MTD_\\w*L(1C|2A)_[^/]*)\\.xml");

  private static final Pattern TILE_XML =
      Pattern.compile("(?i)GRANULE/([^/]+)/(MTD_TL|S2[A-D]_[A-Z]{4}_MTD_L(1C|2A)_TL_[^/]*)\\.xml");

  private static final Pattern IMAGE =
      Pattern.compile(".*_(?<kind>B\\d\\d|B8A|SCL|AOT|WVP|TCI)(_(?<resolution>\\d\\d)m)?");

  private final SafeProduct product;
  private final String productXml;
  private final String tileXml;
  private final String tileFolder;

  /** Images by kind ("B04", "SCL") and resolution; 0 where the name has none. */
  private final Map<String, Map<Integer, String>> images = new LinkedHashMap<>();

  private final List<String> missing = new ArrayList<>();

  private Sentinel2Files(SafeProduct product, String productXml, String tileXml) {
    this.product = product;
    this.productXml = productXml;
    this.tileXml = tileXml;
    this.tileFolder = tileXml.substring(0, tileXml.lastIndexOf('/') + 1);
  }

  static boolean isSentinel2(SafeProduct product) {
    return !product.files(PRODUCT_XML).isEmpty();
  }

  /** The tiles of a product, by the names of their folders. */
  static List<String> tiles(SafeProduct product) {
    return product.files(TILE_XML).stream().map(file -> file.split("/", -1)[1]).sorted().toList();
  }

  /**
   * The files of a tile.
   *
   * @param tile the name of its folder; empty takes the only one
   * @throws CatalogException INVALID when its metadata are not there
   */
  static Sentinel2Files of(SafeProduct product, String tile) {
    List<String> products = product.files(PRODUCT_XML);
    List<String> tiles =
        product.files(TILE_XML).stream()
            .filter(file -> tile.isEmpty() || file.split("/", -1)[1].equals(tile))
            .toList();
    if (products.size() != 1 || tiles.size() != 1) {
      throw new CatalogException(
          CatalogException.Key.INVALID,
          ("the product is incomplete: it has %d MTD_MSIL1C.xml or MTD_MSIL2A.xml and %d"
                  + " GRANULE/*/MTD_TL.xml, one of each is needed")
              .formatted(products.size(), tiles.size()));
    }
    return new Sentinel2Files(product, products.getFirst(), tiles.getFirst());
  }

  String productXml() {
    return productXml;
  }

  String tileXml() {
    return tileXml;
  }

  /** Finds the images that the product's metadata list for this tile, or that are there. */
  void findImages(XmlElement metadata) {
    Map<String, String> there = new LinkedHashMap<>();
    for (String file : product.files()) {
      if (file.startsWith(tileFolder + "IMG_DATA/") && file.endsWith(".jp2")) {
        there.put(file.substring(file.lastIndexOf('/') + 1, file.length() - 4), file);
      }
    }
    Set<String> listed = listed(metadata);
    for (String image : listed.isEmpty() ? there.keySet() : listed) {
      Matcher name = IMAGE.matcher(image);
      if (name.matches()) {
        String resolution = name.group("resolution");
        String file = there.get(image);
        images
            .computeIfAbsent(name.group("kind"), k -> new LinkedHashMap<>())
            .put(
                resolution == null ? 0 : Integer.parseInt(resolution), file == null ? image : file);
        if (file == null) {
          missing.add(image);
        }
      }
    }
  }

  private Set<String> listed(XmlElement metadata) {
    Set<String> listed = new LinkedHashSet<>();
    String folder = tileFolder.substring("GRANULE/".length(), tileFolder.length() - 1);
    for (String granule : List.of("Granule", "Granules")) {
      for (XmlElement element : metadata.findAll(granule)) {
        boolean byId = element.attribute("granuleIdentifier").filter(folder::equals).isPresent();
        for (XmlElement image : element.children()) {
          boolean here = byId || image.text().startsWith(tileFolder);
          if (here && image.name().matches("IMAGE_(FILE|ID)(_2A)?")) {
            listed.add(image.text().substring(image.text().lastIndexOf('/') + 1));
          }
        }
      }
    }
    return listed;
  }

  /**
   * An image.
   *
   * @param file its name in the product
   * @param resolution of its pixels (m); 0 where the name does not say
   */
  record Image(String file, int resolution) {}

  /**
   * The image of a kind in the resolution wanted, else the finest.
   *
   * @throws CatalogException INVALID when the product should have it and has not
   */
  Optional<Image> image(String kind, int resolution) {
    Map<Integer, String> all = images.getOrDefault(kind, Map.of());
    Optional<Integer> best =
        all.containsKey(resolution)
            ? Optional.of(resolution)
            : all.keySet().stream().min(Integer::compare);
    Optional<Image> image = best.map(r -> new Image(all.getOrDefault(r, ""), r));
    if (image.isPresent() && !product.has(image.get().file())) {
      throw new CatalogException(
          CatalogException.Key.INVALID,
          "the product is incomplete: %d of its images are not there, as %s.jp2; fetch it again"
              .formatted(missing.size(), image.get().file()));
    }
    return image;
  }

  /** A file of the tile's quality data that is there. */
  Optional<String> quality(String name) {
    Pattern pattern =
        Pattern.compile(
            "\\Q" + tileFolder + "QI_DATA/\\E([^/]*_)?(" + name + ")", Pattern.CASE_INSENSITIVE);
    return product.files(pattern).stream().findFirst();
  }

  /** The small picture of the product or of the tile. */
  Optional<String> preview() {
    return product.files(Pattern.compile("(?i)[^/]+-ql\\.jpg")).stream().findFirst();
  }
}
