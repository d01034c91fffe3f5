// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.sunqar.raster.source.HttpDocuments;

/**
 * What is remembered of a source and a selection: up to when it was imported completely, and where
 * a run that did not end has come to.
 */
final class StacState {

  private final StateFile file;
  private final String source;

  /** Times of the source's clock up to which a run that ended has seen items and deletions. */
  private Optional<Instant> updated = Optional.empty();

  private Optional<Instant> deleted = Optional.empty();

  /** Of the run that goes on: the newest update seen, and the page that comes next. */
  private Optional<Instant> newest = Optional.empty();

  private Optional<HttpDocuments.Question> next = Optional.empty();

  StacState(Path folder, String source, StacSelection selection) {
    this.file = new StateFile(folder, "stac " + source + " " + selection.key());
    this.source = source + " " + selection.key();
    file.read().ifPresent(this::read);
  }

  private void read(ObjectNode json) {
    updated = instant(json.path("updated"));
    deleted = instant(json.path("deleted"));
    newest = instant(json.path("newest"));
    if (json.path("next") instanceof ObjectNode question) {
      Map<String, String> headers = new HashMap<>();
      question
          .path("headers")
          .properties()
          .forEach(header -> headers.put(header.getKey(), header.getValue().asText()));
      next =
          Optional.of(
              new HttpDocuments.Question(
                  question.path("address").asText(),
                  headers,
                  Optional.ofNullable(question.path("body").textValue())));
    }
  }

  static Optional<Instant> instant(JsonNode node) {
    try {
      return node.isTextual()
          ? Optional.of(java.time.OffsetDateTime.parse(node.textValue()).toInstant())
          : Optional.empty();
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  Optional<Instant> updated() {
    return updated;
  }

  Optional<Instant> deleted() {
    return deleted;
  }

  Optional<HttpDocuments.Question> next() {
    return next;
  }

  /** Takes note of the time of an item's update. */
  void saw(Instant update) {
    if (newest.isEmpty() || newest.get().isBefore(update)) {
      newest = Optional.of(update);
    }
  }

  /** All up to a page is done. */
  void reached(Optional<HttpDocuments.Question> page) {
    next = page;
    write();
  }

  void forgetPage() {
    next = Optional.empty();
  }

  /** The run is done. */
  void ended(boolean complete, Optional<Instant> newestDeletion) {
    if (complete) {
      if (newest.isPresent() && updated.filter(u -> u.isAfter(newest.get())).isEmpty()) {
        updated = newest;
      }
      deleted = newestDeletion.or(() -> deleted).or(() -> updated);
    }
    newest = Optional.empty();
    next = Optional.empty();
    write();
  }

  private void write() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("source", source);
    updated.ifPresent(at -> json.put("updated", at.toString()));
    deleted.ifPresent(at -> json.put("deleted", at.toString()));
    newest.ifPresent(at -> json.put("newest", at.toString()));
    next.ifPresent(question -> {
      ObjectNode page = json.putObject("next").put("address", question.address());
      question.body().ifPresent(body -> page.put("body", body));
      ObjectNode headers = page.putObject("headers");
      question.headers().forEach(headers::put);
    });
    file.write(json);
  }
}
