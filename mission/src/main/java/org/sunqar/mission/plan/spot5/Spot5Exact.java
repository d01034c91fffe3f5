// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.plan.spot5;

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
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.sunqar.mission.MissionException;

/** Plans an instance and proves that no plan is better. Too heavy to be in the program itself. */
public interface Spot5Exact {

  /**
   * What was found.
   *
   * @param plan the best plan that was found
   * @param bound no plan has a higher profit
   * @param proven that the plan is one of the best
   */
  record Answer(Spot5Plan plan, double bound, boolean proven) {}

  /**
   * @param known a plan to begin with
   * @param seconds of wall time after which the best so far is the answer
   * @param threads at least 1
   * @param stopped when it says true, the best so far is the answer; asked from another thread
   */
  Answer solve(
      Spot5Instance instance,
      Spot5Plan known,
      double seconds,
      int threads,
      BooleanSupplier stopped);

  /**
   * Looks on the class path and in the jars of a folder.
   *
   * @throws MissionException IO when the jars are there and cannot be used
   */
  static Optional<Spot5Exact> find(Path folder) {
    try {
      return ServiceLoader.load(Spot5Exact.class, Spot5Exact.class.getClassLoader())
          .findFirst()
          .or(() -> ServiceLoader.load(Spot5Exact.class, jars(folder)).findFirst());
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
    return new URLClassLoader(urls.toArray(URL[]::new), Spot5Exact.class.getClassLoader());
  }

  private static URL url(Path file) {
    try {
      return file.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e); // a path has a URL
    }
  }
}
