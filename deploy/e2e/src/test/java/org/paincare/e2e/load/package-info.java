/** Clients that write through the gateway and do not give up because something died on the way. */
@NullMarked
package org.paincare.e2e.load;

import org.jspecify.annotations.NullMarked;
