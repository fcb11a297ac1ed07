/** Decides which connections and requests are let in at all, before any route or token is looked at. */
@NullMarked
package org.paincare.gateway.edge;

import org.jspecify.annotations.NullMarked;
