// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.order;

import org.sunqar.mission.MissionException;

/**
 * Who is told, by a POST, of what becomes of an order.
 *
 * @param address where
 * @param secret what the POST is signed with; empty: nothing, or what the variable has
 * @param secretVariable the variable of the environment that has the secret; empty: none
 */
public record OrderHook(String address, String secret, String secretVariable) {

  private static final int MOST_TEXT = 2000;

  /**
   * Checks the lengths; what an address may be, those say who send to it.
   *
   * @throws MissionException SETTING
   */
  public OrderHook {
    if (address.isBlank() || address.length() > MOST_TEXT || secret.length() > MOST_TEXT) {
      throw new MissionException(
          MissionException.Key.SETTING,
          "Who is told of an order has an address and a secret of at most "
              + MOST_TEXT
              + " characters.");
    }
  }

  @Override
  public String toString() {
    return address; // not the secret
  }
}
