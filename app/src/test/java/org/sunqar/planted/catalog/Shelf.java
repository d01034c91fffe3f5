// SPDX-License-Identifier: Apache-2.0
package org.sunqar.planted.catalog;

import java.net.http.HttpRequest;
import java.util.Optional;
import org.sunqar.planted.analysis.cube.Cube;

/** Violations: catalog sees analysis, and HTTP. */
public final class Shelf {
  Cube cube = new Cube();
  Optional<HttpRequest> request = Optional.empty();

  /** Names the class of HTTP in code, not in a type argument only. */
  public Class<?> http() {
    return HttpRequest.class;
  }
}
