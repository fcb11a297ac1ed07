/** Calling the system as a client would. */
@NullMarked
package org.paincare.testing.http;

import org.jspecify.annotations.NullMarked;
