// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.exchange;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.stac.Href;

/**
 * Where a document comes from, which says what its references mean and which of them may be taken:
 * what comes from elsewhere may not name files of this machine, because the catalogue hands them
 * out.
 */
sealed interface Origin {

  /** Longest address that is taken. */
  int MAX_HREF = 8192;

  Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):.*", Pattern.DOTALL);
  Set<String> LOCAL_SCHEMES = Set.of("file", "jar", "zip", "nfs", "smb");
  Set<String> ACTIVE_SCHEMES = Set.of("javascript", "vbscript", "data", "blob", "about");

  /** A document of a server. */
  record Remote(URI address) implements Origin {

    @Override
    public String asset(String href) {
      if (scheme(href).isEmpty() && href.startsWith("/") && !href.startsWith("//")) {
        throw refused(href, "is a path of a machine, which a source elsewhere may not name");
      }
      return link(href);
    }

    @Override
    public String link(String href) {
      check(href);
      Optional<String> scheme = scheme(href);
      if (scheme.isPresent()) {
        if (LOCAL_SCHEMES.contains(scheme.get()) || scheme.get().length() == 1) {
          throw refused(href, "is a file of a machine, which a source elsewhere may not name");
        }
        return href;
      }
      try {
        if (href.startsWith("?")) {
          // Java resolves it as RFC 2396 had it, which drops the last part of the path
          return new URI(address.toString().replaceFirst("[?#].*", "") + href).toString();
        }
        return address.resolve(new URI(href.replace(" ", "%20"))).toString();
      } catch (URISyntaxException | IllegalArgumentException e) {
        throw refused(href, "is not an address");
      }
    }
  }

  /**
   * A document of this machine.
   *
   * @param folder that it is in, from which its relative references start
   * @param anywhere whether it may name files outside of the folder
   */
  record Local(Path folder, boolean anywhere) implements Origin {

    @Override
    public String asset(String href) {
      check(href);
      Optional<String> scheme = scheme(href);
      if (scheme.isPresent() && !scheme.get().equals("file") && scheme.get().length() > 1) {
        return href;
      }
      Path root = folder.toAbsolutePath().normalize();
      Path file;
      try {
        file = root.resolve(Href.toPath(href)).normalize();
      } catch (InvalidPathException e) {
        throw refused(href, "is not a path");
      }
      if (!anywhere && !file.startsWith(root)) {
        throw refused(href, "is outside of " + root + "; --local-files takes such files");
      }
      return Href.ofPath(file);
    }

    @Override
    public String link(String href) {
      return asset(href);
    }
  }

  /**
   * The absolute address of an asset.
   *
   * @throws CatalogException INVALID when it may not be taken
   */
  String asset(String href);

  /** The absolute address that a link leads to; like {@link #asset}, but on a server's paths. */
  String link(String href);

  private static Optional<String> scheme(String href) {
    Matcher scheme = SCHEME.matcher(href);
    return scheme.matches()
        ? Optional.of(scheme.group(1).toLowerCase(Locale.ROOT))
        : Optional.empty();
  }

  private static void check(String href) {
    if (href.isBlank() || href.length() > MAX_HREF || href.chars().anyMatch(c -> c < ' ')) {
      throw refused(href, "is not an address");
    }
    if (scheme(href).filter(ACTIVE_SCHEMES::contains).isPresent()) {
      throw refused(href, "is not an address of a file");
    }
  }

  private static CatalogException refused(String href, String why) {
    String shown = href.length() <= 100 ? href : href.substring(0, 97) + "...";
    return new CatalogException(
        CatalogException.Key.INVALID, "href '" + shown.replaceAll("\\p{Cntrl}", "?") + "' " + why);
  }
}
