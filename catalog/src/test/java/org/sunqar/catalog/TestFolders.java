// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** Finds the data of tests: the project's samples, and third-party data beside the checkout. */
public final class TestFolders {

  private TestFolders() {}

  /** A folder of the project's {@code samples}. */
  public static Path sample(String name) {
    return upwards("samples")
        .map(samples -> samples.resolve(name))
        .filter(Files::isDirectory)
        .orElseThrow(() -> new IllegalStateException("samples/" + name + " is not there"));
  }

  /**
   * A folder of shared third-party data, through SUNQAR_SHARED or a folder "shared" beside the
   * checkout; the test is skipped where it is absent.
   */
  public static Path shared(String name) {
    String variable = System.getenv("SUNQAR_SHARED");
    Optional<Path> shared =
        variable == null
            ? upwards("shared").filter(s -> Files.isDirectory(s.resolve("golden")))
            : Optional.of(Path.of(variable));
    Optional<Path> folder = shared.map(s -> s.resolve(name)).filter(Files::exists);
    Assumptions.assumeTrue(folder.isPresent(), "shared/" + name + " is absent");
    return folder.orElseThrow();
  }

  private static Optional<Path> upwards(String name) {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      if (Files.isDirectory(folder.resolve(name))) {
        return Optional.of(folder.resolve(name));
      }
    }
    return Optional.empty();
  }
}
