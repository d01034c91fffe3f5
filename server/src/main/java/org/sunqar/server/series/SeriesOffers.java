// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.series;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.stream.Stream;
import org.sunqar.analysis.cube.SpectralIndex;
import org.sunqar.analysis.detect.online.OnlineDetectors;
import org.sunqar.catalog.stac.Item;

/** What else could be asked of a place, so that a client need not know it. */
final class SeriesOffers {

  private SeriesOffers() {}

  /** The indices that the bands of some scenes allow, these bands, and the detectors. */
  static ObjectNode of(List<Item> items) {
    ObjectNode offers = JsonNodeFactory.instance.objectNode();
    SequencedSet<String> bands = new LinkedHashSet<>();
    items.forEach(item -> bands.addAll(SeriesWork.bands(item)));
    ArrayNode indices = offers.putArray("indices");
    SpectralIndex.names().stream()
        .filter(name ->
            items.stream()
                .anyMatch(item ->
                    SpectralIndex.of(name).orElseThrow().bands().stream()
                        .allMatch(band -> item.band(band).isPresent())))
        .filter(name -> !bands.contains(name))
        .forEach(indices::add);
    bands.forEach(indices::add);
    ArrayNode detectors = offers.putArray("detectors");
    Stream.concat(
            OnlineDetectors.names().stream(),
            Stream.of(SeriesWork.BFAST_MONITOR_ONLINE, SeriesQuery.NO_DETECTOR))
        .forEach(detectors::add);
    return offers;
  }
}
