/** Decides what a refusal of the gateway itself looks like: one coded problem document, in English or Spanish. */
@NullMarked
package org.paincare.gateway.problem;

import org.jspecify.annotations.NullMarked;
