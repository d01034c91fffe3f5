// SPDX-License-Identifier: Apache-2.0
/** Alerts: pixels with lasting changes, grouped into polygons that a person can look at. */
@NullMarked
package org.sunqar.analysis.alert;

import org.jspecify.annotations.NullMarked;
