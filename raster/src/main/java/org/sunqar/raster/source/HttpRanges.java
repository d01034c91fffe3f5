// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.source;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sunqar.raster.RasterException;

/**
 * Asks HTTP servers for ranges of bytes (RFC 9110, section 14), by GET only. Each request is
 * bounded in time and in bytes, whatever the server does; what may pass is tried again.
 */
final class HttpRanges implements AutoCloseable {

  private static final int MAX_REDIRECTS = 8;

  /** Bytes read of the body of an answer that is no content. */
  private static final int MAX_ERROR_BODY = 8 << 10;

  private static final Pattern CONTENT_RANGE =
      Pattern.compile("\\s*bytes\\s+(\\d{1,18})-(\\d{1,18})/(\\d{1,18})\\s*");
  private static final Pattern UNSATISFIED = Pattern.compile("\\s*bytes\\s+\\*/(\\d{1,18})\\s*");

  /**
   * Bytes of a file.
   *
   * @param bytes from {@code position} on, at least {@code length}
   * @param position in the file; 0 where the server gave all
   * @param length bytes
   * @param version of the file
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over, never changed
  record Part(byte[] bytes, long position, int length, FileVersion version) {
    boolean isAll() {
      return position == 0 && length == version.size();
    }
  }

  private final SourceOptions options;
  private final HttpAttempts attempts;

  HttpRanges(SourceOptions options) {
    this.options = options;
    this.attempts = new HttpAttempts(options);
  }

  /**
   * Bytes of a file from a position on, or all of a file whose server ignores ranges.
   *
   * @param file where
   * @param position of the first byte
   * @param length bytes wanted; fewer come only where the file ends
   * @param expected the version that is being read, empty when that is not known yet
   */
  Part get(RemoteFile file, long position, int length, Optional<FileVersion> expected) {
    return attempts.run(file.name(), () -> once(file, position, length, expected));
  }

