/** What the authority has to be told of serious adverse events, by when, and whether it was told. */
@NullMarked
package org.paincare.session.vigilance;

import org.jspecify.annotations.NullMarked;
