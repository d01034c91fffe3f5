// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.regex.Pattern;

/** Why a request was not done: problem details (RFC 9457), thrown by whoever finds out. */
public final class Problem extends RuntimeException {

  private static final long serialVersionUID = 1;

  private static final Pattern READER =
      Pattern.compile("(?:\\n at )?\\[Source: [^\\]]*?; (line: \\d+, column: \\d+)\\]");

  private final int status;
  private final String code;
  private final transient List<Answer.Field> headers;

  /**
   * @param status of HTTP
   * @param code a stable word for programs, such as {@code bbox}
   * @param detail one sentence for people: the value that is wrong and what would be right
   */
  public Problem(int status, String code, String detail, Answer.Field... headers) {
    super(plain(detail), null, false, false); // a client's error has no trace
    this.status = status;
    this.code = code;
    this.headers = List.of(headers);
  }

  /** A sentence with the place that a reader of JSON tells, without how that reader was set up. */
  public static String plain(String sentence) {
    return READER.matcher(sentence).replaceAll("$1");
  }

  /** 400: a parameter or a document that cannot be used. */
  public static Problem badRequest(String code, String detail) {
    return new Problem(400, code, detail);
  }

  public static Problem notFound(String detail) {
    return new Problem(404, "not-found", detail);
  }

  public int status() {
    return status;
  }

  public String code() {
    return code;
  }

  public List<Answer.Field> headers() {
    return headers;
  }

  /** The document that the client gets. */
  public ObjectNode toJson() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("type", "about:blank")
        .put("title", title(status))
        .put("status", status)
        .put("detail", getMessage())
        .put("code", code);
  }

  private static String title(int status) {
    return switch (status) {
      case 304 -> "Not Modified";
      case 400 -> "Bad Request";
      case 401 -> "Unauthorized";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 405 -> "Method Not Allowed";
      case 406 -> "Not Acceptable";
      case 408 -> "Request Timeout";
      case 409 -> "Conflict";
      case 411 -> "Length Required";
      case 412 -> "Precondition Failed";
      case 413 -> "Content Too Large";
      case 414 -> "URI Too Long";
      case 415 -> "Unsupported Media Type";
      case 416 -> "Range Not Satisfiable";
      case 428 -> "Precondition Required";
      case 431 -> "Request Header Fields Too Large";
      case 500 -> "Internal Server Error";
      case 501 -> "Not Implemented";
      case 507 -> "Insufficient Storage";
      case 503 -> "Service Unavailable";
      default -> "Error";
    };
  }
}
