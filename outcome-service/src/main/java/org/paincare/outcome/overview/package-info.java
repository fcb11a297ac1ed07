/** This service's parts of what the gateway puts together: a patient's timeline and a clinic's day. */
@NullMarked
package org.paincare.outcome.overview;

import org.jspecify.annotations.NullMarked;
