/** Where every milligram of controlled drug is: lots, containers, the ledger, preparations, reconciliation by session. */
@NullMarked
package org.paincare.session.supply;

import org.jspecify.annotations.NullMarked;
