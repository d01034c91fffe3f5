// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/", Kind.FILE, _ -> page()),
        Route.get("/app/{file}", Kind.FILE, request -> file(request, "")),
        Route.get("/app/assets/{file}", Kind.FILE, request -> file(request, "assets/")),
        Route.get("/app/language/{code}", Kind.FILE, WebApp::language));
  }

  private static Answer page() {
    Optional<byte[]> page = read(PAGE);
    if (page.isEmpty()) {
      return Answer.empty(302).with("Location", "/api"); // a program that was built without it
    }
    return file(PAGE, page.get()).with("Content-Security-Policy", POLICY);
  }

  private static Answer file(Request request, String folder) {
    String name = request.segment("file");
    byte[] bytes =
        Optional.of(name)
            .filter(n -> n.matches("[A-Za-z0-9][A-Za-z0-9_.-]{0,120}"))
            .flatMap(n -> read(folder + n))
            .orElseThrow(() -> Problem.notFound("the web app has no file '" + name + "'"));
    Answer answer = file(name, bytes);
    // the name of an asset holds a hash of what is in it
    return folder.isEmpty()
        ? answer
        : answer.with("Cache-Control", "public, max-age=31536000, immutable");
  }

  private static Answer file(String name, byte[] bytes) {
    String type =
        TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
    return new Answer(200, new Answer.Raw(type, bytes), List.of()).tagged(EntityTag.of(bytes));
  }

  private static Answer language(Request request) {
    byte[] json = Language.of(request.segment("code")).json();
    return new Answer(200, new Answer.Raw("application/json", json), List.of())
        .tagged(EntityTag.of(json));
  }

  private static Optional<byte[]> read(String file) {
    try (InputStream in = WebApp.class.getResourceAsStream("dist/" + file)) {
      return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
