// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Rpc;
import org.sunqar.raster.geo.WorldFile;
import org.sunqar.raster.source.ByteSource;

/**
 * The files beside a local GeoTIFF that say more about it, under the names that GDAL looks for:
 * overviews ({@code .ovr}), a mask ({@code .msk}), metadata ({@code .aux.xml}), a world file and
 * rational polynomial coefficients. Files that are read over a network have none here, because each
 * look would cost a request.
 */
final class Siblings {

  /** Longest text that is read (bytes). */
  private static final long MAX_TEXT = 16 << 20;

  private final Optional<Path> file;

  private Siblings(Optional<Path> file) {
    this.file = file;
  }

  static Siblings of(ByteSource source) {
    return new Siblings(source.localFile());
  }

  /** The file with reduced images, which is named like this one with {@code .ovr} added. */
  Optional<Path> overviews() {
    return existing(".ovr");
  }

  Optional<Path> mask() {
    return existing(".msk");
  }

  PamFile pam() {
    return existing(".aux.xml").map(Siblings::pam).orElse(PamFile.EMPTY);
  }

  private static PamFile pam(Path path) {
    try {
      return PamFile.parse(text(path));
    } catch (RasterException e) {
      throw new RasterException(e.key(), path + " is not understood: " + e.getMessage(), e);
    }
  }

  /** The position of a world file, moved from the centre of the first pixel to its corner. */
  Optional<Affine> worldFile() {
    return file.flatMap(WorldFile::beside);
  }

  Optional<Rpc> rpc() {
    return file.flatMap(Siblings::rpc);
  }

  private static Optional<Rpc> rpc(Path file) {
    String stem = stem(file);
    return existing(file, stem + "_RPC.TXT")
        .or(() -> existing(file, stem + "_rpc.txt"))
        .map(Siblings::text)
        .flatMap(RpcReader::ofText)
        .or(() ->
            existing(file, stem + ".RPB")
                .or(() -> existing(file, stem + ".rpb"))
                .map(Siblings::text)
                .flatMap(RpcReader::ofRpb));
  }

  private Optional<Path> existing(String added) {
    return file.flatMap(f -> existing(f, f.getFileName() + added));
  }

  private static Optional<Path> existing(Path file, String name) {
    return Optional.of(file.resolveSibling(name)).filter(Files::isRegularFile);
  }

  private static String stem(Path file) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }

  private static String text(Path file) {
    try {
      long size = Files.size(file);
      if (size > MAX_TEXT) {
        throw new RasterException(
            RasterException.Key.TOO_LARGE,
            file + " has " + size + " bytes of text, at most " + MAX_TEXT);
      }
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new RasterException(
          RasterException.Key.IO, file + " cannot be read: " + e.getMessage(), e);
    }
  }
}
