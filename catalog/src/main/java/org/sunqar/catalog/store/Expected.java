// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

/** What must be in the catalogue for a single write to happen. */
public sealed interface Expected {

  /** Whatever is there or not. */
  record Anything() implements Expected {}

  /** Nothing under this id; else CONFLICT. */
  record Absent() implements Expected {}

  /** Something under this id; else NOT_FOUND. */
  record Present() implements Expected {}

  /** The document of this {@linkplain ItemDocument#version version}; else STALE or NOT_FOUND. */
  record Version(String version) implements Expected {}
}
