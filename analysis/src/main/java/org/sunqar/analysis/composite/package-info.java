// SPDX-License-Identifier: Apache-2.0
/** Composites: one image that stands for the clear pixels of many scenes. */
@NullMarked
package org.sunqar.analysis.composite;

import org.jspecify.annotations.NullMarked;
