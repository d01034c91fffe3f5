// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.exchange;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.stac.Href;
import org.sunqar.catalog.stac.Json;
import org.sunqar.raster.source.HttpDocuments;

/** Fetches the JSON documents of a STAC source, from a server or from this machine. */
final class StacDocuments {

  private final HttpDocuments http;
  private final boolean local;
  private final boolean localFiles;

  /**
   * A document and where it was.
   *
   * @param address after redirects
   */
  record Found(URI address, ObjectNode json) {}

  /**
   * @param local whether documents of this machine may be read: when the source is one
   * @param localFiles whether a document of this machine may name files outside of its folder
   */
  StacDocuments(HttpDocuments http, boolean local, boolean localFiles) {
    this.http = http;
    this.local = local;
    this.localFiles = localFiles;
  }

  /** The absolute address of what a user names: an address, or a path. */
  static URI address(String source) {
    if (source.matches("(?i)https?://.*")) {
      return uri(source);
    }
    if (source.contains("://") && !source.startsWith("file:")) {
      throw new CatalogException(
          CatalogException.Key.INVALID,
          source + " is not a source: http://, https:// or a path was expected");
    }
    return uri(Href.ofPath(Href.toPath(source)));
  }

  static boolean isLocal(URI address) {
    return "file".equals(address.getScheme());
  }

  static URI uri(String text) {
    try {
      return new URI(text.replace(" ", "%20"));
    } catch (URISyntaxException e) {
      throw new CatalogException(
          CatalogException.Key.INVALID, text + " is not an address: " + e.getReason(), e);
    }
  }

  /**
   * @throws CatalogException when it is not there, or is no JSON object
   * @throws org.sunqar.raster.RasterException when the server does not give it
   */
  Found get(URI address) {
    if (!isLocal(address)) {
      return ask(HttpDocuments.Question.get(address.toString()));
    }
    if (!local) {
      throw new CatalogException(
          CatalogException.Key.INVALID,
          address + " is a file of a machine, which a source elsewhere may not name");
    }
    Path file = Href.toPath(address.toString());
    return new Found(address, parsed(address.toString(), "", ItemFolder.bytes(file)));
  }

  Found ask(HttpDocuments.Question question) {
    HttpDocuments.Document document = http.ask(question);
    return new Found(
        uri(document.address()),
        parsed(document.address(), document.contentType(), document.body()));
  }

  private static ObjectNode parsed(String address, String type, byte[] body) {
    try {
      return Json.parseObject(body);
    } catch (CatalogException e) {
      throw new CatalogException(
          CatalogException.Key.INVALID,
          address
              + " is not a STAC document: "
              + e.getMessage()
              + (type.isEmpty() ? "" : " (it comes as " + type + ")"),
          e);
    }
  }

  /** What the references in a document mean. */
  Origin origin(URI address) {
    return isLocal(address)
        ? new Origin.Local(ItemFiles.folder(Href.toPath(address.toString())), localFiles)
        : new Origin.Remote(address);
  }

  /**
   * Where a link of a document leads.
   *
   * @throws CatalogException INVALID when it leads where a source may not
   */
  URI follow(URI from, String href) {
    if (isLocal(from)) {
      URI to = from.resolve(uri(href));
      return isLocal(to) || "http".equals(to.getScheme()) || "https".equals(to.getScheme())
          ? to
          : uri(new Origin.Local(Path.of("/"), false).link(href));
    }
    URI to = uri(new Origin.Remote(from).link(href));
    if (!"http".equals(to.getScheme()) && !"https".equals(to.getScheme())) {
      throw new CatalogException(
          CatalogException.Key.INVALID, href + " leads out of HTTP, which is not followed");
    }
    return to;
  }
}
