// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import org.sunqar.catalog.CatalogException;
import org.sunqar.server.auth.ApiKeys;

/**
 * How the server is run.
 *
 * @param host the address that it listens at; one beyond this machine needs keys
 * @param port 0 for any that is free
 * @param publicUrl where clients see the server, without {@code /api}: {@code https://eo.example}.
 *     Else what the request says, through a proxy on this machine, too ({@code Forwarded}).
 * @param keys the keys that clients must show; none on loopback lets everybody on this machine read
 *     and write
 * @param title of the catalogue, for people
 * @param jsonLog whether requests are logged as JSON
 * @param grace how long running requests may take to finish when the server stops
 */
public record ServerConfig(
    String host,
    int port,
    Optional<String> publicUrl,
    ApiKeys keys,
    String title,
    boolean jsonLog,
    Duration grace) {

  public static final int DEFAULT_PORT = 8080;

  public static final ServerConfig DEFAULT =
      new ServerConfig(
          "127.0.0.1",
          DEFAULT_PORT,
          Optional.empty(),
          ApiKeys.NONE,
          "Sunqar",
          false,
          Duration.ofSeconds(10));

  public ServerConfig {
    if (port < 0 || port > 65535) {
      throw invalid("port " + port + " should be 0..65535");
    }
    publicUrl.ifPresent(url -> {
      if (!url.matches("https?://[A-Za-z0-9.:\\[\\]_-]+(/[A-Za-z0-9._~/-]*[A-Za-z0-9._~-])?")) {
        throw invalid(
            "public URL '"
                + url
                + "' should be like https://eo.example, without a slash at its end");
      }
    });
    if (keys.isEmpty() && !isLoopback(host)) {
      throw invalid(
          "the server listens at "
              + host
              + ", beyond this machine, only with API keys configured; 'sunqar serve --help' says how");
    }
  }

  public ServerConfig onPort(int newPort) {
    return new ServerConfig(host, newPort, publicUrl, keys, title, jsonLog, grace);
  }

  public ServerConfig withKeys(ApiKeys newKeys) {
    return new ServerConfig(host, port, publicUrl, newKeys, title, jsonLog, grace);
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new CatalogException(
          CatalogException.Key.INVALID, "'" + host + "' is not an address of this machine", e);
    }
  }

  private static CatalogException invalid(String message) {
    return new CatalogException(CatalogException.Key.INVALID, message);
  }
}
