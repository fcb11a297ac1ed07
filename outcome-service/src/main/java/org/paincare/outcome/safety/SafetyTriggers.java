package org.paincare.outcome.safety;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.outcome.response.Overuse;
import org.paincare.outcome.rules.Explanations;

/** Which alerts a signal raises. Never the only answer to a risk of suicide: the caller also shows the emergency number. */
public final class SafetyTriggers {

    private final UUID patient;
    private final SafetySignal signal;
    private final SafetyRules rules;
    private final Instant at;
    private final List<SafetyAlert> alerts = new ArrayList<>();

    private SafetyTriggers(UUID patient, SafetySignal signal, SafetyRules rules, Instant at) {
        this.patient = patient;
        this.signal = signal;
        this.rules = rules;
        this.at = at;
    }

    /** @param at when it was shown; the time to acknowledge runs from here */
    public static List<SafetyAlert> of(UUID patient, SafetySignal signal, SafetyRules rules, Instant at) {
        var triggers = new SafetyTriggers(patient, signal, rules, at);
        switch (signal) {
            case SafetySignal.Mood mood -> triggers.mood(mood);
            case SafetySignal.Dissociation dissociation -> triggers.dissociation(dissociation);
            case SafetySignal.CriticalPressure _ ->
                triggers.raise("A4", "CRITICAL_IN_SESSION", AlertLevel.URGENT, Map.of());
            case SafetySignal.RestingPressure pressure -> triggers.pressure(pressure);
            case SafetySignal.Urinary urinary -> triggers.urinary(urinary);
            case SafetySignal.Liver liver -> triggers.liver(liver);
            case SafetySignal.Misuse misuse -> triggers.misuse(misuse);
            case SafetySignal.Medication medication -> triggers.medication(medication);
            case SafetySignal.Relapsed _ -> triggers.raise("A8", "RELAPSE", AlertLevel.LOW, Map.of());
            case SafetySignal.DiaryChecked diary -> triggers.diary(diary);
            case SafetySignal.AdverseEvent event -> triggers.adverseEvent(event);
        }
        return List.copyOf(triggers.alerts);
    }

    private void mood(SafetySignal.Mood mood) {
        int item9 = mood.item9() == null ? 0 : mood.item9();
        if (mood.intent() || item9 >= 1) {
            boolean urgent = mood.intent() || item9 >= rules.item9Urgent();
            raise(
                    "A1",
                    mood.intent() ? "INTENT" : "ITEM9_POSITIVE",
                    urgent ? AlertLevel.URGENT : AlertLevel.HIGH,
                    Map.of("item9", said(mood.item9())));
        }
        Integer total = mood.total();
        if (total != null) {
            Integer before = mood.previousTotal();
            Map<String, String> facts = Map.of("total", said(total), "previous", said(before));
            if (total >= rules.phq9Severe()) {
                raise("A2", "PHQ9_SEVERE", AlertLevel.HIGH, facts);
            } else if (before != null && total - before >= rules.phq9Rise()) {
                raise("A2", "PHQ9_RISE", AlertLevel.HIGH, facts);
            }
        }
    }

    private void dissociation(SafetySignal.Dissociation dissociation) {
        if (dissociation.longerThanADay()) {
            raise("A3", "CADSS_OVER_A_DAY", AlertLevel.HIGH, Map.of());
        }
        List<Integer> peaks = dissociation.peaks();
        int sessions = rules.cadssSessions();
        if (peaks.size() >= sessions) {
            List<Integer> last = peaks.subList(peaks.size() - sessions, peaks.size());
            boolean rising = true;
            for (int i = 1; i < last.size(); i++) {
                rising &= last.get(i) > last.get(i - 1);
            }
            if (rising) {
                raise("A3", "CADSS_RISING", AlertLevel.HIGH, Map.of("peaks", last.toString()));
            }
        }
    }

    private void pressure(SafetySignal.RestingPressure now) {
        Integer systolic = now.previousSystolic();
        Integer diastolic = now.previousDiastolic();
        boolean twice = high(now.systolic(), now.diastolic())
                && systolic != null
                && diastolic != null
                && high(systolic, diastolic);
        if (twice) {
            raise(
                    "A4",
                    "RESTING_HIGH_TWICE",
                    AlertLevel.HIGH,
                    Map.of(
                            "first", sides(systolic, diastolic),
                            "second", sides(now.systolic(), now.diastolic())));
        }
    }

