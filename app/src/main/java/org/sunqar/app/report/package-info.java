// SPDX-License-Identifier: Apache-2.0
/**
 * The report page: one self-contained HTML file made from plain records. {@link
 * org.sunqar.app.report.ReportContent} says what is shown, {@link org.sunqar.app.report.ReportPage}
 * how; pictures and charts have one class each.
 */
@NullMarked
package org.sunqar.app.report;

import org.jspecify.annotations.NullMarked;
