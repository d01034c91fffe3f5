// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.sunqar.server.http.Answer;
import org.sunqar.server.http.ApiPart;
import org.sunqar.server.http.Kind;
import org.sunqar.server.http.Problem;
import org.sunqar.server.http.Representation;
import org.sunqar.server.http.Request;
import org.sunqar.server.http.Route;

/**
 * Resources as pages for people. They need no script and nothing of another host, work on a phone
 * and in the dark, and show data as text whatever is in it.
 */
public final class HtmlPages implements Representation, ApiPart {

  /** Nothing but our own style sheet, pictures and forms; no script at all. */
  private static final String POLICY =
      "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none';"
          + " frame-ancestors 'none'";

  private static final List<Answer.Field> HEADERS =
      List.of(
          new Answer.Field("Content-Security-Policy", POLICY),
          new Answer.Field("Referrer-Policy", "same-origin"));

  @Override
  public String name() {
    return "html";
  }

  @Override
  public String mediaType() {
    return "text/html";
  }

  @Override
  public boolean shows(Kind kind) {
    return kind != Kind.REPORT && kind != Kind.FILE;
  }

  @Override
  public List<Answer.Field> headers() {
    return HEADERS;
  }

  @Override
  public Optional<String> queryOf(String query) {
    return SearchForm.searchOf(query);
  }

  @Override
  public byte[] render(Request request, Kind kind, JsonNode document) {
    return page(address(request), kind, document).getBytes(StandardCharsets.UTF_8);
  }

  private static PageAddress address(Request request) {
    String self = request.self();
    String path = request.selfWithoutParameters();
    String below = path.substring(request.base().length());
    return new PageAddress(
        request.base(),
        below.endsWith("/") ? below.substring(0, below.length() - 1) : below,
        self.length() > path.length() ? self.substring(path.length() + 1) : "");
  }

  private static String page(PageAddress address, Kind kind, JsonNode document) {
    boolean ofRecords = address.path().startsWith("/records");
    boolean ofAlerts = address.path().startsWith("/alerts");
    return switch (kind) {
      case LANDING_PAGE -> {
        if (ofAlerts) {
          yield AlertPages.landing(address, document);
        }
        yield ofRecords
            ? RecordPages.landing(address, document)
            : LandingPage.page(address, document);
      }
      case CONFORMANCE -> DocumentPage.conformance(address, document);
      case COLLECTIONS -> {
        if (ofAlerts) {
          yield DocumentPage.any(address, document, "Collections of alerts");
        }
        yield ofRecords
            ? RecordPages.collections(address, document)
            : CollectionPages.list(address, document);
      }
      case COLLECTION -> {
        if (ofAlerts) {
          yield DocumentPage.any(address, document, "The collection of alerts");
        }
        yield ofRecords
            ? RecordPages.collection(address, document)
            : CollectionPages.one(address, document);
      }
      case ITEMS -> ItemsPage.page(address, document);
      case ITEM -> ItemPage.page(address, document);
      case QUERYABLES ->
          SchemaPage.page(
              address, document, "Queryables", "What the filter of a search may ask for.");
      case SORTABLES ->
          SchemaPage.page(address, document, "Sortables", "What items can be sorted by.");
      case FUNCTIONS -> DocumentPage.functions(address, document);
      case AGGREGATIONS -> DocumentPage.any(address, document, "Aggregations");
      case AGGREGATION_RESULT -> DocumentPage.aggregations(address, document);
      case RECORDS -> RecordPages.list(address, document);
      case RECORD -> RecordPages.one(address, document);
      case ALERTS -> AlertPages.list(address, document);
      case ALERT -> AlertPages.one(address, document);
      case API_DEFINITION -> ApiPage.page(address, document);
      case PROBLEM -> ProblemPage.page(address, document);
      case CHILDREN -> DocumentPage.any(address, document, "Children");
      case REPORT, FILE -> DocumentPage.any(address, document, "Report");
    };
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.get("/api/static/{file}", Kind.FILE, HtmlPages::file));
  }

  @Override
  public List<String> conformsTo() {
    return List.of("http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/html");
  }

  private static Answer file(Request request) {
    StaticFile file =
        StaticFile.find(request.segment("file"))
            .orElseThrow(
                () -> Problem.notFound("there is no file '" + request.segment("file") + "'"));
    return new Answer(200, new Answer.Raw(file.mediaType(), file.bytes()), List.of())
        .with("Cache-Control", "public, max-age=31536000, immutable");
  }
}
