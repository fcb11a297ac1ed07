/** Says whose record has been kept as long as it must be; deletes nothing. */
@NullMarked
package org.paincare.local.retention;

import org.jspecify.annotations.NullMarked;
