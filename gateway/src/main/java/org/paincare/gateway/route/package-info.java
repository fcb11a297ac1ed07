/** Decides which service answers which path, in which lane and within which limits: one validated table. */
@NullMarked
package org.paincare.gateway.route;

import org.jspecify.annotations.NullMarked;
