// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** Third-party data beside the checkout, for tests that read it in place. */
public final class SharedFolder {

  private SharedFolder() {}

  /**
   * A file or folder of the shared data, through SUNQAR_SHARED or a folder "shared" of an ancestor;
   * the test is skipped where it is absent.
   */
  public static Path of(String name) {
    List<Path> candidates = new ArrayList<>();
    String named = System.getenv("SUNQAR_SHARED");
    if (named != null) {
      candidates.add(Path.of(named));
    }
    for (Path p = Path.of("").toAbsolutePath(); p != null; p = p.getParent()) {
      candidates.add(p.resolve("shared"));
    }
    Optional<Path> found =
        candidates.stream().map(p -> p.resolve(name)).filter(Files::exists).findFirst();
    Assumptions.assumeTrue(found.isPresent(), "shared/" + name + " is absent: set SUNQAR_SHARED");
    return found.orElseThrow();
  }
}
