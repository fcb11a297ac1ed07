/** What the controlled-substance ledger looks like to the authority of a clinic's jurisdiction, on screen, as CSV and on paper. */
@NullMarked
package org.paincare.session.report;

import org.jspecify.annotations.NullMarked;
