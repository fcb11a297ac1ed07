/** Decides whether an event may be sent, read and changed: it holds producers, consumers and schemas to the contracts. */
@NullMarked
package org.paincare.testing.contract;

import org.jspecify.annotations.NullMarked;