  private Part once(RemoteFile file, long position, int length, Optional<FileVersion> expected)
      throws HttpAttempts.Passing {
    HttpAddress address = file.current();
    boolean moved = !address.equals(file.address());
    for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
      HttpResponse<BoundedBody.Content> answer =
          send(file, request(file, address, position, length, expected), length);
      int status = answer.statusCode();
      switch (status) {
        case 206 -> {
          return part(file, answer, position, length, expected);
        }
        case 200 -> {
          return whole(file, answer, expected);
        }
        case 301, 302, 303, 307, 308 -> {
          String location = answer.headers().firstValue("Location").orElse("");
          if (location.isEmpty()) {
            checkRegion(file, answer);
            throw failure(
                file, RasterException.Key.IO, "answers " + status + " without an address");
          }
          address = address.redirected(location);
          file.movedTo(address);
        }
        case 401, 403, 404, 410 -> {
          if (!moved) {
            throw status == 404 || status == 410
                ? failure(file, RasterException.Key.NOT_FOUND, "does not exist (" + status + ")")
                : failure(file, RasterException.Key.DENIED, "may not be read (" + status + ")");
          }
          // an address that a redirect gave may have run out
          moved = false;
          file.movedTo(file.address());
          address = file.address();
        }
        case 412 -> throw replaced(file);
        case 416 -> {
          return unsatisfied(file, answer, position, expected);
        }
        default -> {
          if (HttpAttempts.isLater(status)) {
            throw HttpAttempts.later(answer);
          }
          checkRegion(file, answer);
          throw failure(file, RasterException.Key.IO, "is answered with " + status);
        }
      }
    }
    throw failure(file, RasterException.Key.IO, "redirects more than " + MAX_REDIRECTS + " times");
  }

  /** An object store tells so that the bucket is in another region than the one signed for. */
  private static void checkRegion(RemoteFile file, HttpResponse<?> answer) {
    String region = answer.headers().firstValue("x-amz-bucket-region").orElse("");
    if (!region.isEmpty()) {
      throw failure(
          file, RasterException.Key.IO, "is in the region " + region + "; set AWS_REGION to it");
    }
  }

  private static HttpRequest request(
      RemoteFile file,
      HttpAddress address,
      long position,
      int length,
      Optional<FileVersion> expected) {
    Map<String, String> headers = new HashMap<>();
    headers.put("Range", "bytes=" + position + "-" + (position + length - 1));
    headers.put("Accept-Encoding", "identity");
    expected
        .filter(FileVersion::hasStrongTag)
        .ifPresent(version -> headers.put("If-Match", version.tag()));
    if (address.hasOriginOf(file.address())) {
      headers.putAll(file.authorization().headers(address.uri(), Map.copyOf(headers)));
    }
    HttpRequest.Builder request = HttpAttempts.request(address).GET();
    headers.forEach(request::header);
    return request.build();
  }

  private HttpResponse<BoundedBody.Content> send(RemoteFile file, HttpRequest request, int length)
      throws HttpAttempts.Passing {
    return attempts.send(
        file.name(),
        request,
        info ->
            switch (info.statusCode()) {
              case 206 -> new BoundedBody(length);
              case 200 -> new BoundedBody(wholeLimit(info));
              default -> new BoundedBody(MAX_ERROR_BODY);
            });
  }

  private int wholeLimit(HttpResponse.ResponseInfo info) {
    int limit = options.fetching().whole();
    return info.headers().firstValueAsLong("Content-Length").orElse(0) > limit ? 0 : limit;
  }

  private static Part part(
      RemoteFile file,
      HttpResponse<BoundedBody.Content> answer,
      long position,
      int length,
      Optional<FileVersion> expected) {
    checkPlain(file, answer);
    String text = answer.headers().firstValue("Content-Range").orElse("");
    Matcher range = CONTENT_RANGE.matcher(text);
    if (!range.matches()) {
      throw failure(
          file,
          RasterException.Key.IO,
          "is answered with the range '" + text + "', not one of bytes");
    }
    long first = Long.parseLong(range.group(1));
    long last = Long.parseLong(range.group(2));
    FileVersion version = FileVersion.of(answer.headers(), Long.parseLong(range.group(3)));
    if (expected.isPresent() && !version.isSameAs(expected.get())) {
      throw replaced(file);
    }
    long end = Math.min(position + length, version.size());
    BoundedBody.Content body = answer.body();
    if (first != position || last != end - 1 || body.cut() || body.length() != end - position) {
      throw failure(
          file,
          RasterException.Key.IO,
          "is answered with %d bytes of the range '%s' where bytes %d to %d were asked for"
              .formatted(body.length(), text, position, position + length - 1));
    }
    return new Part(body.bytes(), position, body.length(), version);
  }

  private Part whole(
      RemoteFile file, HttpResponse<BoundedBody.Content> answer, Optional<FileVersion> expected) {
    checkPlain(file, answer);
    BoundedBody.Content body = answer.body();
    if (body.cut()) {
      throw failure(
          file,
          RasterException.Key.TOO_LARGE,
          "comes from a server that ignores range requests, and is larger than the "
              + options.fetching().whole()
              + " bytes that are read whole");
    }
    FileVersion version = FileVersion.of(answer.headers(), body.length());
    if (expected.isPresent() && !version.isSameAs(expected.get())) {
      throw replaced(file);
    }
    return new Part(body.bytes(), 0, body.length(), version);
  }

  /** The answer to a range after the end: an empty file, or one that has become shorter. */
  private static Part unsatisfied(
      RemoteFile file,
      HttpResponse<BoundedBody.Content> answer,
      long position,
      Optional<FileVersion> expected) {
    Matcher size =
        UNSATISFIED.matcher(answer.headers().firstValue("Content-Range").orElse("bytes */0"));
    if (expected.isPresent()) {
      throw replaced(file);
    }
    if (position != 0 || !size.matches() || Long.parseLong(size.group(1)) != 0) {
      throw failure(file, RasterException.Key.IO, "is answered with 416 for a range inside of it");
    }
    return new Part(new byte[0], 0, 0, FileVersion.of(answer.headers(), 0));
  }

  private static void checkPlain(RemoteFile file, HttpResponse<?> answer) {
    String encoding = answer.headers().firstValue("Content-Encoding").orElse("identity");
    if (!encoding.equalsIgnoreCase("identity")) {
      throw failure(
          file,
          RasterException.Key.UNSUPPORTED,
          "is answered in the encoding " + encoding + ", of which ranges are of no use");
    }
  }

  private static RasterException replaced(RemoteFile file) {
    return failure(file, RasterException.Key.IO, "was replaced while it was read");
  }

  private static RasterException failure(RemoteFile file, RasterException.Key key, String what) {
    return new RasterException(key, file.name() + " " + what);
  }

  /** Runs a task that may wait, soon. */
  void start(Runnable task) {
    attempts.start(task);
  }

  @Override
  public void close() {
    attempts.close();
  }
}
