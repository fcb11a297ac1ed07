/** Serves the reference board: which files, in which language, with which rights in the browser. */
@NullMarked
package org.paincare.gateway.board;

import org.jspecify.annotations.NullMarked;
