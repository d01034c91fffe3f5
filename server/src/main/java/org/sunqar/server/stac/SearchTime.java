// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.stac;

import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.stac.TimeInterval;
import org.sunqar.server.http.Problem;

/** When a search looks. */
final class SearchTime {

  private SearchTime() {}

  static TimeInterval of(String text) {
    try {
      // the plus of a zone that was not encoded is a space
      return TimeInterval.parse(
          text.indexOf(' ') < 0 ? text : text.replaceAll(" (?=\\d\\d:\\d\\d(/|$))", "+"));
    } catch (CatalogException e) {
      throw Problem.badRequest("datetime", String.valueOf(e.getMessage()));
    }
  }
}
