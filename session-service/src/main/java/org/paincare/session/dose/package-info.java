/** Decides whether a dose order may be signed: exact arithmetic, guardrails from data, and what a signature covers. */
@NullMarked
package org.paincare.session.dose;

import org.jspecify.annotations.NullMarked;
