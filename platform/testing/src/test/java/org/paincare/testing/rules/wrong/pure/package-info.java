/** Breaks the rules of the house, so that each is seen to fail. */
@NullMarked
package org.paincare.testing.rules.wrong.pure;

import org.jspecify.annotations.NullMarked;
