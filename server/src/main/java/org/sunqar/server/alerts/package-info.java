// SPDX-License-Identifier: Apache-2.0
/** Alerts over HTTP: as features, as a feed, as messages for hazards, and their reviews. */
@NullMarked
package org.sunqar.server.alerts;

import org.jspecify.annotations.NullMarked;
