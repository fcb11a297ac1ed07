/** What clients asked for and were told: the record that the system is held to afterwards. */
@NullMarked
package org.paincare.e2e.history;

import org.jspecify.annotations.NullMarked;
