// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.sunqar.server.http.EntityTag;

/**
 * A file that pages need. Its name holds a part of its SHA-256, so that a browser may keep it for
 * good and gets the new one with a new version of the program.
 */
public enum StaticFile {
  STYLE("style", "css", "text/css; charset=utf-8"),
  ICON("icon", "svg", "image/svg+xml"),
  /** Outlines of the land, in degrees; the element {@code land} is drawn by maps. */
  WORLD("world", "svg", "image/svg+xml");

  private final String mediaType;
  private final String resource;
  private final String fileName;

  StaticFile(String name, String ending, String mediaType) {
    this.mediaType = mediaType;
    resource = name + "." + ending;
    fileName = name + "-" + EntityTag.hash(read(resource)).substring(0, 12) + "." + ending;
  }

  /** The file of a name, when there is one. */
  public static Optional<StaticFile> find(String fileName) {
    for (StaticFile file : values()) {
      if (file.fileName.equals(fileName)) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }

  public String mediaType() {
    return mediaType;
  }

  public String fileName() {
    return fileName;
  }

  public byte[] bytes() {
    return read(resource);
  }

  String address(PageAddress page) {
    return page.at("/static/" + fileName);
  }

  private static byte[] read(String resource) {
    try (InputStream in = StaticFile.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the program has no " + resource);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
