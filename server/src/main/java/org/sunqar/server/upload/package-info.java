// SPDX-License-Identifier: Apache-2.0
/** Files that come piece by piece, and the scenes that are made of them. */
@NullMarked
package org.sunqar.server.upload;

import org.jspecify.annotations.NullMarked;
