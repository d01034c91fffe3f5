// SPDX-License-Identifier: Apache-2.0
/** What others see of Sunqar over HTTP. */
@NullMarked
package org.sunqar.server;

import org.jspecify.annotations.NullMarked;
