/** How every refusal and failure reaches a caller: one coded type, one shape (RFC 9457), two languages. */
@NullMarked
package org.paincare.platform.problem;

import org.jspecify.annotations.NullMarked;
