// SPDX-License-Identifier: Apache-2.0
/** The catalogue of words in seven languages, with numbers, dates and plurals of CLDR. */
@NullMarked
package org.sunqar.server.language;

import org.jspecify.annotations.NullMarked;
