/** Decides how versioned rule files are read and how every result is put in words; it holds no clinical number itself. */
@NullMarked
package org.paincare.outcome.rules;

import org.jspecify.annotations.NullMarked;
