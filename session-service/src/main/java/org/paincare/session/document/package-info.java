/** What is printed for a session: the order's label, instructions to take home, the note. */
@NullMarked
package org.paincare.session.document;

import org.jspecify.annotations.NullMarked;
