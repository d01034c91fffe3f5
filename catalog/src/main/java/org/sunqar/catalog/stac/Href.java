// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.stac;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;
import org.sunqar.catalog.CatalogException;

/**
 * References to files: {@code file:} URIs outside, references relative to the workspace inside it,
 * so that a workspace can be moved or copied with what it holds.
 */
public final class Href {

  private Href() {}

  /** An absolute {@code file:} URI. */
  public static String ofPath(Path file) {
    return file.toAbsolutePath().normalize().toUri().toString();
  }

  /**
   * The address of a file in an archive: {@code file:///scene.zip!/folder/entry}, as the raster
   * module's locations are.
   *
   * @param entry its name in the archive
   */
  public static String inArchive(Path archive, String entry) {
    return ofPath(archive) + "!/" + entry;
  }

  /**
   * A file in an archive on this machine.
   *
   * @param archive a ZIP or TAR
   * @param entry the file's name in it
   */
  public record Archived(Path archive, String entry) {}

  /** The archive and the entry of an address that {@link #inArchive} made; empty for all others. */
  public static Optional<Archived> archived(String href) {
    int mark = href.lastIndexOf("!/");
    return mark > 0 && href.regionMatches(true, 0, "file:", 0, 5)
        ? Optional.of(new Archived(toPath(href.substring(0, mark)), href.substring(mark + 2)))
        : Optional.empty();
  }

  /** The file of a {@code file:} URI or of a plain path. */
  public static Path toPath(String href) {
    if (!href.regionMatches(true, 0, "file:", 0, 5)) {
      if (href.contains("://")) {
        throw new CatalogException(
            CatalogException.Key.INVALID,
            href + " is not on this machine; only local files are read so far");
      }
      return Path.of(href);
    }
    try {
      return Path.of(new URI(href));
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw new CatalogException(
          CatalogException.Key.INVALID, href + " is not the address of a file", e);
    }
  }

  /** Relative to a folder when the target lies under it, unchanged otherwise. */
  public static String relativize(Path folder, String href) {
    if (!href.startsWith("file:")) {
      // to ask for the folder's address is a question to the file system
      return href;
    }
    String base = folderUri(folder);
    return href.startsWith(base) && href.length() > base.length()
        ? "./" + href.substring(base.length())
        : href;
  }

  /**
   * The inverse of {@link #relativize}: a reference that is not absolute is one from the folder.
   */
  public static String resolve(Path folder, String href) {
    return href.startsWith("./") ? folderUri(folder) + href.substring(2) : href;
  }

  private static String folderUri(Path folder) {
    String uri = ofPath(folder);
    return uri.endsWith("/") ? uri : uri + "/";
  }
}
