// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.ingest;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.sunqar.catalog.CatalogException;
import org.sunqar.raster.RasterException;

/**
 * Sentinel-1 GRD and Sentinel-2 level 1C and 2A, as folders {@code *.SAFE} and as ZIP archives with
 * one such folder. In a folder only archives with a Sentinel's name are taken; one that is given by
 * name may be called anything. A product's {@code manifest.safe} or {@code MTD_MSI*.xml} given by
 * name stands for its folder.
 */
final class SafeProducts implements SceneAdapter {

  private static final Pattern ARCHIVE = Pattern.compile("(?i)S[12][A-D]_.*\\.zip");

  /** Those of before December 2016, which may hold several tiles. */
  private static final Pattern SEVERAL_TILES = Pattern.compile("(?i)S2[A-D]_(OPER|USER)_PRD_MSI.*");

  private final String collection;

  SafeProducts(String collection) {
    this.collection = collection;
  }

  /** Whether a file's name is that of a product in an archive. */
  static boolean isArchive(String name) {
    return ARCHIVE.matcher(name).matches();
  }

  @Override
  public List<Candidate> claim(FileSet files) {
    List<Path> products = new ArrayList<>(files.products());
    for (Path file : files.endingIn(".zip")) {
      files.claim(file);
      products.add(file);
    }
    for (Path file : files.endingIn("manifest.safe", "mtd_msil1c.xml", "mtd_msil2a.xml")) {
      files.claim(file);
      Path folder = FileSet.folder(file.toAbsolutePath().normalize());
      if (!products.contains(folder)) {
        products.add(folder);
      }
    }
    return products.stream().flatMap(path -> candidates(path).stream()).toList();
  }

  private List<Candidate> candidates(Path path) {
    String name = FileSet.name(path.toAbsolutePath().normalize());
    if (SEVERAL_TILES.matcher(name).matches()) {
      try (SafeProduct product = SafeProduct.open(path)) {
        List<Candidate> tiles = new ArrayList<>();
        Sentinel2Files.tiles(product).forEach(tile -> tiles.add(new Found(path, tile, collection)));
        if (!tiles.isEmpty()) {
          return tiles;
        }
      } catch (RasterException | CatalogException e) {
        // told when the candidate is read
        return List.of(new Found(path, "", collection));
      }
    }
    return List.of(new Found(path, "", collection));
  }

  /**
   * @param path folder or archive
   * @param tile the name of the folder of one of several tiles; empty for all other products
   */
  private record Found(Path path, String tile, String collection) implements Candidate {

    @Override
    public List<Path> files() {
      return Files.isDirectory(path) ? FileSet.below(path) : List.of(path);
    }

    @Override
    public Scene read() {
      try (SafeProduct product = SafeProduct.open(path)) {
        SafeManifest manifest = SafeManifest.of(product);
        if (Sentinel2Files.isSentinel2(product)) {
          return Sentinel2Scene.read(product, manifest, tile, collection);
        }
        if (Sentinel1Metadata.isSentinel1(manifest)) {
          return Sentinel1Scene.read(product, manifest, collection);
        }
        throw new CatalogException(
            CatalogException.Key.INVALID,
            "it is neither a Sentinel-1 GRD product, with a manifest.safe that says so, nor one of"
                + " Sentinel-2 L1C or L2A, with an MTD_MSI*.xml; or it is incomplete");
      }
    }
  }
}
