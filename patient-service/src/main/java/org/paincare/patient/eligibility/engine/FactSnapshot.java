package org.paincare.patient.eligibility.engine;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything an evaluation may look at. The same snapshot, rule set and vocabulary always give the same evaluation, in
 * whatever order facts are listed.
 *
 * @param scope programme or session
 * @param occasion why it is asked; matters to scope P only
 * @param evaluatedAt the domain's now; readings more than a minute later do not exist yet
 * @param zone the clinic's zone; calendar days and months are counted in it
 * @param jurisdiction a jurisdiction the rule set names, such as {@code CO}
 * @param birthDate null when not known
 * @param facts readings by fact code; codes that no rule uses are allowed and ignored
 * @throws IllegalArgumentException when two readings share an id
 */
public record FactSnapshot(
        Scope scope,
        Occasion occasion,
        Instant evaluatedAt,
        ZoneId zone,
        String jurisdiction,
        Setting setting,
        @Nullable LocalDate birthDate,
        ClinicPolicy policy,
        PlanContext plan,
        Map<String, List<FactReading>> facts,
        List<ConsentGrant> consents,
        List<FactClearance> clearances,
        List<RuleOverride> overrides,
        List<RuleDeferral> deferrals) {

    public FactSnapshot {
        Map<String, List<FactReading>> copy = new TreeMap<>();
        Set<String> ids = new HashSet<>();
        facts.forEach((code, readings) -> copy.put(code, List.copyOf(readings)));
        copy.values()
                .forEach(readings -> readings.forEach(reading -> {
                    if (!ids.add(reading.id())) {
                        throw new IllegalArgumentException("two readings share the id " + reading.id());
                    }
                }));
        facts = Collections.unmodifiableMap(copy);
        consents = List.copyOf(consents);
        clearances = List.copyOf(clearances);
        overrides = List.copyOf(overrides);
        deferrals = List.copyOf(deferrals);
    }

    /** The clinic's calendar day of the evaluation. */
    LocalDate today() {
        return dayOf(evaluatedAt);
    }

    LocalDate dayOf(Instant instant) {
        return LocalDate.ofInstant(instant, zone);
    }
}
