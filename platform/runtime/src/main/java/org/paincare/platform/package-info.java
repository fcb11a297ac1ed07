/** Mechanism that every service shares; no word of the clinic's domain belongs here. */
@NullMarked
package org.paincare.platform;

import org.jspecify.annotations.NullMarked;
