/** Links that open one thing once: what stands in them, and the pages they lead to. */
@NullMarked
package org.paincare.platform.link;

import org.jspecify.annotations.NullMarked;
