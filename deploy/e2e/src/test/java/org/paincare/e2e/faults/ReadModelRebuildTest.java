package org.paincare.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.paincare.e2e.check.Databases;
import org.paincare.e2e.check.Verdict;
import org.paincare.e2e.history.History;
import org.paincare.e2e.whole.Await;
import org.paincare.e2e.whole.Somebody;
import org.paincare.e2e.whole.Whole;
import org.paincare.local.Component;

/** R25: what session-service remembers of patient-service is lost and read anew from the log of events. */
class ReadModelRebuildTest {

    /** Only events of patient-service make these. */
    private static final List<String> REMEMBERED =
            List.of("known_patient", "known_fact", "known_consent", "known_eligibility", "known_staff", "known_clinic");

    private final Whole whole = Whole.running();

    @Test
    void isAsBeforeAndNothingIsToldTwice() throws Exception {
        whole.awaitReady();
        whole.people()
                .of("coordinator")
                .post("/v1/patients", Somebody.named("Reconstruida"))
                .expect(201);
        try (History history = new History("R25", 0)) {
            Verdict.mustHold(whole, history, Whole.PATIENCE);
            Map<String, String> before = checksums();
            String told = told();

            forget();
            assertThat(checksums()).as("the damage is seen").isNotEqualTo(before);
            long sent = replay();

            assertThat(sent).isPositive();
            Await.none("what is remembered", Whole.PATIENCE, () -> differences(before));
            assertThat(told()).as("events and tasks of session-service").isEqualTo(told);
            Verdict.mustHold(whole, history, Whole.PATIENCE);
        }
    }

    private void forget() throws SQLException {
        try (Connection database = whole.database(Component.SESSION);
                Statement statement = database.createStatement()) {
            for (String table : REMEMBERED) {
                statement.executeUpdate("DELETE FROM " + table);
            }
            statement.executeUpdate("DELETE FROM inbox WHERE source = '/paincare/patient'");
        }
    }

    /** As an operator does it: the whole log, part after part; how many events. */
    private long replay() {
        long sent = 0;
        JsonNode part;
        long after = 0;
        do {
            part = whole.people()
                    .ops()
                    .post("/v1/services/patient/event-replays", Map.of("consumer", "session", "afterId", after))
                    .expect(200)
                    .json();
            sent += part.get("sent").asLong();
            after = part.get("lastId").asLong();
        } while (part.get("more").asBoolean());
        return sent;
    }

    private List<String> differences(Map<String, String> before) {
        List<String> differences = new ArrayList<>();
        Map<String, String> now = checksums();
        before.forEach((table, checksum) -> {
            if (!checksum.equals(now.get(table))) {
                differences.add(table);
            }
        });
        return differences;
    }

    private Map<String, String> checksums() {
        Map<String, String> checksums = new TreeMap<>();
        try (Databases databases = new Databases(whole)) {
            for (String table : REMEMBERED) {
                checksums.put(
                        table,
                        databases
                                .rows(
                                        Component.SESSION,
                                        "SELECT coalesce(md5(string_agg(t::text, ' ' ORDER BY t::text)), 'empty') FROM "
                                                + table + " t")
                                .getFirst());
            }
        }
        return checksums;
    }

    private String told() {
        try (Databases databases = new Databases(whole)) {
            return databases
                    .rows(
                            Component.SESSION,
                            "SELECT (SELECT count(*) FROM event_log) || ' ' || (SELECT count(*) FROM task)")
                    .toString();
        }
    }
}
