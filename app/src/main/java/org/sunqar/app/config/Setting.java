// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be set in {@code sunqar.toml} and in the environment: the whole table. */
public enum Setting {
  CATALOG(
      "catalog",
      "sqlite",
      true,
      "where the catalogue is: sqlite (in the workspace), or"
          + " postgresql://user:password@host:5432/database"),
  LANGUAGE(
      "language",
      "",
      false,
      "the language of help, messages and reports: en, fr, pt, ru, kk, mn or ar; empty: that of"
          + " LC_ALL, LC_MESSAGES or LANG"),
  SERVER_HOST(
      "server.host",
      "127.0.0.1",
      false,
      "the address that 'sunqar serve' listens on; any but this machine's own needs API keys"),
  SERVER_PORT("server.port", "8080", false, "the port that 'sunqar serve' listens on"),
  SERVER_URL(
      "server.url",
      "",
      false,
      "the address under which others reach the server, as https://land.example.org; empty: as each"
          + " request names it"),
  SERVER_KEYS(
      "server.keys",
      "",
      false,
      "a file of API keys, made by 'sunqar key create'; empty: api-keys in the workspace"),
  BASEMAP(
      "basemap.file",
      "",
      false,
      "the base map of the web app: a PMTiles file, or a GeoPackage with features; empty: the"
          + " program's own"),
  BASEMAP_BORDERS(
      "basemap.borders",
      "dashed",
      false,
      "how borders that are disputed are drawn: dashed, solid or hidden"),
  WATCHES_RUN(
      "watches.run",
      "true",
      false,
      "whether 'sunqar serve' runs the watches when scenes arrive: true or false"),
  SNAPSHOTS_COUNT(
      "snapshots.count",
      "2",
      false,
      "snapshots of the state of each watch, 0 to 100; a scene that is later than all of them"
          + " computes its part of the state from its history"),
  SNAPSHOTS_DAYS("snapshots.days", "30", false, "days between snapshots, 1 to 3660"),
  DELIVERIES_KEEP(
      "deliveries.keep",
      "90",
      false,
      "days after which delivered events are forgotten, 0 for never; dead letters are kept"),
  UPLOADS_MOST(
      "uploads.most",
      "100",
      false,
      "gigabytes that uploads may have together until they are imported, 1 to 1000000"),
  SMTP_HOST("smtp.host", "", false, "the server that takes e-mail; empty: e-mail is not sent"),
  SMTP_PORT("smtp.port", "587", false, "its port"),
  SMTP_SECURITY(
      "smtp.security", "starttls", false, "how the connection is secured: none, starttls or tls"),
  SMTP_USER("smtp.user", "", false, "who logs in there; empty: nobody"),
  SMTP_PASSWORD("smtp.password", "", true, "the password of smtp.user"),
  SMTP_FROM("smtp.from", "sunqar@localhost", false, "the address that e-mail comes from");

  private final String key;
  private final String usual;
  private final boolean secret;
  private final String description;

  Setting(String key, String usual, boolean secret, String description) {
    this.key = key;
    this.usual = usual;
    this.secret = secret;
    this.description = description;
  }

  /** As in the file, with a dot between table and key. */
  public String key() {
    return key;
  }

  /** The variable of the environment: {@code SUNQAR_SERVER_PORT}. */
  public String variable() {
    return "SUNQAR_" + key.toUpperCase(Locale.ROOT).replace('.', '_');
  }

  /** What holds when nothing is said. */
  public String usual() {
    return usual;
  }

  /** Whether a value may hold a password, which is not to be shown. */
  public boolean secret() {
    return secret;
  }

  public String description() {
    return description;
  }

  static Optional<Setting> ofKey(String key) {
    return Arrays.stream(values()).filter(setting -> setting.key.equals(key)).findFirst();
  }
}
