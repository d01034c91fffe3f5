// SPDX-License-Identifier: Apache-2.0
/** Requests, answers and the routes between them; what every API of the server shares. */
@NullMarked
package org.sunqar.server.http;

import org.jspecify.annotations.NullMarked;
