// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.ingest;

import java.util.List;

/**
 * What became of everything that was to be imported.
 *
 * @param outcomes in the order of the paths, folders in the order of their names
 */
public record ImportReport(List<Outcome> outcomes) {

  public ImportReport {
    outcomes = List.copyOf(outcomes);
  }

  public long count(Outcome.Status status) {
    return outcomes.stream().filter(outcome -> outcome.status() == status).count();
  }
}
