// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.area;

/** A file that holds no area that is taken; the message is one sentence for a person. */
final class AreaException extends RuntimeException {

  private static final long serialVersionUID = 1;

  AreaException(String message) {
    super(message);
  }

  AreaException(String message, Throwable cause) {
    super(message, cause);
  }
}
