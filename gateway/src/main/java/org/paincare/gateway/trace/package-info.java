/** What leaves as spans, where an installation has them sent to a collector: nothing that names or describes a person. */
@NullMarked
package org.paincare.gateway.trace;

import org.jspecify.annotations.NullMarked;
