/** Rules of the house that every service's tests ask: row security on every table, a permission on every endpoint. */
@NullMarked
package org.paincare.testing.rules;

import org.jspecify.annotations.NullMarked;
