package org.paincare.outcome.safety;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paincare.outcome.response.Overuse;

/**
 * Something that may have to reach a human. {@code reference} is the id of what showed it (an assessment, a session, a
 * window): the same reference raises the same alert once, and once more where it had gone in between.
 */
public sealed interface SafetySignal {

    String reference();

    /**
     * A PHQ-9, complete or not, or the mood check before a session.
     *
     * @param item9 0 to 3, null where blank
     * @param intent the person said they intend to harm themselves
     * @param total null where not scorable
     */
    record Mood(
            String reference,
            @Nullable Integer item9,
            boolean intent,
            @Nullable Integer total,
            @Nullable Integer previousTotal)
            implements SafetySignal {}

    /** Peaks of one dissociation scale by session, oldest first, the last being this session's. */
    record Dissociation(String reference, List<Integer> peaks, boolean longerThanADay) implements SafetySignal {}

    /** Any critical pressure during a session. */
    record CriticalPressure(String reference) implements SafetySignal {}

    /** Pressure at rest outside a session, with the reading before it; mmHg. */
    record RestingPressure(
            String reference,
            int systolic,
            int diastolic,
            @Nullable Integer previousSystolic,
            @Nullable Integer previousDiastolic)
            implements SafetySignal {}

    /** Days on which urinary symptoms were reported, today's included. */
    record Urinary(String reference, LocalDate today, List<LocalDate> symptomDays, boolean haematuria)
            implements SafetySignal {}

    /** Multiples of the upper limit of normal; null where not measured. */
    record Liver(
            String reference,
            @Nullable BigDecimal alt,
            @Nullable BigDecimal ast,
            @Nullable BigDecimal bilirubin) implements SafetySignal {}

    record Misuse(String reference, boolean escalation, boolean earlyRefill, boolean craving) implements SafetySignal {}

    record Medication(String reference, Overuse.Status status) implements SafetySignal {}

    record Relapsed(String reference) implements SafetySignal {}

    /** @param lastRecorded the newest diary day, null where there is none since {@code expectedSince} */
    record DiaryChecked(
            String reference,
            LocalDate today,
            LocalDate expectedSince,
            @Nullable LocalDate lastRecorded) implements SafetySignal {}

    record AdverseEvent(String reference, String code, int grade) implements SafetySignal {}
}
