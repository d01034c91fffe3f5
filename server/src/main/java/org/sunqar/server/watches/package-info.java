// SPDX-License-Identifier: Apache-2.0
/** Watches over HTTP: made, tried on the past, run, subscribed to. */
@NullMarked
package org.sunqar.server.watches;

import org.jspecify.annotations.NullMarked;
