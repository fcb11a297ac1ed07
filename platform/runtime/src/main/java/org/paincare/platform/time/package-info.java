/** The domain's clock: the machine's time, except in a demo, where it may be moved. */
@NullMarked
package org.paincare.platform.time;

import org.jspecify.annotations.NullMarked;
