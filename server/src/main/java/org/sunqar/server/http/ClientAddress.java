// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a client sees the server, and where the client is. What a proxy says of it ({@code
 * Forwarded}, RFC 7239, or {@code X-Forwarded-*}) is believed only of one on this machine.
 */
final class ClientAddress {

  private static final HeaderName PREFIX = HeaderNames.create("X-Forwarded-Prefix");

  private final Optional<String> publicUrl;

  ClientAddress(Optional<String> publicUrl) {
    this.publicUrl = publicUrl;
  }

  /** The address of the server for this client, without a slash at the end. */
  String server(ServerRequest request) {
    if (publicUrl.isPresent()) {
      return publicUrl.get();
    }
    String scheme = request.isSecure() ? "https" : "http";
    String host = request.authority();
    String prefix = "";
    if (isLocal(request)) {
      Optional<String> forwarded = request.headers().first(HeaderNames.FORWARDED);
      if (forwarded.isPresent()) {
        scheme = element(forwarded.get(), "proto").orElse(scheme);
        host = element(forwarded.get(), "host").orElse(host);
      } else {
        scheme = last(request, HeaderNames.X_FORWARDED_PROTO).orElse(scheme);
        host = last(request, HeaderNames.X_FORWARDED_HOST).orElse(host);
        prefix = last(request, PREFIX).orElse("");
      }
    }
    if (!(scheme.equals("http") || scheme.equals("https"))
        || !isPlain(host, ":[]")
        || host.isEmpty()
        || !isPlain(prefix, "/")) {
      throw Problem.badRequest(
          "host", "the address of the server, as the request says it, is not one");
    }
    return scheme + "://" + host + (prefix.equals("/") ? "" : prefix);
  }

  /** The client's address, as far as it is known. */
  String client(ServerRequest request) {
    String peer =
        request.remotePeer().address() instanceof InetSocketAddress socket
                && socket.getAddress() != null
            ? socket.getAddress().getHostAddress()
            : "-";
    if (isLocal(request)) {
      return last(request, HeaderNames.X_FORWARDED_FOR)
          .filter(address -> isPlain(address, ":[]"))
          .orElse(peer);
    }
    return peer;
  }

  private static boolean isLocal(ServerRequest request) {
    return request.remotePeer().address() instanceof InetSocketAddress socket
        && Optional.ofNullable(socket.getAddress())
            .map(InetAddress::isLoopbackAddress)
            .orElse(false);
  }

  /** What the nearest proxy said, which is the last of a list. */
  private static Optional<String> last(ServerRequest request, HeaderName name) {
    return request
        .headers()
        .first(name)
        .map(value -> value.substring(value.lastIndexOf(',') + 1).strip());
  }

  private static Optional<String> element(String forwarded, String name) {
    String nearest = forwarded.substring(forwarded.lastIndexOf(',') + 1);
    for (String pair : nearest.split(";", 10)) {
      String[] parts = pair.strip().split("=", 2);
      if (parts.length == 2 && parts[0].toLowerCase(Locale.ROOT).equals(name)) {
        return Optional.of(parts[1].replace("\"", ""));
      }
    }
    return Optional.empty();
  }

  private static boolean isPlain(String text, String more) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 128
          || !(Character.isLetterOrDigit(c) || ".-_".indexOf(c) >= 0 || more.indexOf(c) >= 0)) {
        return false;
      }
    }
    return text.length() <= 255;
  }
}
