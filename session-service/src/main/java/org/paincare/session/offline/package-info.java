/** What tablets kept while they had no connection: replayed once each, in order, and nothing of it dropped. */
@NullMarked
package org.paincare.session.offline;

import org.jspecify.annotations.NullMarked;
