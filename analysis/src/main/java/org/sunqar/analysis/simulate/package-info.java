// SPDX-License-Identifier: Apache-2.0
/**
 * Dated series of scenes with known changes, made from one real scene, and the scoring of alerts
 * against what is known. Serves the demonstration, the tests and training; a simulated result must
 * always be called simulated.
 */
@NullMarked
package org.sunqar.analysis.simulate;

import org.jspecify.annotations.NullMarked;
