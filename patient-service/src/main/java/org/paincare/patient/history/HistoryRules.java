package org.paincare.patient.history;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.paincare.platform.Text;
import org.paincare.platform.problem.Violation;

/** Says what contradicts itself in a headache history. Pure. */
final class HistoryRules {

    private final Diagnoses catalogue;
    private final String system;
    private final LocalDate birthDate;
    private final LocalDate today;

    /** @param system the clinic's code system */
    HistoryRules(Diagnoses catalogue, String system, LocalDate birthDate, LocalDate today) {
        this.catalogue = catalogue;
        this.system = system;
        this.birthDate = birthDate;
        this.today = today;
    }

    List<Violation> check(HistoryJson.Content said) {
        var wrong = new ArrayList<Violation>();
        var seen = new HashSet<String>();
        for (int i = 0; i < said.diagnoses().size(); i++) {
            checkDiagnosis(said.diagnoses().get(i), "/diagnoses/" + i, seen, wrong);
        }
        var primaries = said.diagnoses().stream()
                .filter(d -> d.role() == HistoryJson.DiagnosisRole.PRIMARY)
                .count();
        if (primaries != 1) {
            wrong.add(violation(
                    "/diagnoses",
                    "ONE_PRIMARY",
                    "Exactly one diagnosis is primary",
                    "Exactamente un diagnóstico es primario"));
        }
        if (said.onset() != null && !onsetIsPlausible(said.onset())) {
            wrong.add(violation(
                    "/onset",
                    "IMPLAUSIBLE",
                    "A day, month or year between birth and today",
                    "Un día, mes o año entre el nacimiento y hoy"));
        }
        checkBaseline(said, wrong);
        return wrong;
    }

    private void checkDiagnosis(
            HistoryJson.Diagnosis diagnosis, String at, HashSet<String> seen, List<Violation> wrong) {
        var disorder = catalogue.find(diagnosis.ichd3()).orElse(null);
        if (disorder == null) {
            wrong.add(violation(
                    at + "/ichd3",
                    "UNKNOWN_DIAGNOSIS",
                    "Not a disorder in scope",
                    "No es un trastorno dentro del alcance"));
            return;
        }
        if (!seen.add(diagnosis.ichd3())) {
            wrong.add(violation(at + "/ichd3", "REPEATED", "Each diagnosis once", "Cada diagnóstico una vez"));
        }
        if (!system.equals(diagnosis.system())) {
            wrong.add(violation(
                    at + "/system",
                    "WRONG_SYSTEM",
                    "The clinic codes in " + system,
                    "La clínica codifica en " + system));
        } else if (!disorder.codes().get(system).contains(diagnosis.code())) {
            wrong.add(violation(
                    at + "/code",
                    "CODE_DOES_NOT_MATCH",
                    "Codes of " + diagnosis.ichd3() + ": " + disorder.codes().get(system),
                    "Códigos de " + diagnosis.ichd3() + ": " + disorder.codes().get(system)));
        }
        if (diagnosis.role() == HistoryJson.DiagnosisRole.PRIMARY && disorder.primaryMeasure() == null) {
            wrong.add(violation(
                    at + "/role",
                    "SECONDARY_ONLY",
                    "This diagnosis goes with another, which is the primary one",
                    "Este diagnóstico acompaña a otro, que es el primario"));
        }
    }

    /** The earliest day it may mean lies not before birth's own year, month or day, nor after today. */
    private boolean onsetIsPlausible(String onset) {
        try {
            var first = LocalDate.parse(
                    switch (onset.length()) {
                        case 4 -> onset + "-01-01";
                        case 7 -> onset + "-01";
                        default -> onset;
                    });
            return !first.isAfter(today) && first.getYear() >= birthDate.getYear();
        } catch (java.time.DateTimeException noSuchDay) {
            return false;
        }
    }

    private static void checkBaseline(HistoryJson.Content said, List<Violation> wrong) {
        var baseline = said.baseline();
        if (baseline == null || baseline.headacheDaysPer28() == null) {
            return;
        }
        int headache = baseline.headacheDaysPer28();
        if (java.util.stream.Stream.of(baseline.migraineDaysPer28(), baseline.moderateSevereDaysPer28())
                .filter(Objects::nonNull)
                .anyMatch(days -> days > headache)) {
            wrong.add(violation(
                    "/baseline",
                    "MORE_THAN_HEADACHE_DAYS",
                    "Migraine and severe days are headache days too",
                    "Los días de migraña e intensos también son días de cefalea"));
        }
    }

    private static Violation violation(String at, String code, String en, String es) {
        return new Violation(at, code, new Text(en, es));
    }
}
