// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.ingest;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.sunqar.catalog.CatalogException;

/**
 * DIMAP products: {@code METADATA.DIM} of SPOT 1 to 5, and {@code DIM_*.XML} of SPOT 6 and 7,
 * Pleiades, Pleiades Neo and satellites of their family. Each metadata file is a scene; a delivery
 * of panchromatic and multispectral images has two.
 */
final class DimapProducts implements SceneAdapter {

  private final String collection;

  DimapProducts(String collection) {
    this.collection = collection;
  }

  /** Whether a file may be the metadata of such a product, told by its name in lower case. */
  static boolean isMetadata(String lowerName) {
    return lowerName.endsWith(".dim")
        || (lowerName.startsWith("dim_") && lowerName.endsWith(".xml"));
  }

  @Override
  public List<Candidate> claim(FileSet files) {
    List<Candidate> scenes = new ArrayList<>();
    for (Path file : files.endingIn(".dim", ".xml")) {
      if (isMetadata(FileSet.name(file).toLowerCase(Locale.ROOT))) {
        files.claim(file);
        scenes.add(candidate(file, files));
      }
    }
    return scenes;
  }

  /** Reads the metadata at once, because they alone know which files are the scene's. */
  private Candidate candidate(Path file, FileSet files) {
    try {
      DimapMetadata metadata = metadata(file);
      Map<DimapMetadata.PixelFile, Path> pixels = new LinkedHashMap<>();
      for (DimapMetadata.PixelFile wanted : metadata.files()) {
        Path path = beside(file, wanted.href(), files);
        pixels.put(wanted, path);
        files.claim(path);
      }
      Optional<Path> rpc =
          metadata.rpc().flatMap(href -> inFolder(file, href)).flatMap(p -> there(p, files));
      return new Found(collection, file, metadata, pixels, rpc);
    } catch (CatalogException e) {
      return new Refused(file, e);
    }
  }

  private static DimapMetadata metadata(Path file) {
    XmlElement root = XmlElement.read(file);
    String format =
        root.text("Metadata_Identification/METADATA_FORMAT")
            .or(() -> root.text("Metadata_Id/METADATA_FORMAT"))
            .orElse("");
    String profile =
        root.text("Metadata_Identification/METADATA_PROFILE")
            .or(() -> root.text("Metadata_Id/METADATA_PROFILE"))
            .orElse("");
    if (!root.name().equals("Dimap_Document")
        || !format.strip().startsWith("DIMAP")
        || profile.startsWith("BEAM")) {
      throw new CatalogException(
          CatalogException.Key.INVALID,
          file
              + " is not the metadata of a DIMAP product of a satellite: <"
              + root.name()
              + "> of format \""
              + format
              + "\", profile \""
              + profile
              + "\"");
    }
    if (root.child("Metadata_Id").isPresent()) {
      return new Dimap1(root);
    }
    return new Dimap2(FileSet.stem(file).replaceFirst("(?i)^DIM_", ""), root);
  }

  private static Path beside(Path metadata, String href, FileSet files) {
    Path path =
        inFolder(metadata, href)
            .orElseThrow(() ->
                new CatalogException(
                    CatalogException.Key.INVALID,
                    "its image " + href + " is not in the folder of its metadata"));
    return there(path, files)
        .orElseThrow(() ->
            new CatalogException(
                CatalogException.Key.INVALID, "its image " + href + " is not there"));
  }

  /** A file below the metadata's folder; nothing else is the product's. */
  private static Optional<Path> inFolder(Path metadata, String href) {
    Path folder = FileSet.folder(metadata);
    try {
      Path path = folder.resolve(href).normalize();
      return path.startsWith(folder.normalize()) && !path.equals(folder.normalize())
          ? Optional.of(path)
          : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** Names are given in another case often enough. */
  private static Optional<Path> there(Path path, FileSet files) {
    return files.beside(path, FileSet.name(path));
  }

  private record Refused(Path path, CatalogException reason) implements Candidate {
    @Override
    public Scene read() {
      throw reason;
    }
  }

  private record Found(
      String collection,
      Path path,
      DimapMetadata metadata,
      Map<DimapMetadata.PixelFile, Path> pixels,
      Optional<Path> rpc)
      implements Candidate {

    @Override
    public List<Path> files() {
      List<Path> files = new ArrayList<>(List.of(path));
      files.addAll(pixels.values());
      rpc.ifPresent(files::add);
      return files;
    }

    @Override
    public Scene read() {
      return new DimapScene(metadata, pixels).scene(path, rpc, collection);
    }
  }
}
