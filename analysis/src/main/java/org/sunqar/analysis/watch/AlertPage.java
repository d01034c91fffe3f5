// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.watch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * A page of alerts.
 *
 * @param features GeoJSON features; there may be fewer than asked for, or none, and a next page
 *     still, where a filter made more work than one page may
 * @param next where the next page begins; empty for the last one
 * @param matched how many alerts all pages together have; empty where counting them would mean to
 *     read too many documents
 */
public record AlertPage(List<ObjectNode> features, Optional<String> next, Optional<Long> matched) {
  public AlertPage {
    features = List.copyOf(features);
  }
}
