// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.page;

import java.util.ArrayList;
import java.util.List;

/**
 * What every page has: head, the way here, and the foot that names its other forms.
 *
 * @param title of the page; plain text
 * @param trail the pages above this one, the landing page first
 */
record Frame(PageAddress address, String title, List<Step> trail) {

  /** A page above this one. */
  record Step(String title, String address) {}

  Frame {
    trail = List.copyOf(trail);
  }

  /** A frame whose way here begins at the landing page. */
  static Frame of(PageAddress address, String title, Step... above) {
    List<Step> trail = new ArrayList<>();
    trail.add(new Step("Home", address.base()));
    trail.addAll(List.of(above));
    return new Frame(address, title, trail);
  }

  /** The page with its content, which follows the heading. */
  String around(Html content) {
    Html html = new Html();
    html.open("html", "lang", "en");
    head(html);
    html.open("body").element("a", "Skip to content", "class", "skip", "href", "#content");
    masthead(html);
    html.open("main", "id", "content").element("h1", title).add(content).close();
    foot(html);
    return "<!doctype html>\n" + html.finish();
  }

  private void head(Html html) {
    html.open("head")
        .empty("meta", "charset", "utf-8")
        .empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
        .empty("meta", "name", "color-scheme", "content", "light dark")
        .element("title", trail.isEmpty() ? title : title + " · Sunqar")
        .empty("link", "rel", "stylesheet", "href", StaticFile.STYLE.address(address))
        .empty(
            "link",
            "rel",
            "icon",
            "type",
            "image/svg+xml",
            "href",
            StaticFile.ICON.address(address))
        .empty("link", "rel", "alternate", "type", "application/json", "href", address.asJson())
        .close();
  }

  private void masthead(Html html) {
    html.open("header", "class", "masthead").open("div", "class", "inner");
    html.open("a", "class", "brand", "href", address.base())
        .empty(
            "img",
            "src",
            StaticFile.ICON.address(address),
            "alt",
            "",
            "width",
            "28",
            "height",
            "28")
        .text("Sunqar")
        .close();
    html.open("nav", "aria-label", "Main").open("ul");
    entry(html, "/collections", "Collections");
    entry(html, "/search", "Search");
    entry(html, "/openapi", "API");
    html.close(4);
    if (!trail.isEmpty()) {
      html.open("nav", "class", "trail", "aria-label", "Breadcrumb").open("ol");
      for (Step step : trail) {
        html.open("li").link(step.address(), step.title()).close();
      }
      html.open("li").element("span", title, "aria-current", "page").close();
      html.close(2);
    }
  }

  private void entry(Html html, String path, String name) {
    boolean here = address.path().equals(path) || address.path().startsWith(path + "/");
    html.open("li");
    if (here) {
      html.link(address.at(path), name, "aria-current", "true");
    } else {
      html.link(address.at(path), name);
    }
    html.close();
  }

  private void foot(Html html) {
    html.open("footer")
        .open("div", "class", "inner")
        .open("p")
        .link(address.asJson(), "This page as JSON")
        .text(" · ")
        .link(address.at("/conformance"), "Standards")
        .text(" · ")
        .link(address.at("/openapi"), "API documentation")
        .close()
        .close(2);
  }
}
