/** Decides what a token may be used for by its scopes; what its roles allow is decided by the services. */
@NullMarked
package org.paincare.gateway.access;

import org.jspecify.annotations.NullMarked;
