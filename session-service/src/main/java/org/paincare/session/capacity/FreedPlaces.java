package org.paincare.session.capacity;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.paincare.platform.Ids;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.due.DueWork;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.task.Tasks;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.session.booking.Span;

/**
 * Places that came free. What is to be offered to the wait list is offered after this transaction, so that no
 * cancellation waits for it or fails with it.
 */
@ApplicationScoped
class FreedPlaces {

    static final String FILL = "WAIT_LIST_FILL";
    static final String OFFER = "OFFER_FREED_PLACE";

    /** Sooner than this nobody can come (D). */
    private static final Duration NOTICE = Duration.ofHours(1);

    private final Jdbc jdbc;
    private final WaitList list;
    private final Tasks tasks;
    private final DueWork due;
    private final CurrentClinic clinic;
    private final CurrentCaller caller;

    FreedPlaces(DataSource pool, WaitList list, Tasks tasks, DueWork due, CurrentClinic clinic, CurrentCaller caller) {
        this.jdbc = new Jdbc(pool);
        this.list = list;
        this.tasks = tasks;
        this.due = due;
        this.clinic = clinic;
        this.caller = caller;
    }

    record Place(UUID chair, Span span) {}

    /** A booking gave its place back; one that was an offer lets its patient wait again, and the next is asked. */
    void free(Booking booking, Instant now) {
        list.offered(booking.id()).ifPresent(entry -> {
            entry.waitAgain();
            list.flush();
            tasks.notNeeded(List.of(OFFER), booking.id());
        });
        var offered = jdbc.first(
                "SELECT place_id FROM wait_list_offer WHERE clinic_id = ? AND booking_id = ?",
                row -> row.getObject("place_id", UUID.class),
                clinic.get(),
                booking.id());
        if (offered.isPresent()) {
            due.schedule(FILL, offered.get(), now);
        } else {
            free(new Place(booking.chairId(), new Span(booking.startsAt(), booking.endsAt())), now);
        }
    }

    void free(Place place, Instant now) {
        if (place.span().from().isBefore(now.plus(NOTICE))) {
            return;
        }
        var id = Ids.next();
        jdbc.update(
                "INSERT INTO freed_place (clinic_id, id, chair_id, starts_at, ends_at, freed_at) VALUES (?, ?, ?, ?, ?, ?)",
                clinic.get(),
                id,
                place.chair(),
                place.span().from(),
                place.span().to(),
                now);
        due.schedule(FILL, id, now);
    }

    /** An offer was accepted. */
    void taken(UUID bookingId) {
        list.offered(bookingId).ifPresent(entry -> {
            entry.booked();
            list.flush();
            tasks.done(
                    OFFER,
                    bookingId,
                    "accepted",
                    caller.get().id(),
                    caller.get().displayName());
        });
    }
}
