/** What happened in a session, from the first step to the last addendum, in one readable order. */
@NullMarked
package org.paincare.session.timeline;

import org.jspecify.annotations.NullMarked;
