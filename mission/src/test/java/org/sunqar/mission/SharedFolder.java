// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reference files that stay outside the repository. */
public final class SharedFolder {

  private SharedFolder() {}

  /**
   * A file of golden/mission, in SUNQAR_SHARED or in a folder "shared" of an ancestor. The calling
   * test is skipped where it is absent.
   */
  public static Path file(String name) {
    List<Path> candidates = new ArrayList<>();
    String named = System.getenv("SUNQAR_SHARED");
    if (named != null) {
      candidates.add(Path.of(named));
    }
    for (Path p = Path.of("").toAbsolutePath(); p != null; p = p.getParent()) {
      candidates.add(p.resolve("shared"));
    }
    List<Path> found =
        candidates.stream()
            .map(p -> p.resolve("golden").resolve("mission").resolve(name))
            .filter(Files::exists)
            .toList();
    assumeTrue(!found.isEmpty(), "no reference file mission/" + name);
    return found.getFirst();
  }
}
