package org.paincare.platform.task;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.Text;
import org.paincare.platform.identity.Role;

/** The kinds of task of one version of a service's {@code tasks/kinds.yaml}. */
record TaskKinds(String version, int failedAttemptsUntilEscalation, List<Kind> kinds) {

    private static final String FILE = "tasks/kinds.yaml";

    private static final ObjectMapper STRICT = YAMLMapper.builder(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .addModule(new JavaTimeModule())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final Set<Role> STAFF = Set.of(
            Role.MEDICAL_DIRECTOR, Role.PRESCRIBER, Role.HEAD_NURSE, Role.NURSE, Role.PHARMACIST, Role.COORDINATOR);

    /**
     * @param within      from when it is raised, unless who raises it names a time
     * @param escalateTo  whose it becomes when it is overdue or its attempts failed
     * @param byHand      whether people may raise one themselves
     * @param patientSees whether it is shown to the patient it is about
     * @param setting     the policy value, in hours, by which a clinic sets within; null where none does
     * @param ahead       how long before its subject runs out it is raised; for kinds about something that runs out
     */
    record Kind(
            String kind,
            Role assignee,
            Duration within,
            Role escalateTo,
            Text label,
            @Nullable Boolean byHand,
            @Nullable Boolean patientSees,
            @Nullable Duration ahead,
            @Nullable String setting) {

        Kind {
            require(kind.matches("[A-Z][A-Z_]{2,40}"), "a task kind looks like CALL_NO_SHOW, not " + kind);
            require(within.isPositive(), kind + ": there is some time to do it");
            require(ahead == null || ahead.isPositive(), kind + ": ahead is some time before");
            require(
                    setting == null || setting.equals("TASK_" + kind + "_HOURS"),
                    kind + ": its policy value is TASK_" + kind + "_HOURS");
            require(STAFF.contains(assignee) && STAFF.contains(escalateTo), kind + ": staff do tasks");
        }

        boolean isRaisedByHand() {
            return Boolean.TRUE.equals(byHand);
        }

        boolean isSeenByPatient() {
            return Boolean.TRUE.equals(patientSees);
        }
    }

    TaskKinds {
        kinds = List.copyOf(kinds);
        require(failedAttemptsUntilEscalation >= 1, "at least one attempt before it escalates");
        require(kinds.stream().map(Kind::kind).distinct().count() == kinds.size(), "a task kind is there twice");
    }

    /** The file of the service that runs; read strictly, so that a wrong one stops the start. */
    static TaskKinds builtIn() {
        try (var file = Thread.currentThread().getContextClassLoader().getResourceAsStream(FILE)) {
            require(file != null, "this service has no " + FILE);
            return STRICT.readValue(file, TaskKinds.class);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(FILE, unreadable);
        }
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }

    Optional<Kind> find(String kind) {
        return kinds.stream().filter(k -> k.kind().equals(kind)).findFirst();
    }

    /** A kind that this service itself names; the file without it does not fit the release. */
    Kind named(String kind) {
        return find(kind).orElseThrow(() -> new IllegalStateException("tasks/kinds.yaml has no " + kind));
    }

    List<String> seenByPatient() {
        return kinds.stream().filter(Kind::isSeenByPatient).map(Kind::kind).toList();
    }
}
