package org.paincare.e2e.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paincare.e2e.whole.Somebody;
import org.paincare.e2e.whole.Whole;
import org.paincare.local.Component;
import org.paincare.local.export.Source;
import org.paincare.local.retention.RetentionReview;
import org.paincare.testing.local.CannotStart;
import org.paincare.testing.local.DemoClinic;

/** Whose record has been kept long enough, now and in twenty years. */
class RetentionReviewTest {

    private final Whole whole = Whole.running();

    @TempDir
    Path folder;

    @Test
    void nobodysRecordIsOverBeforeItsTimeAndTheReviewIsOnRecord() throws Exception {
        String patient = whole.people()
                .of("coordinator", DemoClinic.CARTAGENA)
                .with("Idempotency-Key", UUID.randomUUID().toString())
                .post("/v1/patients", Somebody.named("Guardada"))
                .expect(201)
                .id()
                .toString();
        Path now = folder.resolve("now.json");
        Path later = folder.resolve("later.json");

        assertThat(review(Duration.ZERO).write(DemoClinic.CARTAGENA.id(), "Comité 1", now))
                .isZero();
        review(Duration.ofDays(20 * 366)).write(DemoClinic.CARTAGENA.id(), "Comité 2", later);

        JsonNode report = new ObjectMapper().readTree(later.toFile());
        assertThat(report.path("rules").asText()).startsWith("retention-");
        assertThat(report.path("mustBeKept").asInt()).isZero();
        assertThat(report.path("keptLongEnough").findValuesAsText("patientId"))
                .contains(patient)
                .hasSize(report.path("records").asInt());
        assertThat(Files.readString(later)).doesNotContain("Guardada");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(later)))
                .isEqualTo("rw-------");
        try (Connection database = whole.database(Component.PATIENT);
                var row = database.createStatement()
                        .executeQuery(
                                "SELECT count(*) FROM audit_entry WHERE action = 'RETENTION_REVIEW' AND clinic_id = '"
                                        + DemoClinic.CARTAGENA.id() + "' AND reason LIKE 'Comité 2, retention-%'")) {
            row.next();
            assertThat(row.getInt(1)).isEqualTo(1);
        }
    }

    @Test
    void whatCannotBeAnsweredLeavesNoReport() {
        Path file = folder.resolve("none.json");
        assertThatThrownBy(() -> review(Duration.ZERO).write(UUID.randomUUID(), "Comité", file))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("There is no clinic");
        assertThatThrownBy(() -> review(Duration.ZERO).write(DemoClinic.CARTAGENA.id(), "a\u0000b", file))
                .isInstanceOf(CannotStart.class);
        assertThat(file).doesNotExist();
    }

    private RetentionReview review(Duration ahead) {
        List<Source> sources = Stream.of(Component.PATIENT, Component.SESSION, Component.OUTCOME)
                .map(component -> new Source(
                        component.label(),
                        "jdbc:postgresql://localhost:" + whole.system().port(Component.POSTGRES) + "/paincare_"
                                + component.label(),
                        password(component)))
                .toList();
        return new RetentionReview(sources, InstantSource.fixed(Instant.now().plus(ahead)));
    }

    private static String password(Component component) {
        try {
            return Files.readString(Whole.home().resolve("secrets").resolve(component.label() + "-database"))
                    .strip();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
