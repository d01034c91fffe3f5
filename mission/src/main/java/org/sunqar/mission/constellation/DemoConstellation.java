// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.constellation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/**
 * A made constellation of three countries, for demonstrations and tests. Its satellites do not
 * exist.
 */
public final class DemoConstellation {

  private DemoConstellation() {}

  /** Reads it. Its elements are of 13 April 2026. */
  public static Constellation read() {
    try (InputStream in = DemoConstellation.class.getResourceAsStream("demo.json")) {
      if (in == null) {
        throw new IllegalStateException("demo.json is not among the resources");
      }
      return ConstellationJson.read(
          new String(in.readAllBytes(), StandardCharsets.UTF_8), Path.of(""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same with elements of another day, for orders of images from then on. */
  public static Constellation on(LocalDate day) {
    Constellation demo = read();
    List<Satellite> satellites =
        demo.satellites().stream()
            .map(s ->
                new Satellite(
                    s.id(), s.name(), s.owner(), s.orbit().on(day), s.platform(), s.instruments()))
            .toList();
    return new Constellation(demo.members(), satellites, demo.stations());
  }
}
