// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.source;

import java.net.URI;

/** A file on a server: where it is, and who asks for it. */
final class RemoteFile {

  private final String name;
  private final HttpAddress address;
  private final Authorization authorization;
  private volatile HttpAddress current;

  /**
   * @param name for messages
   * @param address as it was given
   */
  RemoteFile(String name, HttpAddress address, Authorization authorization) {
    this.name = name;
    this.address = address;
    this.authorization = authorization;
    this.current = address;
  }

  String name() {
    return name;
  }

  HttpAddress address() {
    return address;
  }

  Authorization authorization() {
    return authorization;
  }

  /** Who asks for what: equal for files of which one may be given what another has fetched. */
  Key key() {
    return new Key(address.uri(), authorization);
  }

  record Key(URI address, Authorization authorization) {}

  /** Where redirects have led, so that not each request has to follow them. */
  HttpAddress current() {
    return current;
  }

  void movedTo(HttpAddress next) {
    current = next;
  }
}
