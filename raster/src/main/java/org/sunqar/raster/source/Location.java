// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.source;

import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sunqar.raster.RasterException;

/**
 * Where bytes are, as a user writes it: a path, {@code file:}, {@code http://}, {@code https://},
 * or {@code s3://bucket/key}; {@code archive!/entry} for what is in a ZIP or TAR at any of these,
 * also in one that is in another. GDAL's {@code /vsicurl/}, {@code /vsis3/}, {@code /vsizip/} and
 * {@code /vsitar/} mean the same.
 */
public sealed interface Location {

  record Local(Path file) implements Location {}

  /**
   * @param address with its scheme
   */
  record Http(String address) implements Location {}

  record S3(String bucket, String key) implements Location {}

  /**
   * @param archive where the archive is
   * @param entry name in it
   */
  record Inside(Location archive, String entry) implements Location {}

  /** What of a path in GDAL's notation is the archive. */
  Pattern ARCHIVE_END =
      Pattern.compile("\\.(zip|kmz|tar|tgz|tar\\.gz)(?=/|$)", Pattern.CASE_INSENSITIVE);

  /**
   * Understands a location.
   *
   * @throws RasterException with key NOT_FOUND for what cannot be one
   */
  static Location parse(String text) {
    int mark = text.lastIndexOf("!/");
    if (mark > 0) {
      return new Inside(parse(text.substring(0, mark)), text.substring(mark + 2));
    }
    if (text.startsWith("/vsizip/") || text.startsWith("/vsitar/")) {
      return virtual(text.substring("/vsizip/".length()), text);
    }
    if (text.startsWith("/vsicurl/")) {
      return parse(text.substring("/vsicurl/".length()));
    }
    if (text.startsWith("/vsis3/")) {
      return s3(text.substring("/vsis3/".length()), text);
    }
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.startsWith("http://") || lower.startsWith("https://")) {
      return new Http(text);
    }
    if (lower.startsWith("s3://")) {
      return s3(text.substring("s3://".length()), text);
    }
    boolean otherScheme = lower.matches("[a-z][a-z0-9+.-]+://.*") && !lower.startsWith("file:");
    if (text.startsWith("/vsi") || otherScheme) {
      throw new RasterException(
          RasterException.Key.UNSUPPORTED,
          text + " is at a kind of place that is not read; a path, http, https or s3 is");
    }
    return local(text);
  }

  private static Location local(String text) {
    try {
      return new Local(
          text.toLowerCase(Locale.ROOT).startsWith("file:")
              ? Path.of(URI.create(text))
              : Path.of(text));
    } catch (IllegalArgumentException e) {
      throw new RasterException(RasterException.Key.NOT_FOUND, text + " is not a path", e);
    }
  }

  private static Location s3(String path, String text) {
    int slash = path.indexOf('/');
    if (slash < 1 || slash == path.length() - 1 || !path.substring(0, slash).matches("[\\w.-]+")) {
      throw new RasterException(
          RasterException.Key.NOT_FOUND, text + " is not an object: s3://bucket/key was expected");
    }
    return new S3(path.substring(0, slash), path.substring(slash + 1));
  }

  /** {@code archive.zip/entry} or <code>{archive}/entry</code>. */
  private static Location virtual(String path, String text) {
    String archive;
    String entry;
    int close = path.lastIndexOf('}');
    if (path.startsWith("{") && close > 0) {
      archive = path.substring(1, close);
      entry = path.substring(close + 1);
    } else {
      Matcher end = ARCHIVE_END.matcher(path);
      boolean nested = path.startsWith("/vsi") || path.startsWith("vsi");
      int last = -1;
      while ((last < 0 || nested) && end.find()) {
        last = end.end();
      }
      if (last < 0) {
        throw new RasterException(
            RasterException.Key.NOT_FOUND, text + " does not name a ZIP or TAR archive");
      }
      archive = path.substring(0, last);
      entry = path.substring(last);
    }
    Location inner = parse(archive.startsWith("vsi") ? "/" + archive : archive);
    String name = entry.startsWith("/") ? entry.substring(1) : entry;
    return name.isEmpty() ? inner : new Inside(inner, name);
  }
}
