// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.page;

import com.fasterxml.jackson.databind.JsonNode;

/** What went wrong, and what to do. */
final class ProblemPage {

  private ProblemPage() {}

  static String page(PageAddress address, JsonNode problem) {
    int status = problem.path("status").asInt();
    Html html = new Html();
    html.open("div", "class", "problem", "role", "alert");
    html.element(
        "p", problem.path("detail").asText(problem.path("title").asText()), "class", "lead");
    html.close();
    html.element("p", advice(status));
    html.open("p", "class", "quiet").text("Status " + status);
    String type = problem.path("type").asText();
    if (!type.isEmpty() && !type.equals("about:blank")) {
      html.text(", ").element("code", type);
    }
    html.close();
    html.open("p", "class", "actions").link(address.base(), "Home", "class", "button");
    html.link(address.at("/collections"), "Collections")
        .link(address.at("/openapi"), "API documentation");
    html.close();
    return Frame.of(address, title(status, problem)).around(html);
  }

  private static String title(int status, JsonNode problem) {
    return switch (status) {
      case 400 -> "This cannot be asked";
      case 401 -> "A key is needed";
      case 403 -> "This is not allowed";
      case 404 -> "There is nothing here";
      case 503 -> "Not at the moment";
      default -> problem.path("title").asText("Something went wrong");
    };
  }

  private static String advice(int status) {
    return switch (status) {
      case 400 -> "Go back, change what the sentence above names, and try again.";
      case 401, 403 -> "Ask whoever runs this server for a key that allows it.";
      case 404, 410 -> "It may have been deleted, or the address is misspelt.";
      case 406 -> "Add ?f=json or ?f=html to the address to choose a form.";
      case 429, 503 -> "Try again in a moment.";
      default ->
          status >= 500
              ? "This is the server's fault. Its log says more."
              : "The API documentation says what is possible at this address.";
    };
  }
}
