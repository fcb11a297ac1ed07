package org.paincare.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paincare.testing.TestServers;
import org.paincare.testing.http.Answer;

/**
 * R16: two prescribers with the same tag of one order, one of whom wins; an edit after the signature, which voids it and
 * refuses the start. The checker is held against a database in which the edit kept its signature.
 */
@QuarkusTest
class OrderRaceTest {

    private static final int RACERS = 12;

    @Inject
    Ward ward;

    @BeforeEach
    void theClinicIsOpen() {
        ward.opens();
    }

    /** What two prescribers and a start came to. */
    private record History(List<Integer> edits, String orderState, int start, String sessionState) {

        /** Everything that must not have happened; empty where all held. */
        List<String> breaches() {
            var found = new ArrayList<String>();
            if (edits.stream().filter(status -> status == 200).count() != 1) {
                found.add("of the edits under one tag not exactly one won: " + edits);
            }
            if (edits.stream().anyMatch(status -> status != 200 && status != 412)) {
                found.add("an edit was answered with something else than 200 or 412: " + edits);
            }
            if (!orderState.equals("DRAFT")) {
                found.add("the edited order is still " + orderState);
            }
            if (start != 422 || !sessionState.equals("READY")) {
                found.add("a start after the edit was answered " + start + ", the session is " + sessionState);
            }
            return found;
        }
    }

    @Test
    void oneOfTwoPrescribersWinsAndTheEditedOrderStartsNothing() throws Exception {
        var session = readyToStart();

        var history = played(session, edited -> {});

        assertThat(history.breaches()).isEmpty();
    }

    @Test
    void theCheckerSeesAnEditThatKeptItsSignature() throws Exception {
        var session = readyToStart();

        var history = played(session, OrderRaceTest::keepsItsSignature);

        assertThat(history.breaches()).hasSize(2).anyMatch(breach -> breach.contains("still SIGNED"));
    }

    private interface Mutant {
        void damages(UUID order) throws SQLException;
    }

    private History played(UUID session, Mutant mutant) throws Exception {
        var id = UUID.fromString(ward.session(session).json().get("orderId").asText());
        var path = "/v1/dose-orders/" + id;
        var tag = Ward.as("prescriber").get(path).expect(200).etag();
        var racers = new ArrayList<Callable<Answer>>();
        for (int i = 0; i < RACERS; i++) {
            var order = new LinkedHashMap<>(ward.order());
            order.put("reasons", Map.of("SESSION_TOTAL_LOW", "edit number " + i));
            var prescriber = i % 2 == 0 ? "prescriber" : "prescriber2";
            racers.add(() -> Ward.as(prescriber).with("If-Match", tag).put(path, order));
        }
        var edits = new ArrayList<Integer>();
        try (var threads = Executors.newFixedThreadPool(RACERS)) {
            for (var answer : threads.invokeAll(racers)) {
                edits.add(answer.get().status());
            }
        }
        mutant.damages(id);
        var state =
                Ward.as("prescriber").get(path).expect(200).json().get("state").asText();
        var start = ward.command("nurse", session, "start", Map.of());
        return new History(edits, state, start.status(), ward.state(session));
    }

    /** As though nothing voided a signature when the content under it changes. */
    private static void keepsItsSignature(UUID order) throws SQLException {
        try (var database = TestServers.shared().postgres().superuser("paincare_session");
                var statement = database.createStatement()) {
            statement.execute("UPDATE dose_order SET state = 'SIGNED', signed_hash = content_hash,"
                    + " signed_at = coalesce(signed_at, now()), signed_by = coalesce(signed_by, created_by)"
                    + " WHERE id = '" + order + "'");
            statement.execute("UPDATE preparation SET order_hash = (SELECT content_hash FROM dose_order WHERE id = '"
                    + order + "') WHERE order_id = '" + order + "'");
            statement.execute("UPDATE pump_reading SET order_hash = (SELECT content_hash FROM dose_order WHERE id = '"
                    + order + "') WHERE session_id = (SELECT session_id FROM dose_order WHERE id = '" + order + "')");
        }
    }

    private UUID readyToStart() {
        var session = ward.bookedSession(ward.patient());
        ward.checkedIn(session);
        ward.signedOrder(session);
        ward.prepared(session);
        ward.preChecked(session);
        ward.command("nurse", session, "ready", Map.of()).expect(200);
        ward.pumpChecked(session);
        return session;
    }
}
