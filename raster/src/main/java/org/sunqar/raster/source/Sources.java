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
    static final Sources INSTANCE = new Sources(SourceOptions.of(System.getenv()));
  }

  private final SourceOptions options;
  private @Nullable RemoteCache remote;

  public Sources(SourceOptions options) {
    this.options = options;
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

  /** Opens a local file. */
  public ByteSource open(Path file) {
    return FileSource.open(file);
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
