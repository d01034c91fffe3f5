// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sunqar.catalog.CatalogException;

/**
 * Where a PostgreSQL database is and who asks: {@code
 * postgresql://user:password@host:port/database?name=value}. What is not letters, digits or {@code
 * -._~} in a user, password or database is percent-encoded. Without a password the file {@code
 * ~/.pgpass} is asked. Its text form never holds the password.
 *
 * @param parameters of {@link #PARAMETERS}
 */
record PostgresAddress(
    String user,
    Optional<String> password,
    String host,
    int port,
    String database,
    Map<String, String> parameters) {

  /** How much of the network is encrypted and checked; how many connections are open at most. */
  static final List<String> PARAMETERS = List.of("connections", "sslmode", "sslrootcert");

  private static final int STANDARD_PORT = 5432;

  /** Connections at most, where the address does not say. */
  private static final int CONNECTIONS = 12;

  private static final Pattern FORM =
      Pattern.compile(
          "postgres(?:ql)?://(?:(?<user>[^:/@?#]+)(?::(?<password>[^/@?#]*))?@)?"
              + "(?<host>[^:/@?#\\[\\]]+|\\[[0-9a-fA-F:.]+])(?::(?<port>[0-9]{1,5}))?"
              + "/(?<database>[^/@?#]+)(?:\\?(?<query>[^#@]*))?");

  PostgresAddress {
    parameters = Map.copyOf(parameters);
  }

  static boolean isOne(String text) {
    return text.startsWith("postgresql:") || text.startsWith("postgres:");
  }

  /**
   * Reads an address.
   *
   * @throws CatalogException INVALID; the message does not hold the password
   */
  static PostgresAddress parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw invalid(
          "should be postgresql://user:password@host:port/database, with everything but letters and"
              + " digits in user and password percent-encoded (@ is %40, / is %2F), but is "
              + withoutSecrets(text));
    }
    if (parts.group("user") == null) {
      throw invalid("names no user: " + withoutSecrets(text));
    }
    int port = parts.group("port") == null ? STANDARD_PORT : Integer.parseInt(parts.group("port"));
    if (port < 1 || port > 65535) {
      throw invalid("should have a port of 1 to 65535, not " + port);
    }
    Map<String, String> parameters = new TreeMap<>();
    String query = Optional.ofNullable(parts.group("query")).orElse("");
    for (String parameter : query.isEmpty() ? new String[0] : query.split("&")) {
      String name = parameter.split("=", 2)[0];
      if (!PARAMETERS.contains(name) || !parameter.contains("=")) {
        throw invalid("has a parameter " + name + "; there are " + String.join(", ", PARAMETERS));
      }
      parameters.put(name, decoded(parameter.substring(name.length() + 1)));
    }
    PostgresAddress address =
        new PostgresAddress(
            decoded(parts.group("user")),
            Optional.ofNullable(parts.group("password")).map(PostgresAddress::decoded),
            parts.group("host"),
            port,
            decoded(parts.group("database")),
            parameters);
    if (address.connections() < 1 || address.connections() > 1000) {
      throw invalid("should have connections of 1 to 1000");
    }
    return address;
  }

  /** How many connections are open at most. */
  int connections() {
    String text = parameters.get("connections");
    if (text == null) {
      return CONNECTIONS;
    }
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw invalid("should have a number of connections, not " + text);
    }
  }

  String jdbcUrl() {
    return "jdbc:postgresql://"
        + host
        + ":"
        + port
        + "/"
        + URLEncoder.encode(database, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** For messages: without the password. */
  @Override
  public String toString() {
    return "postgresql://" + user + "@" + host + ":" + port + "/" + database;
  }

  /** An address that may be wrong in any way, without all that could be a password. */
  private static String withoutSecrets(String text) {
    int begin = text.indexOf("://") + 3;
    int at = text.lastIndexOf('@');
    if (at < begin) {
      return text.matches("postgres(ql)?://[^:]*(:[0-9]*)?(/.*)?") ? text : "postgresql://...";
    }
    return text.substring(0, begin) + "..." + text.substring(at);
  }

  private static String decoded(String text) {
    try {
      // a plus is a plus here
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw invalid("has a % that is not followed by two hexadecimal digits");
    }
  }

  private static CatalogException invalid(String what) {
    return new CatalogException(
        CatalogException.Key.INVALID, "the address of the catalogue's database " + what);
  }
}
