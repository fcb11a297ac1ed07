package org.paincare.session.standing;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.call.NoAnswer;
import org.paincare.platform.call.ServiceClient;

/**
 * Asks patient-service, at the point of use, whether this person may be treated in this session today: the facts of the
 * day go with the question, the decision and anything that forbids treatment come back. Never inside a transaction.
 */
@Singleton
public class PatientService {

    private static final ObjectMapper TOLERANT =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    private static final int NOT_FOUND = 404;

    private final ServiceClient client;
    private final String url;
    private final Duration deadline;

    PatientService(
            ServiceClient client,
            @ConfigProperty(name = "paincare.patient.url") String url,
            @ConfigProperty(name = "paincare.patient.deadline") Duration deadline) {
        this.client = client;
        this.url = url;
        this.deadline = deadline;
    }

    /** A fact of the day, in the vocabulary of the eligibility rules. */
    public record DayFact(
            String code,
            String state,
            @Nullable String value,
            @Nullable String valueCode,
            @Nullable String unit,
            Instant observedAt,
            String source) {}

    record Question(String scope, UUID sessionId, List<DayFact> facts) {}

    /** What is read of the evaluation; the rest of it stays where it is kept. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Evaluation(String decision, @Nullable List<String> blockingRuleIds) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record StandingRead(@Nullable List<StopRead> stopFacts) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record StopRead(String code) {}

    /** The answer, or why there was none. */
    public sealed interface Reply {

        /**
         * @param decision       EXCLUDED, INCOMPLETE, REVIEW or ELIGIBLE
         * @param blockingRules  ids of the rules in the way
         * @param stopFacts      codes of what forbids treatment whatever the rules say
         */
        record Given(String decision, List<String> blockingRules, List<String> stopFacts) implements Reply {}

        record None(NoAnswer.Cause why) implements Reply {}
    }

    /** Asks for eligibility in scope S and for stop facts, both within one deadline. */
    public Reply mayBeTreated(UUID clinic, UUID patient, UUID session, List<DayFact> facts) {
        var end = System.nanoTime() + deadline.toNanos();
        try {
            var base = "/internal/patients/" + patient;
            var evaluated = client.call(
                    url, base + "/eligibility-evaluations", clinic, new Question("S", session, facts), deadline);
            if (evaluated.status() == NOT_FOUND) {
                return new Reply.Given("EXCLUDED", List.of("PATIENT_UNKNOWN"), List.of("PATIENT_UNKNOWN"));
            }
            var evaluation = read(evaluated, Evaluation.class);
            var left = Duration.ofNanos(Math.max(1, end - System.nanoTime()));
            var standing = read(client.call(url, base + "/standing", clinic, null, left), StandingRead.class);
            return new Reply.Given(
                    evaluation.decision(),
                    evaluation.blockingRuleIds() == null ? List.of() : evaluation.blockingRuleIds(),
                    standing.stopFacts() == null
                            ? List.of()
                            : standing.stopFacts().stream().map(StopRead::code).toList());
        } catch (NoAnswer none) {
            return new Reply.None(none.why());
        }
    }

    private static <T> T read(ServiceClient.Answer answer, Class<T> type) throws NoAnswer {
        if (answer.status() / 100 != 2) {
            throw new NoAnswer(NoAnswer.Cause.FAILED);
        }
        try {
            return TOLERANT.readValue(answer.body(), type);
        } catch (JsonProcessingException | IllegalArgumentException other) {
            throw new NoAnswer(NoAnswer.Cause.FAILED);
        }
    }
}
