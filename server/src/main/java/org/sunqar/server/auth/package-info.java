// SPDX-License-Identifier: Apache-2.0
/** Who may read and who may write. */
@NullMarked
package org.sunqar.server.auth;

import org.jspecify.annotations.NullMarked;
