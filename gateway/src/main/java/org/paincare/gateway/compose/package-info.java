/** Decides how an answer is made of one part per service, and where a call goes whose path does not say it. */
@NullMarked
package org.paincare.gateway.compose;

import org.jspecify.annotations.NullMarked;
