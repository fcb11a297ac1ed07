/** What patients take of their sprays at home: charted as told, counted with everything else, reviewed where it is over. */
@NullMarked
package org.paincare.session.home;

import org.jspecify.annotations.NullMarked;
