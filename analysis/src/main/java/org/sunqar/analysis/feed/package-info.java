// SPDX-License-Identifier: Apache-2.0
/** Alerts in the formats of others: CAP for hazards, Atom with GeoRSS for readers of feeds. */
@NullMarked
package org.sunqar.analysis.feed;

import org.jspecify.annotations.NullMarked;
