// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.tasking;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.sunqar.mission.access.OpportunitySearch;
import org.sunqar.mission.constellation.Constellation;
import org.sunqar.mission.constellation.ImagingMode;
import org.sunqar.mission.constellation.Instrument;
import org.sunqar.mission.constellation.Satellite;
import org.sunqar.mission.order.Order;
import org.sunqar.server.http.Problem;

/**
 * What can be ordered: the images of one instrument in one mode, or those of whichever satellite
 * has the mode.
 *
 * @param id {@code dala-1.hr.pan_ms}, {@code any.ms}, or {@code any} for the finest of each
 * @param title for people
 * @param mode what is taken; empty: the finest mode of each instrument
 * @param sources what takes it, at least one
 */
record Product(String id, String title, Optional<ImagingMode.Kind> mode, List<Source> sources) {

  static final String ANY = "any";

  /** An instrument of a satellite in a mode. */
  record Source(Satellite satellite, OpportunitySearch.Camera camera) {}

  Product {
    sources = List.copyOf(sources);
  }

  /** Those of a constellation: each instrument's modes, then those of any satellite. */
  static List<Product> of(Constellation constellation) {
    List<Product> result = new ArrayList<>();
    for (Satellite satellite : constellation.satellites()) {
      for (Instrument instrument : satellite.instruments()) {
        for (ImagingMode mode : instrument.modes()) {
          result.add(
              new Product(
                  id(satellite.id(), instrument.id(), mode.kind()),
                  satellite.name() + ", " + words(mode.kind()),
                  Optional.of(mode.kind()),
                  List.of(new Source(satellite, new OpportunitySearch.Camera(instrument, mode)))));
        }
      }
    }
    for (ImagingMode.Kind kind : ImagingMode.Kind.values()) {
      List<Source> sources =
          result.stream()
              .filter(p -> p.mode().equals(Optional.of(kind)) && !p.id().startsWith(ANY + "."))
              .flatMap(p -> p.sources().stream())
              .toList();
      if (!sources.isEmpty()) {
        result.add(
            new Product(
                anyId(Optional.of(kind)),
                "Any satellite, " + words(kind),
                Optional.of(kind),
                sources));
      }
    }
    List<Source> finest =
        constellation.satellites().stream()
            .flatMap(s ->
                s.instruments().stream()
                    .map(i -> new Source(s, OpportunitySearch.Camera.finest(i))))
            .toList();
    if (!finest.isEmpty()) {
      result.add(new Product(ANY, "Any satellite, its finest images", Optional.empty(), finest));
    }
    return result;
  }

  /**
   * The product of an id.
   *
   * @throws Problem 404 when there is none
   */
  static Product find(Constellation constellation, String id) {
    return of(constellation).stream()
        .filter(p -> p.id().equals(id))
        .findFirst()
        .orElseThrow(() ->
            Problem.notFound(
                "there is no product '" + id + "'; /tasking/products lists those there are"));
  }

  /** The id of the product that an order is for. */
  static String idOf(Order order, Optional<Constellation> constellation) {
    Order.Image image = order.image();
    if (image.satellites().size() == 1 && image.mode().isPresent()) {
      String satellite = image.satellites().iterator().next();
      return constellation.stream()
          .flatMap(c -> c.satellites().stream())
          .filter(s -> s.id().equals(satellite))
          .flatMap(s -> s.instruments().stream())
          .filter(i -> i.modes().stream().anyMatch(m -> m.kind() == image.mode().get()))
          .map(i -> id(satellite, i.id(), image.mode().get()))
          .findFirst()
          .orElseGet(() -> anyId(image.mode()));
    }
    return anyId(image.mode());
  }

  private static String id(String satellite, String instrument, ImagingMode.Kind mode) {
    return satellite + "." + instrument + "." + lower(mode);
  }

  private static String anyId(Optional<ImagingMode.Kind> mode) {
    return mode.map(kind -> ANY + "." + lower(kind)).orElse(ANY);
  }

  private static String lower(ImagingMode.Kind mode) {
    return mode.name().toLowerCase(Locale.ROOT);
  }

  private static String words(ImagingMode.Kind mode) {
    return switch (mode) {
      case PAN -> "panchromatic";
      case MS -> "multispectral";
      case PAN_MS -> "panchromatic and multispectral";
    };
  }

  boolean isOfAny() {
    return id.equals(ANY) || id.startsWith(ANY + ".");
  }

  /** The satellites that an order of it is bound to; empty: any. */
  Set<String> satellites() {
    return isOfAny() ? Set.of() : Set.of(sources.getFirst().satellite().id());
  }

  /** Whether stereo can be ordered. */
  boolean isStereo() {
    return sources.stream().anyMatch(s -> s.camera().instrument().stereo());
  }

  /** The finest ground sampling distance straight down (m). */
  double groundSampling() {
    return sources.stream().mapToDouble(s -> s.camera().mode().groundSampling()).min().orElse(0);
  }

  /** The largest off-nadir angle of its satellites (rad). */
  double maxOffNadir() {
    return sources.stream()
        .mapToDouble(s -> s.satellite().platform().agility().maxOffNadir())
        .max()
        .orElse(0);
  }

  /** Names of those who own its satellites. */
  List<String> owners(Constellation constellation) {
    return sources.stream()
        .map(s -> s.satellite().owner())
        .distinct()
        .flatMap(owner ->
            constellation.members().stream().filter(m -> m.id().equals(owner)).map(m -> m.name()))
        .toList();
  }

  /** Words by which it is found. */
  List<String> keywords() {
    return Stream.concat(
            sources.stream().map(s -> s.satellite().id()).distinct(),
            mode.stream().map(Product::words))
        .toList();
  }
}
