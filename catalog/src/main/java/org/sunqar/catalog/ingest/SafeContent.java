// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.ingest;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sunqar.catalog.stac.Href;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.Raster;
import org.sunqar.raster.source.ByteSource;

/**
 * A scene of a SAFE product: the files of it that are catalogued.
 *
 * <p>A product has a gigabyte. Where its manifest vouches for a file, which then has the right
 * size, the manifest's checksum is taken and the file is neither hashed nor decoded; all others
 * are. So a product has one content hash, in a folder and in an archive. What this does not find is
 * a byte that changed within a file: comparing the checksums later does.
 *
 * <p>A copy has all of a folder, or the archive as it is.
 *
 * @param path the folder or the archive
 * @param files those with an asset
 * @param rasters those of them that are rasters
 * @param manifest what the product should be
 */
record SafeContent(Path path, Set<String> files, Set<String> rasters, SafeManifest manifest)
    implements SceneContent {

  SafeContent {
    files = new LinkedHashSet<>(files);
    rasters = new LinkedHashSet<>(rasters);
  }

  @Override
  public Map<String, Part> parts() {
    Map<String, Part> parts = new LinkedHashMap<>();
    try (SafeProduct product = SafeProduct.open(path)) {
      for (String file : files) {
        parts.put(product.href(file), part(product, file));
      }
    }
    return parts;
  }

  private Part part(SafeProduct product, String file) {
    Optional<String> checksum =
        manifest.vouchesFor(product, file)
            ? Optional.ofNullable(manifest.listed().get(file))
                .flatMap(SafeManifest.Listed::checksum)
            : Optional.empty();
    if (checksum.isPresent()) {
      return new Part(product.size(file), checksum.get());
    }
    try (ByteSource source = product.open(file)) {
      return ContentHash.partOf(source);
    }
  }

  @Override
  public void check() {
    try (SafeProduct product = SafeProduct.open(path)) {
      List<String> unknown =
          rasters.stream().filter(file -> !manifest.vouchesFor(product, file)).toList();
      for (String file : unknown) {
        try (Raster raster = product.raster(file)) {
          raster.read(new Window(raster.grid().width() - 1, raster.grid().height() - 1, 1, 1));
        }
      }
    }
  }

  @Override
  public Map<Path, String> copies() {
    try (SafeProduct product = SafeProduct.open(path)) {
      if (product.isArchive()) {
        return Map.of(path, FileSet.name(path));
      }
      Map<Path, String> copies = new LinkedHashMap<>();
      product.files().forEach(file -> copies.put(path.resolve(file), folderName() + "/" + file));
      return copies;
    }
  }

  @Override
  public String inCopy(String href, Path folder) {
    return address(folder.resolve(folderName())) + href.substring(address(path).length());
  }

  /** Without the slash that the address of a folder may or may not end with. */
  private static String address(Path file) {
    return Href.ofPath(file).replaceFirst("/$", "");
  }

  private String folderName() {
    return FileSet.name(path.toAbsolutePath().normalize());
  }
}
