// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.filter;

/** What a condition says of an item, in the three-valued logic of the standard. */
enum Answer {
  YES,
  NO,
  UNKNOWN;

  static Answer of(boolean holds) {
    return holds ? YES : NO;
  }

  Answer not() {
    return switch (this) {
      case YES -> NO;
      case NO -> YES;
      case UNKNOWN -> UNKNOWN;
    };
  }
}
