/** Takes everything that is kept of one clinic out of all databases, in an open format and on record. */
@NullMarked
package org.paincare.local.export;

import org.jspecify.annotations.NullMarked;
