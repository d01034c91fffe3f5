// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.stac.Href;
import org.sunqar.raster.pixel.Raster;
import org.sunqar.raster.reader.Rasters;
import org.sunqar.raster.source.Archive;
import org.sunqar.raster.source.ByteSource;
import org.sunqar.raster.source.FileSource;
import org.sunqar.raster.source.Location;
import org.sunqar.raster.source.Sources;

/**
 * The files of one product in ESA's SAFE format, in a folder or in a ZIP archive as it was
 * downloaded, which is not unpacked. Files are named from the {@code .SAFE} folder on, with
 * slashes. The folder may be a link; links inside it are passed over, because what they point to is
 * no part of what was published, and would be served to others with it.
 */
final class SafeProduct implements AutoCloseable {

  /** Files of a product that are listed at most; the largest, of 2016, have some thousands. */
  private static final int MAX_FILES = 100_000;

  private static final int MAX_DEPTH = 8;

  private static final Pattern IN_ARCHIVE = Pattern.compile("(?i)((?:[^/]+/)*?[^/]+\\.SAFE/).+");

  private final Path path;
  private final String name;
  private final Map<String, Long> sizes;
  private final Optional<Archive> archive;
  private final String prefix;

  private SafeProduct(
      Path path, String name, Map<String, Long> sizes, Optional<Archive> archive, String prefix) {
    this.path = path;
    this.name = name.replaceFirst("(?i)(\\.SAFE)?(\\.zip)?$", "");
    this.sizes = sizes;
    this.archive = archive;
    this.prefix = prefix;
  }

  /**
   * Lists a product.
   *
   * @param path a {@code .SAFE} folder or a ZIP archive with just one
   * @throws org.sunqar.raster.RasterException when the archive is damaged or cut short
   * @throws CatalogException INVALID when the archive holds no product, or several
   */
  static SafeProduct open(Path path) {
    return Files.isDirectory(path) ? ofFolder(path) : ofArchive(path);
  }

  private static SafeProduct ofFolder(Path folder) {
    Map<String, Long> sizes = new LinkedHashMap<>();
    try {
      Path real = folder.toRealPath();
      try (Stream<Path> files = Files.walk(real, MAX_DEPTH)) {
        files
            .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
            .limit(MAX_FILES + 1L)
            .sorted()
            .forEach(file -> sizes.put(nameFrom(real, file), file.toFile().length()));
      }
    } catch (IOException | UncheckedIOException e) {
      throw new CatalogException(
          CatalogException.Key.IO, "cannot read the folder " + folder + ": " + e, e);
    }
    requireFew(sizes.size(), folder);
    return new SafeProduct(
        folder, FileSet.name(folder.toAbsolutePath().normalize()), sizes, Optional.empty(), "");
  }

  private static String nameFrom(Path folder, Path file) {
    return folder.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
  }

  private static SafeProduct ofArchive(Path file) {
    Archive archive = Sources.shared().openArchive(new Location.Local(file));
    try {
      return in(archive, file);
    } catch (RuntimeException e) {
      archive.close();
      throw e;
    }
  }

  private static SafeProduct in(Archive archive, Path file) {
    Set<String> folders = new LinkedHashSet<>();
    for (Archive.Entry entry : archive.entries()) {
      Matcher inside = IN_ARCHIVE.matcher(entry.name());
      if (inside.matches()) {
        folders.add(inside.group(1));
      }
    }
    if (folders.size() != 1) {
      throw new CatalogException(
          CatalogException.Key.INVALID,
          folders.isEmpty()
              ? "it holds no .SAFE folder: not a Sentinel product as it is downloaded"
              : "it holds " + folders.size() + " .SAFE folders; one product an archive is taken");
    }
    String prefix = folders.iterator().next();
    Map<String, Long> sizes = new LinkedHashMap<>();
    for (Archive.Entry entry : archive.entries()) {
      if (entry.name().startsWith(prefix)) {
        sizes.put(entry.name().substring(prefix.length()), entry.size());
      }
    }
    requireFew(sizes.size(), file);
    String folder = prefix.substring(0, prefix.length() - 1);
    return new SafeProduct(
        file, folder.substring(folder.lastIndexOf('/') + 1), sizes, Optional.of(archive), prefix);
  }

  private static void requireFew(int files, Path path) {
    if (files > MAX_FILES) {
      throw new CatalogException(
          CatalogException.Key.INVALID, path + " has more than " + MAX_FILES + " files");
    }
  }

  /** The folder, or the archive. */
  Path path() {
    return path;
  }

  boolean isArchive() {
    return archive.isPresent();
  }

  /** The product's name, without {@code .SAFE}. */
  String name() {
    return name;
  }

  Set<String> files() {
    return sizes.keySet();
  }

  /** Files whose whole name a pattern matches. */
  List<String> files(Pattern pattern) {
    return sizes.keySet().stream().filter(pattern.asMatchPredicate()).toList();
  }

  boolean has(String file) {
    return sizes.containsKey(file);
  }

  /** Bytes of a file that is there. */
  long size(String file) {
    Long size = sizes.get(file);
    if (size == null) {
      throw new CatalogException(CatalogException.Key.INVALID, "the product has no " + file);
    }
    return size;
  }

  /** The address of a file. */
  String href(String file) {
    return archive.isPresent()
        ? Href.inArchive(path, prefix + file)
        : Href.ofPath(path.resolve(file));
  }

  ByteSource open(String file) {
    size(file);
    return archive.isPresent()
        ? archive.get().open(prefix + file)
        : FileSource.open(path.resolve(file));
  }

  Raster raster(String file) {
    return Rasters.open(open(file));
  }

  /** Reads a file of metadata. */
  XmlElement xml(String file) {
    try (ByteSource source = open(file)) {
      ByteBuffer bytes =
          ByteBuffer.allocate((int) Math.min(source.size(), XmlElement.MAX_BYTES + 1L));
      source.read(0, bytes);
      return XmlElement.parse(file, bytes.array());
    }
  }

  @Override
  public void close() {
    archive.ifPresent(Archive::close);
  }
}
