// SPDX-License-Identifier: Apache-2.0
/** What an operator can set, and where each value comes from. */
@NullMarked
package org.sunqar.app.config;

import org.jspecify.annotations.NullMarked;
