/** What leaves as spans, where an installation has them sent to a collector: nothing that names or describes a person. */
@NullMarked
package org.paincare.platform.trace;

import org.jspecify.annotations.NullMarked;
