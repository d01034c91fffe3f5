// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.source;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.sunqar.raster.RasterException;

/**
 * Asks HTTP servers for documents, by GET or POST, as a client of an API does. Each request is
 * bounded in time and its answer in size, packed or not; what may pass is tried again, which is why
 * a POST should only ask. Redirects are followed, a GET to any HTTP address, a POST by 307 and 308
 * as a POST; never from HTTPS to HTTP.
 */
public final class HttpDocuments implements AutoCloseable {

  private static final int MAX_REDIRECTS = 8;

  /** Bytes read of the body of an answer that is no document. */
  private static final int MAX_ERROR_BODY = 8 << 10;

  private final HttpAttempts attempts;
  private final Authorization authorization;
  private final int limit;

  /**
   * A document that came.
   *
   * @param address where it came from at last, after redirects
   * @param contentType as the server says, empty when it says nothing
   * @param body its bytes, unpacked; not to be changed
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over, never changed
  public record Document(String address, String contentType, byte[] body) {}

  /**
   * A request.
   *
   * @param headers to add
   * @param body a JSON document, which makes it a POST
   */
  public record Question(String address, Map<String, String> headers, Optional<String> body) {

    public Question {
      headers = Map.copyOf(headers);
    }

    public static Question get(String address) {
      return new Question(address, Map.of(), Optional.empty());
    }
  }

  /**
   * @param authorization sent to the origin of each question's address, not to where it redirects
   * @param limit bytes of a document at most
   */
  public HttpDocuments(SourceOptions options, Authorization authorization, int limit) {
    this.attempts = new HttpAttempts(options);
    this.authorization = authorization;
    this.limit = limit;
  }

  /**
   * The document that answers.
   *
   * @throws RasterException NOT_FOUND, DENIED, UNREACHABLE, TOO_LARGE, or IO for any other answer
   */
  public Document ask(Question question) {
    HttpAddress.WithUser given = HttpAddress.parse(question.address());
    Authorization user = given.user().orElse(authorization);
    return attempts.run(given.address().name(), () -> once(question, given.address(), user));
  }

  private Document once(Question question, HttpAddress first, Authorization user)
      throws HttpAttempts.Passing {
    HttpAddress address = first;
    boolean posting = question.body().isPresent();
    for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
      HttpResponse<BoundedBody.Content> answer =
          attempts.send(
              first.name(),
              request(question, address, posting, address.hasOriginOf(first) ? user : null),
              info -> new BoundedBody(info.statusCode() == 200 ? limit : MAX_ERROR_BODY));
      int status = answer.statusCode();
      switch (status) {
        case 200 -> {
          return document(address, answer);
        }
        case 301, 302, 303, 307, 308 -> {
          posting = posting && status >= 307;
          address =
              address.redirected(
                  answer
                      .headers()
                      .firstValue("Location")
                      .orElseThrow(() ->
                          failure(
                              first,
                              RasterException.Key.IO,
                              "answers " + status + " without an address")));
        }
        case 401, 403 ->
            throw failure(first, RasterException.Key.DENIED, "may not be read (" + status + ")");
        case 404, 410 ->
            throw failure(first, RasterException.Key.NOT_FOUND, "does not exist (" + status + ")");
        default -> {
          if (HttpAttempts.isLater(status)) {
            throw HttpAttempts.later(answer);
          }
          throw failure(
              first, RasterException.Key.IO, "is answered with " + status + reason(answer.body()));
        }
      }
    }
    throw failure(first, RasterException.Key.IO, "redirects more than " + MAX_REDIRECTS + " times");
  }

  private static HttpRequest request(
      Question question,
      HttpAddress address,
      boolean posting,
      @org.jspecify.annotations.Nullable Authorization user) {
    Map<String, String> headers = new HashMap<>(question.headers());
    headers.put("Accept", "application/geo+json, application/json");
    headers.put("Accept-Encoding", "gzip");
    HttpRequest.Builder request = HttpAttempts.request(address);
    if (posting) {
      headers.put("Content-Type", "application/json");
      request.POST(HttpRequest.BodyPublishers.ofString(question.body().orElseThrow()));
    } else {
      request.GET();
    }
    if (user != null) {
      headers.putAll(user.headers(address.uri(), Map.copyOf(headers)));
    }
    headers.forEach(request::setHeader);
    return request.build();
  }

  private Document document(HttpAddress address, HttpResponse<BoundedBody.Content> answer) {
    BoundedBody.Content body = answer.body();
    if (body.cut()) {
      throw tooLarge(address);
    }
    String encoding = answer.headers().firstValue("Content-Encoding").orElse("identity").strip();
    byte[] bytes =
        switch (encoding.toLowerCase(java.util.Locale.ROOT)) {
          case "identity", "" -> java.util.Arrays.copyOf(body.bytes(), body.length());
          case "gzip", "x-gzip" -> unpacked(address, body);
          default ->
              throw failure(
                  address,
                  RasterException.Key.UNSUPPORTED,
                  "is answered in the encoding " + encoding + ", which was not asked for");
        };
    return new Document(
        address.uri().toString(), answer.headers().firstValue("Content-Type").orElse(""), bytes);
  }

  private byte[] unpacked(HttpAddress address, BoundedBody.Content body) {
    try (GZIPInputStream in =
        new GZIPInputStream(new ByteArrayInputStream(body.bytes(), 0, body.length()))) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        if (out.size() > limit - n) {
          throw tooLarge(address);
        }
        out.write(buffer, 0, n);
      }
      return out.toByteArray();
    } catch (IOException e) {
      throw new RasterException(
          RasterException.Key.CORRUPT,
          address.name() + " comes as gzip that cannot be unpacked: " + e.getMessage(),
          e);
    }
  }

  private RasterException tooLarge(HttpAddress address) {
    return failure(
        address,
        RasterException.Key.TOO_LARGE,
        "is larger than the " + limit + " bytes that a document may have");
  }

  /** The beginning of what the server says, on one line. */
  private static String reason(BoundedBody.Content body) {
    String text =
        new String(body.bytes(), 0, body.length(), java.nio.charset.StandardCharsets.UTF_8)
            .replaceAll("[\\p{Cntrl}\\s]+", " ")
            .strip();
    return text.isEmpty() ? "" : ": " + text.substring(0, Math.min(200, text.length()));
  }

  private static RasterException failure(
      HttpAddress address, RasterException.Key key, String what) {
    return new RasterException(key, address.name() + " " + what);
  }

  @Override
  public void close() {
    attempts.close();
  }
}
