// SPDX-License-Identifier: Apache-2.0
/** Brings events from the outbox to those who subscribed. */
@NullMarked
package org.sunqar.server.delivery;

import org.jspecify.annotations.NullMarked;