    /** As it is said at the bedside; a side that was not taken is a dash. */
    private static String sides(int systolic, int diastolic) {
        return (systolic == 0 ? "-" : systolic) + "/" + (diastolic == 0 ? "-" : diastolic);
    }

    private boolean high(int systolic, int diastolic) {
        return systolic >= rules.restingSystolic() || diastolic >= rules.restingDiastolic();
    }

    private void urinary(SafetySignal.Urinary urinary) {
        long days = urinary.symptomDays().stream()
                .distinct()
                .filter(day -> !day.isAfter(urinary.today())
                        && day.isAfter(urinary.today().minusDays(rules.urinaryWithinDays())))
                .count();
        if (urinary.haematuria()) {
            raise("A5", "HAEMATURIA", AlertLevel.HIGH, Map.of());
        }
        if (days >= rules.urinaryDays()) {
            raise("A5", "URINARY_REPEATED", AlertLevel.HIGH, Map.of("count", Long.toString(days)));
        }
    }

    private void liver(SafetySignal.Liver liver) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("alt", multiple(liver.alt()));
        facts.put("ast", multiple(liver.ast()));
        facts.put("bilirubin", multiple(liver.bilirubin()));
        if (over(liver.bilirubin(), rules.bilirubinTimesUln())) {
            raise("A6", "BILIRUBIN_HIGH", AlertLevel.URGENT, facts);
        }
        if (over(liver.alt(), rules.transaminaseTimesUln()) || over(liver.ast(), rules.transaminaseTimesUln())) {
            raise("A6", "TRANSAMINASE_HIGH", AlertLevel.HIGH, facts);
        }
    }

    private static boolean over(@Nullable BigDecimal value, BigDecimal limit) {
        return value != null && value.compareTo(limit) > 0;
    }

    private void misuse(SafetySignal.Misuse misuse) {
        if (misuse.escalation()) {
            raise("A7", "ESCALATION", AlertLevel.MEDIUM, Map.of());
        }
        if (misuse.earlyRefill()) {
            raise("A7", "EARLY_REFILL", AlertLevel.MEDIUM, Map.of());
        }
        if (misuse.craving()) {
            raise("A7", "CRAVING", AlertLevel.MEDIUM, Map.of());
        }
    }

    private void medication(SafetySignal.Medication medication) {
        if (medication.status() != Overuse.Status.NONE) {
            raise(
                    "A8",
                    "MOH_RISK",
                    AlertLevel.LOW,
                    Map.of("status", medication.status().name()));
        }
    }

    private void diary(SafetySignal.DiaryChecked diary) {
        var silentSince = diary.lastRecorded() == null
                ? diary.expectedSince()
                : diary.lastRecorded().plusDays(1);
        if (!silentSince.plusDays(rules.diarySilentDays()).isAfter(diary.today())) {
            raise("A8", "DIARY_SILENT", AlertLevel.LOW, Map.of("since", silentSince.toString()));
        }
    }

    private void adverseEvent(SafetySignal.AdverseEvent event) {
        if (event.grade() >= rules.adverseEventGrade()) {
            raise(
                    "A9",
                    "ADVERSE_EVENT_SEVERE",
                    AlertLevel.URGENT,
                    Map.of("event", event.code(), "grade", Integer.toString(event.grade())));
        }
    }

    private void raise(String alertId, String trigger, AlertLevel level, Map<String, String> facts) {
        alerts.add(new SafetyAlert(
                alertId,
                trigger,
                level,
                new Finding(alertId, trigger, signal.reference()).key(patient),
                at.plus(rules.within(level)),
                Explanations.explain("ALERT_" + trigger, facts, rules.ref())));
    }

    private static String said(@Nullable Integer number) {
        return number == null ? "-" : number.toString();
    }

    private static String multiple(@Nullable BigDecimal value) {
        return value == null ? "-" : value.toPlainString();
    }
}
