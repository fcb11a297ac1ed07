/** One service's part of a patient's timeline: everything on record, latest first; the gateway puts the parts together. */
@NullMarked
package org.paincare.platform.timeline;

import org.jspecify.annotations.NullMarked;
