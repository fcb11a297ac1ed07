/** Who read and wrote what; append-only, chained by hash outside the write path. */
@NullMarked
package org.paincare.platform.audit;

import org.jspecify.annotations.NullMarked;
