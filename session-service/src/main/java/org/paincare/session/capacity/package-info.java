/** Where and when a session takes place: chairs, free times, bookings that cannot overlap. */
@NullMarked
package org.paincare.session.capacity;

import org.jspecify.annotations.NullMarked;
