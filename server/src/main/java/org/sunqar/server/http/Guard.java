// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.net.URI;
import java.util.Optional;
import org.sunqar.server.auth.ApiKeys;
import org.sunqar.server.auth.Role;

/**
 * Lets a request through or not. With keys configured every request of the API must show one.
 * Without keys the server listens on loopback only and this machine may do everything; but a web
 * page from elsewhere that a person on this machine looks at may not write: neither as another
 * origin, nor by a name of its own that leads to loopback.
 */
final class Guard {

  private static final HeaderName API_KEY = HeaderNames.create("X-API-Key");

  private final ApiKeys keys;

  Guard(ApiKeys keys) {
    this.keys = keys;
  }

  /**
   * Whose key it is; empty where none is needed.
   *
   * @throws Problem 401 without a key that is known, 403 when it does not allow this
   */
  Optional<String> admit(ServerRequest request, Role needed) {
    if (keys.isEmpty()) {
      if (needed == Role.WRITE) {
        refuseForeignPages(request);
      }
      return Optional.empty();
    }
    Optional<String> shown =
        request
            .headers()
            .first(HeaderNames.AUTHORIZATION)
            .filter(value -> value.regionMatches(true, 0, "Bearer ", 0, 7))
            .map(value -> value.substring(7).strip())
            .or(() -> request.headers().first(API_KEY));
    ApiKeys.Entry entry =
        shown
            .flatMap(keys::find)
            .orElseThrow(() ->
                new Problem(
                    401,
                    "key",
                    shown.isPresent()
                        ? "this API key is not known"
                        : "an API key is needed, as 'Authorization: Bearer KEY' or 'X-API-Key: KEY'",
                    new Answer.Field("WWW-Authenticate", "Bearer realm=\"sunqar\"")));
    if (!entry.role().allows(needed)) {
      throw new Problem(
          403, "role", "the API key of " + entry.name() + " allows to read only, not to write");
    }
    return Optional.of(entry.name());
  }

  private static void refuseForeignPages(ServerRequest request) {
    String host = hostOf(request.authority());
    boolean local =
        host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
    Optional<String> origin = request.headers().first(HeaderNames.ORIGIN);
    boolean own =
        origin.isEmpty()
            || (origin.get().regionMatches(true, 0, "http://", 0, 7)
                && origin.get().substring(7).equalsIgnoreCase(request.authority()));
    if (!local || !own) {
      throw new Problem(
          403,
          "origin",
          "without API keys only programs and pages of this machine may write, not "
              + (own ? "requests to '" + host + "'" : "pages of " + origin.get()));
    }
  }

  private static String hostOf(String authority) {
    try {
      String host = URI.create("http://" + authority).getHost();
      return host == null ? "" : host;
    } catch (IllegalArgumentException _) {
      return "";
    }
  }
}
