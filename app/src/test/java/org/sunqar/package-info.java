// SPDX-License-Identifier: Apache-2.0
/** The architecture, as tests. */
@NullMarked
package org.sunqar;

import org.jspecify.annotations.NullMarked;
