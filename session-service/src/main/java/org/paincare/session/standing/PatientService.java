package org.paincare.session.standing;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.Text;
import org.paincare.platform.call.NoAnswer;
import org.paincare.platform.call.ServiceClient;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.problem.Violation;
import org.paincare.session.SessionProblem;
import org.paincare.session.reference.Setting;

/**
 * Asks patient-service, at the point of use, whether this person may be treated in this session today: the facts of the
 * day go with the question, the decision and anything that forbids treatment come back. Never inside a transaction.
 */
@Singleton
public class PatientService {

    private static final ObjectMapper TOLERANT =
            new ObjectMapper().findAndRegisterModules().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int UNPROCESSABLE = 422;

    private final ServiceClient client;
    private final String url;
    private final Duration deadline;
    private final Duration payerDeadline;

    PatientService(
            ServiceClient client,
            @ConfigProperty(name = "paincare.patient.url") String url,
            @ConfigProperty(name = "paincare.patient.deadline") Duration deadline,
            @ConfigProperty(name = "paincare.patient.payer-deadline") Duration payerDeadline) {
        this.client = client;
        this.url = url;
        this.deadline = deadline;
        this.payerDeadline = payerDeadline;
    }

    /** A fact of the day, in the vocabulary of the eligibility rules. */
    public record DayFact(
            String code,
            String state,
            @Nullable BigDecimal value,
            @Nullable String valueCode,
            @Nullable String unit,
            Instant observedAt,
            String source) {}

    /** Who took the facts. */
    public record Recorder(UUID id, String name) {}

    record Question(String scope, Setting setting, UUID sessionId, List<DayFact> facts, Recorder recordedBy) {}

    /** What is read of the evaluation; the rest of it stays where it is kept. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Evaluation(String decision, @Nullable List<String> blockingRuleIds) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record StandingRead(@Nullable List<String> stopFacts) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record PayerStandingRead(@Nullable PayerRead payer) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record PayerRead(
            @Nullable LocalDate expiresOn, @Nullable List<String> warnings) {}

    /** Who pays, as far as it was told. */
    public sealed interface PayerReply {

        /**
         * @param warnings  codes of what to see to
         * @param expiresOn last day of the authorisation; null for none
         */
        record Given(List<String> warnings, @Nullable LocalDate expiresOn) implements PayerReply {}

        /** The service answered and says nothing of who pays. */
        record NotTold() implements PayerReply {}

        record None() implements PayerReply {}
    }

    /** Who pays for this patient today; soon or not at all, for nothing rests on it. Never inside a transaction. */
    public PayerReply payer(UUID clinicId, UUID patientId) {
        try {
            var answer =
                    client.call(url, "/internal/patients/" + patientId + "/standing", clinicId, null, payerDeadline);
            if (answer.status() == NOT_FOUND) {
                return new PayerReply.NotTold();
            }
            var payer = read(answer, PayerStandingRead.class).payer();
            return payer == null
                    ? new PayerReply.NotTold()
                    : new PayerReply.Given(payer.warnings() == null ? List.of() : payer.warnings(), payer.expiresOn());
        } catch (NoAnswer none) {
            return new PayerReply.None();
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record RefusalRead(@Nullable String code, @Nullable List<WrongRead> violations) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record WrongRead(
            @Nullable String pointer,
            @Nullable String code,
            @Nullable String message) {}

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

    /** What is asked, about whom, in whose name. */
    public record Ask(
            UUID clinicId, UUID patientId, UUID sessionId, Setting setting, List<DayFact> facts, Recorder recorder) {}

    /**
     * Asks for eligibility in scope S and for stop facts, both within one deadline.
     *
     * @throws Problem DAY_FACTS_REFUSED where a fact of the day is not one that can be
     */
    public Reply mayBeTreated(Ask ask) {
        var end = System.nanoTime() + deadline.toNanos();
        var base = "/internal/patients/" + ask.patientId();
        try {
            var question = new Question("S", ask.setting(), ask.sessionId(), ask.facts(), ask.recorder());
            var evaluated = client.call(url, base + "/eligibility-evaluations", ask.clinicId(), question, deadline);
            if (evaluated.status() == NOT_FOUND) {
                return new Reply.Given("EXCLUDED", List.of("PATIENT_UNKNOWN"), List.of("PATIENT_UNKNOWN"));
            }
            if (evaluated.status() == BAD_REQUEST || evaluated.status() == UNPROCESSABLE) {
                throw refused(evaluated);
            }
            var evaluation = read(evaluated, Evaluation.class);
            var left = Duration.ofNanos(Math.max(1, end - System.nanoTime()));
            var standing = read(client.call(url, base + "/standing", ask.clinicId(), null, left), StandingRead.class);
            return new Reply.Given(
                    evaluation.decision(),
                    evaluation.blockingRuleIds() == null ? List.of() : evaluation.blockingRuleIds(),
                    standing.stopFacts() == null ? List.of() : standing.stopFacts());
        } catch (NoAnswer none) {
            return new Reply.None(none.why());
        }
    }

    /** A fact that the vocabulary does not have is the caller's to correct, not a silence to be overridden. */
    private static Problem refused(ServiceClient.Answer answer) throws NoAnswer {
        try {
            var refusal = TOLERANT.readValue(answer.body(), RefusalRead.class);
            return Problem.of(
                            SessionProblem.DAY_FACTS_REFUSED,
                            refusal.violations() == null
                                    ? List.of()
                                    : refusal.violations().stream()
                                            .map(v -> violation(v))
                                            .toList())
                    .with("refusal", refusal.code() == null ? "-" : refusal.code());
        } catch (JsonProcessingException other) {
            throw new NoAnswer(NoAnswer.Cause.FAILED);
        }
    }

    private static Violation violation(WrongRead wrong) {
        var message = wrong.message() == null || wrong.message().isBlank() ? "-" : wrong.message();
        return new Violation(
                wrong.pointer() == null ? "" : wrong.pointer(),
                wrong.code() == null ? "INVALID" : wrong.code(),
                new Text(message, message));
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
