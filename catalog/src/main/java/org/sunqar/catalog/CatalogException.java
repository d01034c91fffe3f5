// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog;

/**
 * What a user can get wrong or meet in the catalogue: a scene whose date cannot be read, an unknown
 * collection, a damaged database. The message is one sentence: what failed, where, and what would
 * have been right.
 */
public final class CatalogException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** Stable keys, for counting and for exit codes. */
  public enum Key {
    /** An option, a date, a name or a document that cannot be used. */
    INVALID,
    /** No such collection, item or file. */
    NOT_FOUND,
    /** Something else is there already under the same name. */
    CONFLICT,
    /** It was changed by somebody else since it was read. */
    STALE,
    /** The database was written by a newer version of the program. */
    NEWER_VERSION,
    /** The database is damaged or is not one of ours. */
    CORRUPT,
    /** Another process held the database for longer than the patience allowed. */
    BUSY,
    /** The database server does not answer; it may later. */
    UNAVAILABLE,
    /** The storage could not be read or written. */
    IO
  }

  private final Key key;

  public CatalogException(Key key, String message) {
    super(message);
    this.key = key;
  }

  public CatalogException(Key key, String message, Throwable cause) {
    super(message, cause);
    this.key = key;
  }

  public Key key() {
    return key;
  }
}
