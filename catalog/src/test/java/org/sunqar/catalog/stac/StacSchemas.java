// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.stac;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.resource.InputStreamSource;
import java.io.FileNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.sunqar.catalog.TestFolders;

/**
 * The official STAC schemas, from a folder that mirrors their addresses; never from the network.
 */
public final class StacSchemas {

  private static final String CORE = "https://schemas.stacspec.org/v1.1.0/";

  /** What a schema is by itself, which comes with the validator. */
  private static final String DRAFT_07 = "classpath:draft-07/schema";

  private final JsonSchemaFactory factory;

  /** Skips the test where the schemas are absent. */
  public StacSchemas() {
    Path root = TestFolders.shared("spec/stac/schemas");
    factory =
        JsonSchemaFactory.getInstance(
            SpecVersion.VersionFlag.V7,
            builder ->
                builder.schemaLoaders(loaders ->
                    loaders.add(iri -> {
                      Path file = root.resolve(iri.toString().replaceFirst("^https?://", ""));
                      InputStreamSource source =
                          () -> {
                            if (iri.toString().equals(DRAFT_07)) {
                              return Objects.requireNonNull(
                                  JsonSchemaFactory.class.getResourceAsStream("/draft-07/schema"));
                            }
                            if (!Files.exists(file)) {
                              throw new FileNotFoundException("not offline: " + file);
                            }
                            return Files.newInputStream(file);
                          };
                      return source;
                    })));
  }

  /** What is wrong with a document by the core schema and those it declares. */
  public List<String> problems(ObjectNode document) {
    String core =
        CORE
            + switch (document.path("type").asText()) {
              case "Collection" -> "collection-spec/json-schema/collection.json";
              case "Catalog" -> "catalog-spec/json-schema/catalog.json";
              default -> "item-spec/json-schema/item.json";
            };
    List<String> addresses = new ArrayList<>(List.of(core));
    document.path("stac_extensions").forEach(address -> addresses.add(address.asText()));
    List<String> problems = new ArrayList<>();
    for (String address : addresses) {
      factory
          .getSchema(SchemaLocation.of(address))
          .validate(document)
          .forEach(message -> problems.add(address + ": " + message));
    }
    return problems;
  }
}
