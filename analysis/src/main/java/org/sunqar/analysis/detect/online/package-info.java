// SPDX-License-Identifier: Apache-2.0
/**
 * Detectors that take one more scene at a time from a small state per pixel, without the archive.
 * The history is fitted once ({@link org.sunqar.analysis.detect.online.HistoryFit}); each later
 * scene is an {@link org.sunqar.analysis.detect.online.OnlineDetector#update}. A run over a whole
 * archive <em>is</em> the fit followed by the updates in the order of time, so a state that was
 * carried along equals it to the bit.
 */
@NullMarked
package org.sunqar.analysis.detect.online;

import org.jspecify.annotations.NullMarked;
