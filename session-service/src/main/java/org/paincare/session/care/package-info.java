/** Where a session stands and what may happen to it next: one life, one lock, one record of every step. */
@NullMarked
package org.paincare.session.care;

import org.jspecify.annotations.NullMarked;
