// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.delivery;

import java.util.Locale;
import org.sunqar.catalog.CatalogException;

/**
 * The server that takes e-mail.
 *
 * @param host its name
 * @param port 1..65535
 * @param security of the connection
 * @param user who logs in; empty for nobody
 * @param password of the user
 * @param from the sender's address
 */
public record MailSettings(
    String host, int port, Security security, String user, String password, String from) {

  /** How a connection is secured. */
  public enum Security {
    /** Not at all: for a server on this machine. */
    NONE,
    /** By STARTTLS, without which nothing is sent. */
    STARTTLS,
    /** By TLS from the beginning. */
    TLS;

    /** By its name. */
    public static Security of(String name) {
      try {
        return valueOf(name.toUpperCase(Locale.ROOT));
      } catch (IllegalArgumentException e) {
        throw new CatalogException(
            CatalogException.Key.INVALID,
            "smtp.security should be none, starttls or tls, not '" + name + "'",
            e);
      }
    }
  }

  @Override
  public String toString() {
    return host + ":" + port; // not the password
  }
}
