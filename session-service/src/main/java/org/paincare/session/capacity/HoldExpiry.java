package org.paincare.session.capacity;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import org.paincare.platform.due.DueHandler;

/** Gives a held place back when nobody confirmed it in time. */
@ApplicationScoped
class HoldExpiry implements DueHandler {

    private final Bookings bookings;

    HoldExpiry(Bookings bookings) {
        this.bookings = bookings;
    }

    @Override
    public String kind() {
        return Bookings.HOLD_EXPIRY;
    }

    @Override
    public void run(UUID bookingId, Instant dueAt) {
        bookings.expire(bookingId);
    }
}
