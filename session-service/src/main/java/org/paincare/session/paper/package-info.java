/** How a document looks on paper: title, facts, text, tables, and on every page what it is and the hash it stands on. */
@NullMarked
package org.paincare.session.paper;

import org.jspecify.annotations.NullMarked;
