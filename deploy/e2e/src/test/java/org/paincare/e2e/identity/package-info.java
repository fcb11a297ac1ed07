/** What a real identity provider gives out, and what our programs make of it. */
@NullMarked
package org.paincare.e2e.identity;

import org.jspecify.annotations.NullMarked;
