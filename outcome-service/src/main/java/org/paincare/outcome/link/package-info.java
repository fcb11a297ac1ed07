/** Decides who may answer by a one-time link, for how long, and what the link opens. */
@NullMarked
package org.paincare.outcome.link;

import org.jspecify.annotations.NullMarked;
