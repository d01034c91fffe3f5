// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An item that a search has come to.
 *
 * @param place where it is in the order
 * @param answer of {@link ItemMatch#test(ColumnBlock, int)}
 */
record Hit(long key, Place place, int answer, ItemDocument document) {

  /** One of which only the key is known, and where it is but for its ids. */
  record Candidate(long key, List<SortValue> values, int answer) {}

  /**
   * The items of candidates in their order, after a place.
   *
   * @param candidates all of those that come before any other
   * @param count at most so many
   */
  static List<Hit> of(
      Snapshot snapshot,
      List<Candidate> candidates,
      List<SortKey> order,
      @Nullable Place after,
      int count)
      throws SQLException {
    Map<Long, ItemDocument> documents =
        Documents.find(snapshot, candidates.stream().map(Candidate::key).toList());
    List<Hit> hits = new ArrayList<>(candidates.size());
    for (Candidate candidate : candidates) {
      ItemDocument document = documents.get(candidate.key());
      if (document != null) {
        Place place = new Place(candidate.values(), document.collection(), document.id());
        if (after == null || place.compareTo(after, order) > 0) {
          hits.add(new Hit(candidate.key(), place, candidate.answer(), document));
        }
      }
    }
    hits.sort((a, b) -> a.place().compareTo(b.place(), order));
    return hits.size() > count ? hits.subList(0, count) : hits;
  }
}
