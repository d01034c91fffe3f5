// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.source;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Opens bytes wherever they are. What it opens shares its connections and its cache of remote
 * blocks.
 */
public final class Sources implements AutoCloseable {

  private static final class Shared {
    static final Sources INSTANCE =
        new Sources(
            SourceOptions.of(System.getenv()),
            S3Access.of(System.getenv(), Path.of(System.getProperty("user.home", "."), ".aws")));
  }

  private final SourceOptions options;
  private final S3Access s3;
  private @Nullable RemoteCache remote;

  /** Object stores are read as nobody. */
  public Sources(SourceOptions options) {
    this(options, S3Access.ANONYMOUS);
  }

  public Sources(SourceOptions options, S3Access s3) {
    this.options = options;
    this.s3 = s3;
  }

  /** The one for the life of the program, with the limits that its environment gives. */
  public static Sources shared() {
    return Shared.INSTANCE;
  }

  /** Made when it is first needed: a client with its trusted certificates takes a while. */
  private synchronized RemoteCache remote() {
    RemoteCache made = remote;
    if (made == null) {
      made = new RemoteCache(options);
      remote = made;
    }
    return made;
  }

  /**
   * Opens a location.
   *
   * @throws org.sunqar.raster.RasterException with key NOT_FOUND, DENIED or UNREACHABLE among
   *     others
   */
  public ByteSource open(Location location) {
    return switch (location) {
      case Location.Local(Path file) -> FileSource.open(file);
      case Location.Http(String address) -> openHttp(address, Authorization.NONE);
      case Location.S3(String bucket, String key) -> openS3(bucket, key);
      case Location.Inside(Location archive, String entry) -> {
        Archive opened = openArchive(archive);
        try {
          yield new EntrySource(opened.open(entry), opened);
        } catch (RuntimeException e) {
          opened.close();
          throw e;
        }
      }
    };
  }

  /** Opens a location as {@link Location#parse} understands it. */
  public ByteSource open(String location) {
    return open(Location.parse(location));
  }

  /** Opens an archive, to list what is in it or to read several of its entries. */
  public Archive openArchive(Location location) {
    return openArchive(open(location));
  }

  /** Opens an archive in a source, which is closed with it, and also when opening fails. */
  public Archive openArchive(ByteSource source) {
    return Archive.open(source, options.spooling());
  }

  private ByteSource openS3(String bucket, String key) {
    HttpAddress address = HttpAddress.parse(s3.address(bucket, key)).address();
    return HttpSource.open(
        new RemoteFile("s3://" + bucket + "/" + key, address, s3.authorization()), remote());
  }

  /**
   * Opens an address of HTTP or HTTPS.
   *
   * @param address may have a user and password, which take the place of the authorization
   */
  public ByteSource openHttp(String address, Authorization authorization) {
    HttpAddress.WithUser parsed = HttpAddress.parse(address);
    HttpAddress plain = parsed.address();
    return HttpSource.open(
        new RemoteFile(plain.name(), plain, parsed.user().orElse(authorization)), remote());
  }

  /** Ends all connections; what is open fails when it is read. */
  @Override
  public synchronized void close() {
    if (remote != null) {
      remote.close();
    }
  }
}
