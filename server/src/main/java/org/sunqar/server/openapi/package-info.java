// SPDX-License-Identifier: Apache-2.0
/** The API's own description, made from its routes. */
@NullMarked
package org.sunqar.server.openapi;

import org.jspecify.annotations.NullMarked;
