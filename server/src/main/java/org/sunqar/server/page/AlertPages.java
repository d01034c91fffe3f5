// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** The alerts: a list of them with a map, and one with its history. */
final class AlertPages {

  /** More outlines than this only hide each other. */
  private static final int MAX_OUTLINES = 500;

  private AlertPages() {}

  static String landing(PageAddress address, JsonNode document) {
    Html html = new Html();
    html.element("p", document.path("description").asText(), "class", "lead");
    html.open("p", "class", "actions")
        .link(
            address.at("/alerts/collections/alerts/items"), "Browse the alerts", "class", "button")
        .link(address.at("/alerts.atom"), "Feed")
        .link(address.at("/alerts/conformance"), "Standards")
        .close();
    html.element("h2", "Connect a program").open("dl", "class", "ways");
    LandingPage.way(
        html,
        "QGIS",
        "Layer › Add WFS / OGC API – Features layer, with this address:",
        address.at("/alerts"));
    html.close();
    return Frame.of(address, "Alerts").around(html);
  }

  static String list(PageAddress address, JsonNode document) {
    Html html = new Html();
    JsonNode alerts = document.path("features");
    Paging.summary(html, document, alerts.size(), "alert");
    if (!alerts.isEmpty()) {
      table(html, alerts);
      Paging.links(html, document);
      LandMap map = new LandMap(address, "Map of the alerts on this page");
      int drawn = 0;
      for (JsonNode alert : alerts) {
        if (drawn++ < MAX_OUTLINES) {
          map.geometry(alert.path("geometry"), alert.path("bbox"));
        }
      }
      html.element("h2", "Where they are").open("figure").add(map.drawing()).close();
    }
    return Frame.of(address, "List", step(address)).around(html);
  }

  private static void table(Html html, JsonNode alerts) {
    html.open("div", "class", "wide", "tabindex", "0").open("table", "class", "items");
    html.open("thead").open("tr");
    for (String head :
        List.of("Alert", "Watch", "First seen", "Hectares", "Probability", "Detector", "Review")) {
      html.element("th", head, "scope", "col");
    }
    html.close(2).open("tbody");
    for (JsonNode alert : alerts) {
      JsonNode properties = alert.path("properties");
      html.open("tr").open("th", "scope", "row");
      html.link(Links.of(alert).find("self").orElse("?"), alert.path("id").asText()).close();
      html.element("td", properties.path("watch").asText());
      html.element("td", properties.path("first_date").asText());
      html.element("td", properties.path("area_ha").asText(), "class", "number");
      html.element("td", properties.path("probability").asText(), "class", "number");
      html.element("td", properties.path("status").asText());
      html.element("td", properties.path("review").asText().replace('_', ' ')).close();
    }
    html.close(3);
  }

  static String one(PageAddress address, JsonNode alert) {
    Html html = new Html();
    html.open("figure")
        .add(
            new LandMap(address, "Map of the outline")
                .geometry(alert.path("geometry"), alert.path("bbox"))
                .drawing())
        .close();
    html.element("h2", "History").open("ol");
    for (JsonNode entry : alert.path("history")) {
      StringBuilder text = new StringBuilder();
      entry
          .properties()
          .forEach(field -> {
            if (!field.getKey().equals("number")) {
              text.append(text.isEmpty() ? "" : ", ").append(field.getKey().replace('_', ' '));
              text.append(' ').append(field.getValue().asText(field.getValue().toString()));
            }
          });
      html.element("li", text.toString());
    }
    html.close();
    html.element("h2", "What is known");
    Values.facts(html, List.copyOf(alert.path("properties").properties()));
    return Frame.of(
            address,
            alert.path("id").asText(),
            step(address),
            new Frame.Step("List", address.at("/alerts/collections/alerts/items")))
        .around(html);
  }

  private static Frame.Step step(PageAddress address) {
    return new Frame.Step("Alerts", address.at("/alerts"));
  }
}
