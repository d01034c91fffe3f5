// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.stac;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.stac.Json;
import org.sunqar.server.http.Problem;
import org.sunqar.server.http.Request;

/** Where a search comes from: parameters of an address, or a document; the names are the same. */
sealed interface SearchSource permits SearchSource.Parameters, SearchSource.Document, CrsSource {

  /** A string; a number, too, in a document. */
  Optional<String> text(String name);

  /** Some strings; empty where there are none. */
  List<String> strings(String name);

  Optional<double[]> numbers(String name);

  /** Any JSON; a parameter is parsed. */
  Optional<JsonNode> json(String name);

  boolean isDocument();

  /** The parameters of an address. */
  record Parameters(Request request) implements SearchSource {

    @Override
    public Optional<String> text(String name) {
      return request.parameter(name);
    }

    @Override
    public List<String> strings(String name) {
      Optional<String> text = request.parameter(name);
      if (text.isEmpty()) {
        return List.of();
      }
      List<String> values = new ArrayList<>();
      for (String value : text.get().split(",")) {
        if (!value.isEmpty()) {
          values.add(value);
        }
      }
      if (values.isEmpty()) {
        throw Problem.badRequest(name, name + " should be a list with commas between");
      }
      return values;
    }

    @Override
    public Optional<double[]> numbers(String name) {
      Optional<String> text = request.parameter(name);
      if (text.isEmpty()) {
        return Optional.empty();
      }
      String[] parts = text.get().split(",", 10);
      double[] numbers = new double[parts.length];
      for (int i = 0; i < parts.length; i++) {
        try {
          numbers[i] = Double.parseDouble(parts[i]);
        } catch (NumberFormatException _) {
          throw Problem.badRequest(
              name, name + ": '" + shortened(parts[i]) + "' should be a number");
        }
      }
      return Optional.of(numbers);
    }

    @Override
    public Optional<JsonNode> json(String name) {
      return request
          .parameter(name)
          .map(text -> {
            try {
              return Json.parseObject(text);
            } catch (CatalogException e) {
              throw Problem.badRequest(name, name + ": " + e.getMessage());
            }
          });
    }

    @Override
    public boolean isDocument() {
      return false;
    }
  }

  /** A document. */
  record Document(ObjectNode body) implements SearchSource {

    /**
     * @param known the fields that it may have: one that is misspelt must not make a search of
     *     everything
     */
    Document(ObjectNode body, Set<String> known) {
      this(body);
      body.fieldNames()
          .forEachRemaining(name -> {
            if (!known.contains(name)) {
              throw Problem.badRequest(
                  "field",
                  "there is no field '"
                      + shortened(name)
                      + "' of a search; there are "
                      + String.join(", ", known.stream().sorted().toList()));
            }
          });
    }

    private Optional<JsonNode> field(String name) {
      return Optional.ofNullable(body.get(name)).filter(node -> !node.isNull());
    }

    @Override
    public Optional<String> text(String name) {
      return field(name)
          .map(node -> {
            if (node.isTextual() || node.isIntegralNumber()) {
              return node.asText();
            }
            throw Problem.badRequest(name, name + " should be a string, not " + shortened(node));
          });
    }

    @Override
    public List<String> strings(String name) {
      Optional<JsonNode> list = field(name);
      List<String> values = new ArrayList<>();
      if (list.isPresent()) {
        if (!list.get().isArray()) {
          throw Problem.badRequest(name, name + " should be a list, not " + shortened(list.get()));
        }
        for (JsonNode value : list.get()) {
          if (!(value instanceof TextNode text)) {
            throw Problem.badRequest(
                name, name + " should be a list of strings; " + shortened(value) + " is none");
          }
          values.add(text.textValue());
        }
      }
      return values;
    }

    @Override
    public Optional<double[]> numbers(String name) {
      return field(name)
          .map(list -> {
            double[] numbers = new double[Math.min(10, list.size())];
            for (int i = 0; i < numbers.length; i++) {
              if (!list.path(i).isNumber()) {
                throw Problem.badRequest(
                    name, name + " should be a list of numbers, not " + shortened(list));
              }
              numbers[i] = list.path(i).doubleValue();
            }
            return numbers;
          });
    }

    @Override
    public Optional<JsonNode> json(String name) {
      return field(name);
    }

    @Override
    public boolean isDocument() {
      return true;
    }
  }

  /** For messages: a client should see what is wrong, not get all of it back. */
  static String shortened(Object value) {
    String text = String.valueOf(value);
    return text.length() <= 80 ? text : text.substring(0, 77) + "...";
  }
}
