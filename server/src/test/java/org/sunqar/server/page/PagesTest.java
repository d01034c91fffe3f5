// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sunqar.catalog.stac.Collection;
import org.sunqar.catalog.stac.Item;
import org.sunqar.catalog.store.ItemQuery;
import org.sunqar.server.SampleServer;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The pages for people, on the real server. */
class PagesTest {

  private static final Pattern ADDRESS = Pattern.compile("(?:href|src|action)=\"([^\"]*)\"");

  @TempDir private static Path folder;
  private static SampleServer server;

  @BeforeAll
  static void start() {
    server = SampleServer.start(folder);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** Follows every link from the landing page on: none leads nowhere, every page is sound. */
  @Test
  void everyLinkLeadsToASoundPage() throws Exception {
    Set<String> seen = new HashSet<>();
    List<String> open = new ArrayList<>(List.of("/openapi", ""));
    while (!open.isEmpty()) {
      String path = open.removeLast();
      if (!seen.add(path) || seen.size() > 300) {
        continue;
      }
      HttpResponse<String> answer = server.page(path);
      assertThat(answer.statusCode()).as(path).isEqualTo(200);
      if (!answer.headers().firstValue("Content-Type").orElse("").startsWith("text/html")) {
        continue;
      }
      assertSound(path, answer);
      Matcher addresses = ADDRESS.matcher(answer.body());
      while (addresses.find()) {
        String address = addresses.group(1).replace("&amp;", "&").replaceFirst("#.*", "");
        if (address.startsWith(server.api())) {
          open.add(address.substring(server.api().length()));
        } else {
          assertThat(address).as("on " + path).doesNotContain("javascript");
        }
      }
    }
    assertThat(seen)
        .hasSizeGreaterThan(25)
        .contains("/collections/marburg", "/conformance", "/search", "/records");
  }

  @ParameterizedTest
  @CsvSource({
    "/collections/nothing, 404, There is nothing here",
    "/collections/marburg/items?bbox=a, 400, This cannot be asked",
    "/nothing, 404, There is nothing here"
  })
  void problemsArePagesToo(String path, int status, String title) throws Exception {
    HttpResponse<String> answer = server.page(path);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertSound(path, answer);
    assertThat(answer.body()).contains("<h1>" + title + "</h1>");
  }

  @Test
  void theFormOfAnAnswerIsNegotiated() throws Exception {
    assertThat(type(server.get("/collections"))).isEqualTo("application/json");
    assertThat(type(server.page("/collections"))).startsWith("text/html");
    assertThat(type(server.get("/collections?f=html"))).startsWith("text/html");
    assertThat(type(server.page("/collections?f=json"))).isEqualTo("application/json");
    assertThat(server.get("/collections?f=xml").statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/collections",
        "/collections/marburg",
        "/collections/marburg/items?limit=1",
        "/collections/marburg/items/LC08_L1TP_195025_20130707_20170503_01_T1",
        "/search?limit=1",
        "/records",
        "/records/collections/catalogue/items/marburg"
      })
  void documentsNameTheirPages(String path) throws Exception {
    for (JsonNode link : server.json(path).path("links")) {
      if (link.path("rel").asText().equals("alternate")) {
        assertThat(link.path("type").asText()).isEqualTo("text/html");
        String address = link.path("href").asText();
        assertThat(address).startsWith(server.api() + path.replaceFirst("\\?.*", ""));
        HttpResponse<String> page = server.get(address.substring(server.api().length()));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(type(page)).startsWith("text/html");
        return;
      }
    }
    throw new AssertionError(path + " does not name its page");
  }

  @Test
  void scenesAreShownByTheirPictures() throws Exception {
    String page = server.page("/collections/marburg/items").body();
    Matcher picture = Pattern.compile("<img class=\"thumbnail\" src=\"([^\"]+)\"").matcher(page);
    assertThat(picture.find()).isTrue();
    HttpResponse<String> answer = server.get(picture.group(1).substring(server.api().length()));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(type(answer)).startsWith("image/");
  }

  @Test
  void aFormIsLedToTheSearchThatItStandsFor() throws Exception {
    HttpResponse<String> answer =
        server.page(
            "/collections/marburg/items?form=1&west=8&south=50&east=9.5&north=51.5"
                + "&from=2001-01-01&to=&filter=&sortby=-datetime");
    assertThat(answer.statusCode()).isEqualTo(303);
    String place = answer.headers().firstValue("Location").orElseThrow();
    assertThat(place)
        .isEqualTo(
            "/api/collections/marburg/items?sortby=-datetime&bbox=8%2C50%2C9.5%2C51.5"
                + "&datetime=2001-01-01T00%3A00%3A00Z%2F..");
    HttpResponse<String> found = server.page(place.substring("/api".length()));
    assertThat(found.statusCode()).as(found.body()).isEqualTo(200);
    assertThat(found.body()).contains("value=\"9.5\"").contains("value=\"2001-01-01\"");
  }

  @Test
  void dataNeverBecomeMarkup() throws Exception {
    String id = SampleServer.HOSTILE;
    try {
      server
          .store()
          .putCollection(
              Collection.fromJson(
                  Collection.of(id, "</p><script>alert(2)</script>")
                      .toJson()
                      .put("title", "<script>alert(3)</script>")));
      Item model = server.store().search(ItemQuery.all()).getFirst();
      var json = model.toJson().put("id", id).put("collection", id);
      ((ObjectNode) json.get("properties"))
          .put("title", "\"><script>alert(4)</script>")
          .put("<script>alert(5)</script>", "</dd><script>alert(6)</script>")
          .put("platform", "'-alert(7)-'");
      var links = json.putArray("links");
      links.addObject().put("rel", "related").put("href", "javascript:alert(8)").put("title", "x");
      server.store().add(List.of(Item.fromJson(json)), false);
      String encoded = Address.encoded(id);
      String items = "/collections/" + encoded + "/items";
      for (String path :
          List.of(
              "",
              "/collections",
              "/collections/" + encoded,
              items,
              items + "/" + encoded,
              "/search?ids=" + encoded.replace("%2C", ","),
              "/records/collections/catalogue/items",
              "/records/collections/catalogue/items/" + encoded,
              "/collections/" + encoded + "x")) {
        HttpResponse<String> answer = server.page(path);
        assertSound(path, answer);
        assertThat(answer.body())
            .as(path)
            .doesNotContainIgnoringCase("<script")
            .doesNotContain("<img src=x")
            .doesNotContain("href=\"javascript");
      }
      assertThat(server.page("/collections/" + encoded).body())
          .contains("&lt;script&gt;alert(3)&lt;/script&gt;")
          .contains("ogrinfo -al -so OAPIF:" + server.api() + " &#39;&lt;img src=x");
    } finally {
      server.store().deleteCollection(id);
    }
  }

  @Test
  void whatPagesNeedIsKeptByBrowsers() throws Exception {
    for (StaticFile file : StaticFile.values()) {
      HttpResponse<String> answer = server.get("/static/" + file.fileName());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(type(answer)).isEqualTo(file.mediaType());
      assertThat(answer.headers().firstValue("Cache-Control"))
          .hasValue("public, max-age=31536000, immutable");
    }
    assertThat(server.get("/static/style.css").statusCode()).isEqualTo(404);
    assertThat(server.get("/static/..%2Fstyle.css").statusCode()).isEqualTo(404);
  }

  /** Well-formed, one heading, a language, named landmarks and fields, nothing of other hosts. */
  private static void assertSound(String path, HttpResponse<String> answer) throws Exception {
    String html = answer.body();
    assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
        .as(path)
        .startsWith("default-src 'none'")
        .doesNotContain("unsafe");
    Document page = parsed(path, html);
    assertThat(page.getDocumentElement().getAttribute("lang")).isEqualTo("en");
    assertThat(page.getElementsByTagName("h1").getLength()).as(path).isEqualTo(1);
    assertThat(page.getElementsByTagName("main").getLength()).isEqualTo(1);
    assertThat(page.getElementsByTagName("title").item(0).getTextContent()).isNotBlank();
    assertThat(page.getElementsByTagName("script").getLength()).isZero();
    Set<String> ids = new HashSet<>();
    Set<String> labelled = new HashSet<>();
    for (Element element : elements(page)) {
      assertThat(element.hasAttribute("style")).as("inline style on " + path).isFalse();
      if (element.hasAttribute("id")) {
        assertThat(ids.add(element.getAttribute("id")))
            .as("id %s twice on %s", element.getAttribute("id"), path)
            .isTrue();
      }
      switch (element.getTagName()) {
        case "img" -> {
          assertThat(element.hasAttribute("alt")).as("picture on " + path).isTrue();
          assertThat(element.getAttribute("src")).startsWith(base(answer));
        }
        case "label" -> labelled.add(element.getAttribute("for"));
        case "a" -> assertThat(element.getTextContent()).as("link on " + path).isNotBlank();
        case "svg" ->
            assertThat(element.hasAttribute("aria-label") || element.hasAttribute("aria-hidden"))
                .isTrue();
        default -> {}
      }
    }
    for (Element element : elements(page)) {
      if (Set.of("input", "select").contains(element.getTagName())
          && !element.getAttribute("type").equals("hidden")) {
        assertThat(labelled).as("fields on " + path).contains(element.getAttribute("id"));
      }
    }
  }

  private static String base(HttpResponse<String> answer) {
    return answer.statusCode() == 200 ? server.api() + "/" : "/api/";
  }

  /** Pages are written as XML, too, so that a parser that forgives nothing can look at them. */
  private static Document parsed(String path, String html) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      String xml = html.replaceFirst("<!doctype html>", "");
      return factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    } catch (Exception e) {
      throw new AssertionError(path + " is not well-formed: " + e.getMessage(), e);
    }
  }

  private static List<Element> elements(Document page) {
    NodeList all = page.getElementsByTagName("*");
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < all.getLength(); i++) {
      elements.add((Element) all.item(i));
    }
    return elements;
  }

  private static String type(HttpResponse<String> answer) {
    return answer.headers().firstValue("Content-Type").orElse("");
  }
}
