// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.stac;

import io.helidon.http.HeaderNames;
import java.util.Optional;
import org.sunqar.catalog.store.Expected;
import org.sunqar.server.http.EntityTag;
import org.sunqar.server.http.Problem;
import org.sunqar.server.http.Request;

/** What a client expects to be there when it writes: If-Match and If-None-Match. */
final class Preconditions {

  private Preconditions() {}

  /**
   * @param version of what is there now
   * @param otherwise what is expected where the client says nothing
   * @throws Problem 412 when another version is there, 400 for conditions that make no sense
   */
  static Expected of(Request request, Optional<String> version, Expected otherwise) {
    Optional<String> match = request.header(HeaderNames.IF_MATCH);
    Optional<String> noneMatch = request.header(HeaderNames.IF_NONE_MATCH);
    if (noneMatch.isPresent()) {
      if (match.isPresent() || !noneMatch.get().strip().equals("*")) {
        throw Problem.badRequest(
            "if-none-match", "a write takes If-Match: \"ETAG\" or If-None-Match: *");
      }
      if (version.isPresent()) {
        throw new Problem(412, "if-none-match", "it is there already");
      }
      return new Expected.Absent();
    }
    if (match.isEmpty()) {
      return otherwise;
    }
    if (version.isEmpty()) {
      return new Expected.Present(); // the store says that it is not there
    }
    if (match.get().strip().equals("*")) {
      return new Expected.Present();
    }
    for (String tag : match.get().split(",", 100)) {
      if (tag.strip().equals(EntityTag.strong(version.get()))) {
        return new Expected.Version(version.get());
      }
    }
    throw new Problem(
        412,
        "stale",
        "it was changed since: its ETag is "
            + EntityTag.strong(version.get())
            + ", not "
            + SearchSource.shortened(match.get()));
  }
}
