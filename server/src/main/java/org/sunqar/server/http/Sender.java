// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.stac.Json;

/** Sends answers: form, entity tag, compression, and the headers that all of them have. */
final class Sender {

  /** Below this, compression makes an answer longer or saves no packet. */
  private static final int COMPRESSED_FROM = 1400;

  /** What is kept compressed unpacks to less than this (bytes). */
  private static final int LARGEST_UNPACKED = 64 << 20;

  private static final Header ANY_ORIGIN =
      HeaderValues.createCached(HeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
  private static final Header EXPOSED =
      HeaderValues.createCached(
          HeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS,
          "Accept-Ranges, Allow, Content-Crs, Content-Disposition, Content-Length, Content-Range,"
              + " ETag, Link, Location,"
              + " Repr-Digest, Retry-After, Upload-Length, Upload-Offset");
  private static final Header NO_SNIFFING =
      HeaderValues.createCached("X-Content-Type-Options", "nosniff");
  private static final Header VARY =
      HeaderValues.createCached(HeaderNames.VARY, "Accept, Accept-Encoding");
  private static final Header PRIVATE =
      HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "private, no-cache");
  private static final Header FRESH =
      HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "no-cache");
  private static final Header GZIP =
      HeaderValues.createCached(HeaderNames.CONTENT_ENCODING, "gzip");

  /** The connection broke while an answer was written. */
  static final class ClientGone extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient RuntimeException reason;

    ClientGone(RuntimeException reason) {
      super(reason);
      this.reason = reason;
    }

    RuntimeException reason() {
      return reason;
    }
  }

  private final Negotiation negotiation;
  private final boolean keys;

  /** {@code keys}: whether answers depend on who asks. */
  Sender(Negotiation negotiation, boolean keys) {
    this.negotiation = negotiation;
    this.keys = keys;
  }

  /**
   * Sends an answer.
   *
   * @param form empty for JSON
   * @return how many bytes its body has
   */
  long send(
      Request asked,
      ServerRequest request,
      ServerResponse response,
      Answer answer,
      Kind kind,
      Optional<Representation> form) {
    response.status(answer.status());
    base(response);
    Optional<String> tag = Optional.empty();
    for (Answer.Field field : answer.headers()) {
      if (field.name().equals("ETag")) {
        tag = Optional.of(form.isPresent() ? other(field.value(), form.get()) : field.value());
        response.header(HeaderNames.ETAG, tag.get());
      } else if (keys
          && field.name().equals("Cache-Control")
          && !field.value().contains("public")) {
        response.header(HeaderNames.CACHE_CONTROL, "private, " + field.value());
      } else {
        response.header(HeaderNames.create(field.name()), field.value());
      }
    }
    form.ifPresent(
        f -> f.headers().forEach(h -> response.header(HeaderNames.create(h.name()), h.value())));
    String method = request.prologue().method().text();
    boolean reading = method.equals("GET") || method.equals("HEAD");
    if (tag.isPresent() && reading && ok(answer.status()) && isKnown(request, tag.get())) {
      response.status(304);
      response.send();
      return 0;
    }
    boolean head = method.equals("HEAD");
    return switch (answer.content()) {
      case Answer.Nothing() -> {
        response.send();
        yield 0;
      }
      case Answer.Tree(JsonNode json) -> {
        byte[] bytes =
            form.isPresent()
                ? form.get().render(asked, kind, json)
                : json.toString().getBytes(StandardCharsets.UTF_8);
        yield bytes(request, response, bytes, bytes.length, type(kind, form), head);
      }
      case Answer.Text(byte[] text, int length) -> {
        if (form.isEmpty()) {
          yield bytes(request, response, text, length, kind.jsonType(), head);
        }
        JsonNode json = Json.parseObject(new String(text, 0, length, StandardCharsets.UTF_8));
        byte[] bytes = form.get().render(asked, kind, json);
        yield bytes(request, response, bytes, bytes.length, type(kind, form), head);
      }
      case Answer.Raw(String mediaType, byte[] raw) ->
          bytes(request, response, raw, raw.length, mediaType, head);
      case Answer.Gzipped(String mediaType, byte[] gzip) ->
          gzipped(request, response, gzip, mediaType, head);
      case Answer.Stream stream -> stream(response, stream, head);
    };
  }

  private static boolean ok(int status) {
    return status == 200 || status == 206;
  }

  /** Sends a problem; for people as a page, where there is one. */
  long problem(ServerRequest request, ServerResponse response, Problem problem) {
    response.headers().clear();
    Optional<Representation> form = Optional.empty();
    Optional<String> f = Optional.empty();
    try {
      f = Optional.ofNullable(QueryString.parse(request.prologue().query().rawValue()).get("f"));
      form = negotiation.choose(Kind.PROBLEM, f, request.headers().first(HeaderNames.ACCEPT));
    } catch (Problem _) {
      // what is wrong is told as JSON
    }
    Answer answer =
        new Answer(problem.status(), new Answer.Tree(problem.toJson()), problem.headers());
    Request asked =
        new Request(
            request,
            Route.get(request.prologue().uriPath().rawPath(), Kind.PROBLEM, _ -> answer),
            Map.of(),
            Map.of(),
            "/api",
            Optional.empty(),
            _ -> false);
    return send(asked, request, response, answer, Kind.PROBLEM, form);
  }

  /** Leads to another address of this server. */
  long redirect(ServerResponse response, String address) {
    base(response);
    response.status(Status.SEE_OTHER_303);
    response.header(HeaderNames.LOCATION, address);
    response.send();
    return 0;
  }

  /** Answers what a browser asks before it lets a page ask something. */
  long preflight(ServerResponse response, String allow) {
    base(response);
    response.status(Status.NO_CONTENT_204);
    response.header(HeaderNames.ALLOW, allow);
    response.header(HeaderNames.ACCESS_CONTROL_ALLOW_METHODS, allow);
    response.header(
        HeaderNames.ACCESS_CONTROL_ALLOW_HEADERS,
        "Accept, Accept-Crs, Authorization, Content-Crs, Content-Type, If-Match, If-None-Match,"
            + " If-Range, Prefer, Range, Upload-Offset, X-API-Key");
    response.header(HeaderNames.ACCESS_CONTROL_MAX_AGE, "86400");
    response.send();
    return 0;
  }

  private void base(ServerResponse response) {
    response.header(ANY_ORIGIN);
    response.header(EXPOSED);
    response.header(NO_SNIFFING);
    response.header(VARY);
    response.header(keys ? PRIVATE : FRESH);
  }

  private static String type(Kind kind, Optional<Representation> form) {
    return form.map(
            f -> f.mediaType().equals("text/html") ? "text/html;charset=utf-8" : f.mediaType())
        .orElse(kind.jsonType());
  }

  /** Another form of the same state has another tag. */
  private static String other(String tag, Representation form) {
    return tag.substring(0, tag.length() - 1) + "-" + form.name() + "\"";
  }

  private static boolean isKnown(ServerRequest request, String tag) {
    Optional<String> known = request.headers().first(HeaderNames.IF_NONE_MATCH);
    return known.isPresent() && EntityTag.weaklyMatches(known.get(), tag);
  }

  private static long bytes(
      ServerRequest request,
      ServerResponse response,
      byte[] bytes,
      int length,
      String type,
      boolean head) {
    byte[] body = bytes;
    int size = length;
    if (length >= COMPRESSED_FROM && isText(type) && wantsGzip(request)) {
      body = gzip(bytes, length);
      size = body.length;
      response.header(GZIP);
    }
    return whole(response, body, size, type, head);
  }

  private static long gzipped(
      ServerRequest request, ServerResponse response, byte[] gzip, String type, boolean head) {
    if (wantsGzip(request)) {
      response.header(GZIP);
      return whole(response, gzip, gzip.length, type, head);
    }
    byte[] plain = unpack(gzip);
    return whole(response, plain, plain.length, type, head);
  }

  private static byte[] unpack(byte[] gzip) {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
      byte[] plain = in.readNBytes(LARGEST_UNPACKED);
      if (plain.length == LARGEST_UNPACKED) {
        throw new CatalogException(
            CatalogException.Key.CORRUPT, "what is kept compressed unpacks to more than 64 MiB");
      }
      return plain;
    } catch (IOException e) {
      throw new CatalogException(
          CatalogException.Key.CORRUPT, "what is kept compressed is not gzip", e);
    }
  }

  private static long whole(
      ServerResponse response, byte[] body, int size, String type, boolean head) {
    response.header(HeaderNames.CONTENT_TYPE, type);
    response.headers().contentLength(size);
    try {
      if (head) {
        response.send();
        return 0;
      }
      response.send(body, 0, size);
    } catch (RuntimeException e) {
      throw new ClientGone(e);
    }
    return size;
  }

  private static long stream(ServerResponse response, Answer.Stream stream, boolean head) {
    response.header(HeaderNames.CONTENT_TYPE, stream.mediaType());
    response.headers().contentLength(stream.length());
    if (head) {
      response.send();
      return 0;
    }
    try (OutputStream out = response.outputStream()) {
      stream.writer().writeTo(out);
    } catch (IOException e) {
      throw new ClientGone(new java.io.UncheckedIOException(e));
    } catch (RuntimeException e) {
      throw new ClientGone(e);
    }
    return stream.length();
  }

  /** Whether it gets smaller; pictures and archives are packed already. */
  private static boolean isText(String type) {
    return type.startsWith("text/")
        || type.startsWith("application/json")
        || type.contains("+json")
        || type.contains("xml")
        || type.startsWith("application/manifest")
        || type.startsWith("application/vnd.mapbox-vector-tile");
  }

  private static boolean wantsGzip(ServerRequest request) {
    Optional<String> accepted = request.headers().first(HeaderNames.ACCEPT_ENCODING);
    if (accepted.isEmpty()) {
      return false;
    }
    for (String coding : accepted.get().split(",", 20)) {
      String text = coding.strip();
      if (text.equals("gzip")
          || (text.startsWith("gzip;") && !text.matches("gzip;\\s*q=0(\\.0*)?"))) {
        return true;
      }
    }
    return false;
  }

  private static byte[] gzip(byte[] bytes, int length) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(length / 5 + 256);
    try (GZIPOutputStream gzip =
        new GZIPOutputStream(out, 8192) {
          {
            def.setLevel(Deflater.BEST_SPEED); // JSON gets hardly smaller by more work
          }
        }) {
      gzip.write(bytes, 0, length);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
