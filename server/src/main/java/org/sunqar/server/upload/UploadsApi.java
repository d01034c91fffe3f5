// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.upload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.sunqar.server.http.Answer;
import org.sunqar.server.http.ApiPart;
import org.sunqar.server.http.Kind;
import org.sunqar.server.http.Problem;
import org.sunqar.server.http.Request;
import org.sunqar.server.http.Route;
import org.sunqar.server.http.Verb;

/**
 * Uploads over HTTP: a file is announced, then comes in pieces of any size up to the server's limit
 * of a body; after a break {@code HEAD} tells where to go on.
 */
public final class UploadsApi implements ApiPart {

  private static final String UPLOADS = "/api/uploads";
  private static final String UPLOAD = UPLOADS + "/{upload}";

  private static final HeaderName OFFSET = HeaderNames.create("Upload-Offset");

  /** Bytes of one file: 1 TiB. */
  private static final long LONGEST = 1L << 40;

  private final Uploads uploads;

  public UploadsApi(Uploads uploads) {
    this.uploads = uploads;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get(UPLOADS, Kind.REPORT, _ -> list()),
        Route.write(Verb.POST, UPLOADS, this::create),
        Route.get(UPLOAD, Kind.REPORT, request -> told(uploads.find(request.segment("upload")))),
        Route.write(Verb.PATCH, UPLOAD, this::append),
        Route.write(Verb.DELETE, UPLOAD, this::delete));
  }

  private Answer list() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode all = json.putArray("uploads");
    uploads.list().forEach(upload -> all.add(upload.json()));
    return Answer.of(json);
  }

  private Answer create(Request request) throws IOException {
    ObjectNode body = request.json(64 * 1024);
    JsonNode name = body.path("name");
    if (!name.isTextual() || name.asText().isBlank()) {
      throw Problem.badRequest("name", "an upload needs 'name', that of its file");
    }
    JsonNode length = body.path("length");
    if (!length.canConvertToLong()
        || !length.isIntegralNumber()
        || length.asLong() < 0
        || length.asLong() > LONGEST) {
      throw Problem.badRequest(
          "length", "an upload needs 'length', its bytes, a whole number from 0 to " + LONGEST);
    }
    Upload upload = uploads.create(name.asText(), length.asLong());
    return told(upload).withStatus(201).with("Location", request.address("uploads", upload.id()));
  }

  private Answer append(Request request) throws IOException {
    String offset = request.header(OFFSET).orElse("");
    if (!offset.matches("\\d{1,18}")) {
      throw Problem.badRequest(
          "offset", "say in the header Upload-Offset where the bytes belong: how many have come");
    }
    try (InputStream bytes = request.stream()) {
      return told(uploads.append(request.segment("upload"), Long.parseLong(offset), bytes));
    }
  }

  private Answer delete(Request request) {
    uploads.delete(uploads.find(request.segment("upload")).id());
    return Answer.empty(204);
  }

  private static Answer told(Upload upload) {
    return Answer.of(upload.json())
        .with("Upload-Offset", Long.toString(upload.offset()))
        .with("Upload-Length", Long.toString(upload.length()));
  }
}
