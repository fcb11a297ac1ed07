/** What is seen at the bedside: readings taken once each, judged where they arrive, alarms that stay until dealt with. */
@NullMarked
package org.paincare.session.observing;

import org.jspecify.annotations.NullMarked;
