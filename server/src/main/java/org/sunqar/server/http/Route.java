// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.http;

import java.util.Set;
import org.sunqar.server.auth.Role;

/**
 * A method of an address.
 *
 * @param template the path, with segments in braces for what varies: {@code
 *     /api/collections/{collection}}
 * @param kind what the resource is
 * @param parameters the query parameters that are known, without {@code f}; any other is refused
 * @param role what a key must allow, where keys are asked for
 */
public record Route(
    Verb verb, String template, Kind kind, Set<String> parameters, Role role, Handler handler) {

  /**
   * Stands among the parameters of a route that takes any, in any case: those of older services.
   */
  public static final String ANY = "*";

  public Route {
    parameters = Set.copyOf(parameters);
  }

  public static Route get(String template, Kind kind, Set<String> parameters, Handler handler) {
    return new Route(Verb.GET, template, kind, parameters, Role.READ, handler);
  }

  public static Route get(String template, Kind kind, Handler handler) {
    return get(template, kind, Set.of(), handler);
  }

  /** A POST that changes nothing, such as a search. */
  public static Route ask(String template, Kind kind, Handler handler) {
    return new Route(Verb.POST, template, kind, Set.of(), Role.READ, handler);
  }

  /** A method that changes something. */
  public static Route write(Verb verb, String template, Handler handler) {
    return new Route(verb, template, Kind.REPORT, Set.of(), Role.WRITE, handler);
  }
}
