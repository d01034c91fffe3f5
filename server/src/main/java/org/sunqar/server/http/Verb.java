// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.http;

/** The methods that routes have. HEAD comes with every GET, OPTIONS with every route. */
public enum Verb {
  GET,
  POST,
  PUT,
  PATCH,
  DELETE
}
