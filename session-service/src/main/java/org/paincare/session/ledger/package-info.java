/** Decides whether every milligram of a controlled drug is accounted for: double entry, witnesses, reconciliation. */
@NullMarked
package org.paincare.session.ledger;

import org.jspecify.annotations.NullMarked;
