// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.plan;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.sunqar.mission.MissionException;

/** Finds what solves exactly, which is not in the program itself. */
public final class ExactModule {

  private ExactModule() {}

  /**
   * Looks on the class path and in the jars of a folder.
   *
   * @throws MissionException IO when the jars are there and cannot be used
   */
  public static <T> Optional<T> find(Class<T> service, Path folder) {
    try {
      return ServiceLoader.load(service, service.getClassLoader())
          .findFirst()
          .or(() -> ServiceLoader.load(service, jars(folder)).findFirst());
    } catch (ServiceConfigurationError | LinkageError e) {
      throw new MissionException(
          MissionException.Key.IO,
          "The exact solver in %s does not work here: %s.".formatted(folder, e.getMessage()),
          e);
    }
  }

  /** Stays open as long as the process, since classes are loaded when they are needed. */
  private static ClassLoader jars(Path folder) {
    List<URL> urls = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.filter(f -> f.toString().endsWith(".jar")).sorted().toList()) {
          urls.add(url(file));
        }
      } catch (IOException e) {
        throw new MissionException(
            MissionException.Key.IO, folder + " cannot be read: " + e.getMessage() + ".", e);
      }
    }
    return new URLClassLoader(urls.toArray(URL[]::new), ExactModule.class.getClassLoader());
  }

  private static URL url(Path file) {
    try {
      return file.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e); // a path has a URL
    }
  }
}
