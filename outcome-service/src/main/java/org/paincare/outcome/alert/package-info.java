/** Decides who must see a safety alert, until when, and what was done about it; nothing closes by itself. */
@NullMarked
package org.paincare.outcome.alert;

import org.jspecify.annotations.NullMarked;
