/** What a clinic does from the first day to the last, over HTTP, and what must hold at the end. */
@NullMarked
package org.paincare.e2e.journey;

import org.jspecify.annotations.NullMarked;
