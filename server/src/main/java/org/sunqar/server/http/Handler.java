// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.http;

/** Does what a request asks for. */
@FunctionalInterface
public interface Handler {

  /**
   * @throws Problem for what is wrong with the request
   * @throws org.sunqar.catalog.CatalogException for what the catalogue says; it becomes a problem
   */
  Answer handle(Request request) throws java.io.IOException;
}
