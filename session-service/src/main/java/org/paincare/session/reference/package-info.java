/** Decides how versioned data files are read: strictly, in two languages, each figure with its source. */
@NullMarked
package org.paincare.session.reference;

import org.jspecify.annotations.NullMarked;
