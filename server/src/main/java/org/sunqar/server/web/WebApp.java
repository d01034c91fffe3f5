// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.sunqar.server.http.Answer;
import org.sunqar.server.http.ApiPart;
import org.sunqar.server.http.EntityTag;
import org.sunqar.server.http.Kind;
import org.sunqar.server.http.Problem;
import org.sunqar.server.http.Request;
import org.sunqar.server.http.Route;
import org.sunqar.server.language.Language;

/**
 * The files of the web app, built from {@code ui/}, and its words. They need no key: a page must be
 * there before somebody can type one. What the page shows comes from the APIs, with a key.
 */
public final class WebApp implements ApiPart {

  private static final String PAGE = "index.html";

  /** Answers for the whole page, so that it is there when the server is not. */
  private static final String WORKER = "worker.js";

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html;charset=utf-8",
          "js", "text/javascript;charset=utf-8",
          "css", "text/css;charset=utf-8",
          "json", "application/json",
          "svg", "image/svg+xml",
          "png", "image/png",
          "webmanifest", "application/manifest+json");

  /** A browser shows nothing and asks for nothing that is not of this server. */
  private static final String POLICY =
      "default-src 'self'; img-src 'self' blob: data:; style-src 'self' 'unsafe-inline';"
          + " worker-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'self';"
          + " frame-ancestors 'self'";

  /** What has been sent, packed once. */
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/", Kind.FILE, _ -> page()),
        Route.get("/app/{file}", Kind.FILE, request -> file(request, "")),
        Route.get("/app/assets/{file}", Kind.FILE, request -> file(request, "assets/")),
        Route.get("/app/language/{code}", Kind.FILE, this::language));
  }

  private Answer page() {
    return file(PAGE)
        .map(page -> page.with("Content-Security-Policy", POLICY))
        .orElseGet(() -> Answer.empty(302).with("Location", "/api")); // built without it
  }

  private Answer file(Request request, String folder) {
    String name = request.segment("file");
    Answer answer =
        Optional.of(name)
            .filter(n -> n.matches("[A-Za-z0-9][A-Za-z0-9_.-]{0,120}"))
            .flatMap(n -> file(folder + n))
            .orElseThrow(() -> Problem.notFound("the web app has no file '" + name + "'"));
    if (folder.isEmpty()) {
      return name.equals(WORKER)
          ? answer.with("Service-Worker-Allowed", "/").with("Content-Security-Policy", POLICY)
          : answer;
    }
    // the name of an asset holds a hash of what is in it
    return answer.with("Cache-Control", "public, max-age=31536000, immutable");
  }

  private Optional<Answer> file(String path) {
    Answer known = answers.get(path);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<Answer> read = read(path).map(bytes -> answer(path, bytes));
    read.ifPresent(answer -> answers.put(path, answer));
    return read;
  }

  private static Answer answer(String path, byte[] bytes) {
    String type =
        TYPES.getOrDefault(path.substring(path.lastIndexOf('.') + 1), "application/octet-stream");
    Answer.Content content =
        type.equals("image/png")
            ? new Answer.Raw(type, bytes)
            : new Answer.Gzipped(type, packed(bytes));
    return new Answer(200, content, List.of()).tagged(EntityTag.of(bytes));
  }

  /** As small as gzip gets: it is done once, and slow lines have it each time. */
  private static byte[] packed(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 3 + 256);
    try (GZIPOutputStream gzip =
        new GZIPOutputStream(out) {
          {
            def.setLevel(Deflater.BEST_COMPRESSION);
          }
        }) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private Answer language(Request request) {
    Language language = Language.of(request.segment("code"));
    return answers.computeIfAbsent(
        "language/" + language.locale() + ".json", path -> answer(path, language.json()));
  }

  private static Optional<byte[]> read(String file) {
    try (InputStream in = WebApp.class.getResourceAsStream("dist/" + file)) {
      return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
