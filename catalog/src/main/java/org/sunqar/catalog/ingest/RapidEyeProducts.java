// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.ingest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sunqar.catalog.CatalogException;

/**
 * Orthorectified products of RapidEye and of satellites that deliver alike, as KazEOSat-2: a
 * GeoTIFF of five bands, {@code *_metadata.xml} and {@code *_udm.tif} beside it.
 */
final class RapidEyeProducts implements SceneAdapter {

  private static final String METADATA = "_metadata.xml";

  private final String collection;

  RapidEyeProducts(String collection) {
    this.collection = collection;
  }

  /** Whether a file may be the metadata of such a product, told by its name in lower case. */
  static boolean isMetadata(String lowerName) {
    return lowerName.endsWith(METADATA);
  }

  @Override
  public List<Candidate> claim(FileSet files) {
    List<Candidate> scenes = new ArrayList<>();
    for (Path file : files.endingIn(METADATA)) {
      files.claim(file);
      scenes.add(candidate(file, files));
    }
    return scenes;
  }

  private Candidate candidate(Path file, FileSet files) {
    try {
      String name = FileSet.name(file);
      String stem = name.substring(0, name.length() - METADATA.length());
      RapidEyeMetadata metadata = new RapidEyeMetadata(stem, XmlElement.read(file));
      Path image =
          beside(file, metadata.imageFile(), stem + ".tif", files)
              .orElseThrow(() ->
                  new CatalogException(
                      CatalogException.Key.INVALID,
                      "its image " + metadata.imageFile().orElse(stem + ".tif") + " is not there"));
      if (!image.toString().toLowerCase(Locale.ROOT).matches(".*\\.tiff?")) {
        throw new CatalogException(
            CatalogException.Key.INVALID,
            FileSet.name(image) + " is not a GeoTIFF; only orthorectified products are imported");
      }
      Optional<Path> mask = beside(file, metadata.maskFile(), stem + "_udm.tif", files);
      files.claim(image);
      mask.ifPresent(files::claim);
      files.beside(file, stem + "_browse.tif").ifPresent(files::claim);
      return new Found(collection, file, metadata, image, mask);
    } catch (CatalogException e) {
      return new Refused(file, e);
    }
  }

  /** The file that is named, by its last part alone; else the usual one. */
  private static Optional<Path> beside(
      Path metadata, Optional<String> named, String usual, FileSet files) {
    return named
        .map(name -> name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1))
        .flatMap(name -> files.beside(metadata, name))
        .or(() -> files.beside(metadata, usual));
  }

  private record Refused(Path path, CatalogException reason) implements Candidate {
    @Override
    public Scene read() {
      throw reason;
    }
  }

  private record Found(
      String collection, Path path, RapidEyeMetadata metadata, Path image, Optional<Path> mask)
      implements Candidate {

    @Override
    public List<Path> files() {
      return mask.isPresent() ? List.of(path, image, mask.get()) : List.of(path, image);
    }

    @Override
    public Optional<String> missing() {
      return mask.isPresent()
          ? Optional.empty()
          : Optional.of("its mask is not there: " + metadata.stem() + "_udm.tif");
    }

    @Override
    public Scene read() {
      return RapidEyeScene.read(metadata, path, image, mask, collection);
    }
  }
}
