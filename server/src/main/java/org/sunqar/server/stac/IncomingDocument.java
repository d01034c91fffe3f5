// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.stac;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import org.sunqar.server.http.Problem;

/**
 * Looks through a document that a client wants to put into the catalogue. Links that the server
 * makes are left out; an address of anything must be one on a network: a client must not be able to
 * have the server read its own files.
 */
final class IncomingDocument {

  private static final int MOST_NESTED = 100;
  private static final int LONGEST_ID = 500;

  /** Schemes of what is elsewhere. All others are refused: {@code jar:file:} is local, too. */
  private static final Set<String> SCHEMES =
      Set.of(
          "http", "https", "ftp", "ftps", "s3", "gs", "gcs", "az", "azure", "abfs", "abfss",
          "swift", "oss", "obs");

  private IncomingDocument() {}

  /**
   * Checks a document in place.
   *
   * @param own whether the address of an asset, by key, is one of the server itself
   * @throws Problem 400 with what is wrong
   */
  static void check(ObjectNode document, BiPredicate<String, String> own) {
    dropOwnLinks(document);
    walk(document, 0);
    for (Map.Entry<String, JsonNode> field : document.properties()) {
      if (field.getKey().equals("assets") && field.getValue() instanceof ObjectNode assets) {
        for (Map.Entry<String, JsonNode> asset : assets.properties()) {
          checkAsset(asset.getKey(), asset.getValue(), own);
        }
      } else {
        checkHrefs(field.getKey(), field.getValue());
      }
    }
  }

  /** An id must be usable in an address. */
  static void checkId(JsonNode id) {
    String text = id.asText();
    if (!id.isTextual()
        || text.isBlank()
        || text.length() > LONGEST_ID
        || text.equals(".")
        || text.equals("..")
        || text.chars().anyMatch(c -> c < ' ' || Character.isSurrogate((char) c))) {
      throw Problem.badRequest(
          "id",
          "id "
              + SearchSource.shortened(id.isMissingNode() ? "(absent)" : id)
              + " should be a text of 1.."
              + LONGEST_ID
              + " characters without control characters");
    }
  }

  private static void dropOwnLinks(ObjectNode document) {
    if (document.get("links") instanceof ArrayNode links) {
      ArrayNode kept = document.arrayNode();
      for (JsonNode link : links) {
        if (!Links.isOwn(link)) {
          kept.add(link);
        }
      }
      document.set("links", kept);
    }
  }

  private static void checkAsset(String key, JsonNode asset, BiPredicate<String, String> own) {
    for (Map.Entry<String, JsonNode> field : asset.properties()) {
      String where = "assets." + key + "." + field.getKey();
      if (!field.getKey().equals("href")) {
        checkHrefs(where, field.getValue());
      } else if (!own.test(key, field.getValue().asText())) {
        checkHref(where, field.getValue());
      }
    }
  }

  /** Checks all addresses below. */
  private static void checkHrefs(String where, JsonNode node) {
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (field.getKey().equals("href")) {
        checkHref(where + ".href", field.getValue());
      } else {
        checkHrefs(where + "." + field.getKey(), field.getValue());
      }
    }
    if (node.isArray()) {
      for (JsonNode element : node) {
        checkHrefs(where, element);
      }
    }
  }

  private static void checkHref(String where, JsonNode href) {
    String text = href.asText();
    int colon = text.indexOf("://");
    if (!href.isTextual()
        || colon < 0
        || !SCHEMES.contains(text.substring(0, colon).toLowerCase(Locale.ROOT))
        || text.chars().anyMatch(c -> c <= ' ' || c == 127)) {
      throw Problem.badRequest(
          "href",
          SearchSource.shortened(where)
              + " "
              + SearchSource.shortened(href)
              + " should be an absolute address such as https://... or s3://...; files of the"
              + " server are brought in with 'sunqar import'");
    }
  }

  private static void walk(JsonNode node, int depth) {
    if (depth > MOST_NESTED) {
      throw Problem.badRequest(
          "json", "the document is nested more than " + MOST_NESTED + " levels deep");
    }
    if (node.isFloatingPointNumber() && !Double.isFinite(node.doubleValue())) {
      throw Problem.badRequest("json", "a number of the document is too large");
    }
    for (JsonNode child : node) {
      walk(child, depth + 1);
    }
  }
}
