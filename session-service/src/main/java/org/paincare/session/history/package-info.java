/** What was given to a person before, over all their ids, as limits count it. */
@NullMarked
package org.paincare.session.history;

import org.jspecify.annotations.NullMarked;
