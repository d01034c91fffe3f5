// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.auth;

/** What a key allows; a key that may write may read, too. */
public enum Role {
  READ,
  WRITE;

  public boolean allows(Role needed) {
    return compareTo(needed) >= 0;
  }
}
