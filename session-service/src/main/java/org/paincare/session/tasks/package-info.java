/** The tasks of this service: whom they are about and who does them; the mechanism is the platform's. */
@NullMarked
package org.paincare.session.tasks;

import org.jspecify.annotations.NullMarked;
