/** Decides which published regimens exist, what each rests on, and which of them a clinic may plan from. */
@NullMarked
package org.paincare.session.protocol;

import org.jspecify.annotations.NullMarked;
