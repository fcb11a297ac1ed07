/** The clinic's devices: who they are, whether their word counts, and which monitor watches which session. */
@NullMarked
package org.paincare.session.device;

import org.jspecify.annotations.NullMarked;
