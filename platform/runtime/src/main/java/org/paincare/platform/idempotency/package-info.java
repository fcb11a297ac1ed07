/** One effect and one answer for a request that is sent again. */
@NullMarked
package org.paincare.platform.idempotency;

import org.jspecify.annotations.NullMarked;
