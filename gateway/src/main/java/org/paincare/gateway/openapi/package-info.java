/** Decides what the one published API document says: the services' documents merged, in a stable order. */
@NullMarked
package org.paincare.gateway.openapi;

import org.jspecify.annotations.NullMarked;
