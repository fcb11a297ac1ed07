/** Decides which replica of a service gets a request, and which get none for now. */
@NullMarked
package org.paincare.gateway.replica;

import org.jspecify.annotations.NullMarked;
