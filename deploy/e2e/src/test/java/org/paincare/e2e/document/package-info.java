/** The one document held to the system, and the system to the document. */
@NullMarked
package org.paincare.e2e.document;

import org.jspecify.annotations.NullMarked;
