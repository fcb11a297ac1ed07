/** Chains audit rows by hash, per clinic, and says whether a chain still holds. */
@NullMarked
package org.paincare.platform.sealing;

import org.jspecify.annotations.NullMarked;
