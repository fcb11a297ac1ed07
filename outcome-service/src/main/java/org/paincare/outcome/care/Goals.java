package org.paincare.outcome.care;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.event.EventHandler;
import org.paincare.platform.tenancy.CurrentClinic;

/** The goals that patients set, as patient-service tells them; programme reviews score attainment under their ids. */
@ApplicationScoped
public class Goals {

    private static final TypeReference<List<Goal>> LIST = new TypeReference<>() {};

    private final Jdbc jdbc;
    private final ObjectMapper json;
    private final CareBook book;
    private final Care care;
    private final CurrentClinic clinic;

    Goals(DataSource pool, ObjectMapper json, CareBook book, Care care, CurrentClinic clinic) {
        this.jdbc = new Jdbc(pool);
        this.json = json;
        this.book = book;
        this.care = care;
        this.clinic = clinic;
    }

    /** @param baseline0To10 how far it was reached when it was stated */
    public record Goal(UUID goalId, String domain, int baseline0To10) {}

    record GoalsStated(UUID patientId, int version, List<Goal> goals, Instant occurredAt) {}

    @Produces
    @Singleton
    EventHandler goalsStated() {
        return new Told<>("org.paincare.patient.GoalsStated.v1", GoalsStated.class, (event, told) -> take(told));
    }

    private void take(GoalsStated told) {
        book.about(
                told.patientId(),
                () -> jdbc.update(
                        "INSERT INTO care_goals (clinic_id, patient_id, version, goals, occurred_at) VALUES (?, ?, ?, ?, ?)"
                                + " ON CONFLICT (clinic_id, patient_id) DO UPDATE SET version = excluded.version,"
                                + " goals = excluded.goals, occurred_at = excluded.occurred_at"
                                + " WHERE care_goals.version < excluded.version",
                        clinic.get(),
                        told.patientId(),
                        told.version(),
                        text(told.goals()),
                        told.occurredAt()));
    }

    /** What the person wants to reach: of all their ids the goals stated last; empty where none were told. */
    public List<Goal> of(UUID patient) {
        return jdbc.first(
                        "SELECT goals FROM care_goals WHERE clinic_id = ? AND patient_id = ANY (?)"
                                + " ORDER BY occurred_at DESC, version DESC LIMIT 1",
                        row -> goals(row.getString("goals")),
                        clinic.get(),
                        care.ids(care.canonical(patient)).toArray(UUID[]::new))
                .orElse(List.of());
    }

    private String text(List<Goal> goals) {
        try {
            return json.writeValueAsString(goals);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Goal> goals(String text) {
        try {
            return json.readValue(text, LIST);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
