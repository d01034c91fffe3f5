// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;

/** How much there is, and the way to the next page. */
final class Paging {

  private Paging() {}

  static void summary(Html html, JsonNode document, int shown, String what) {
    JsonNode matched = document.path("numberMatched");
    String text;
    if (matched.isNumber()) {
      long all = matched.longValue();
      text =
          all == shown
              ? count(all, what)
              : String.format(Locale.ROOT, "%,d of %s on this page", shown, count(all, what));
    } else {
      text = count(shown, what) + " on this page";
    }
    html.element("p", text, "class", "count", "role", "status");
  }

  private static String count(long number, String what) {
    return number == 0
        ? "No " + what + "s"
        : String.format(Locale.ROOT, "%,d %s%s", number, what, number == 1 ? "" : "s");
  }

  static void links(Html html, JsonNode document) {
    Links links = Links.of(document);
    Optional<String> previous = links.find("prev").or(() -> links.find("previous"));
    Optional<String> next = links.find("next");
    Optional<String> first = links.find("first");
    if (previous.isEmpty() && next.isEmpty() && first.isEmpty()) {
      return;
    }
    html.open("nav", "class", "paging", "aria-label", "Pages");
    first.ifPresent(href -> html.link(href, "First page"));
    previous.ifPresent(href -> html.link(href, "Previous page", "rel", "prev"));
    next.ifPresent(href -> html.link(href, "Next page", "rel", "next", "class", "button"));
    html.close();
  }
}
