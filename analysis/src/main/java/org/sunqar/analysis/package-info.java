// SPDX-License-Identifier: Apache-2.0
/** From scenes to answers: cubes, kernels, detectors, alerts. */
@NullMarked
package org.sunqar.analysis;

import org.jspecify.annotations.NullMarked;
