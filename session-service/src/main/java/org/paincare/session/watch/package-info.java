/** Watches the bedside by the clock: which sets are due, and whether monitors are still heard. */
@NullMarked
package org.paincare.session.watch;

import org.jspecify.annotations.NullMarked;
