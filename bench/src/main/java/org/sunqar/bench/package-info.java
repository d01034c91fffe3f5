// SPDX-License-Identifier: Apache-2.0
/** Measurements that anyone can repeat. */
@NullMarked
package org.sunqar.bench;

import org.jspecify.annotations.NullMarked;
