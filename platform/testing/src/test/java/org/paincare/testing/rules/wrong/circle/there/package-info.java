/** Breaks the rules of the house, so that each is seen to fail. */
@NullMarked
package org.paincare.testing.rules.wrong.circle.there;

import org.jspecify.annotations.NullMarked;
