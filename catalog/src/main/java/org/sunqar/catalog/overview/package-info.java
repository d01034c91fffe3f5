// SPDX-License-Identifier: Apache-2.0
/** Pictures of scenes and of collections that are made once, so that maps of them are fast. */
@NullMarked
package org.sunqar.catalog.overview;

import org.jspecify.annotations.NullMarked;
