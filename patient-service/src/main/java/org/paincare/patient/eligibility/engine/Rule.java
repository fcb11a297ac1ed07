package org.paincare.patient.eligibility.engine;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One row of the eligibility table; a row with two severities is two rules, a and b.
 *
 * @param id id of the reference, such as {@code E13a}
 * @param printedSeverity severity as the table prints it; {@link #severity} gives the one that applies
 * @param exceptions severities that a setting or a policy flag puts in its place, first match wins
 * @param conditions what is asked, by scope; empty for a rule that is not implemented, which counts as MISSING
 * @param dayScale true when the age limits of scope P count only at enrolment and programme review
 * @param change what has to happen for another outcome
 * @param pathway care pathway to start when it fires, or null
 */
public record Rule(
        String id,
        Severity printedSeverity,
        List<SeverityException> exceptions,
        Set<Scope> scopes,
        Set<String> jurisdictions,
        Set<Setting> settings,
        Set<InfusionKind> infusionKinds,
        Map<Scope, Condition> conditions,
        boolean dayScale,
        LocalText title,
        LocalText explanation,
        LocalText change,
        String source,
        @Nullable String pathway) {

    /** A severity that replaces the printed one in a setting, or where a policy flag is set. */
    public record SeverityException(
            @Nullable Setting setting, @Nullable String policyFlag, Severity severity) {

        boolean applies(Setting here, Set<String> flags) {
            return setting == here || (policyFlag != null && flags.contains(policyFlag));
        }
    }

    public Rule {
        exceptions = List.copyOf(exceptions);
        scopes = Set.copyOf(scopes);
        jurisdictions = Set.copyOf(jurisdictions);
        settings = Set.copyOf(settings);
        infusionKinds = Set.copyOf(infusionKinds);
        conditions = Map.copyOf(conditions);
    }

    /** The severity in a setting under a clinic's policy flags. An override is lawful only where this is O. */
    public Severity severity(Setting setting, Set<String> policyFlags) {
        return exceptions.stream()
                .filter(exception -> exception.applies(setting, policyFlags))
                .map(SeverityException::severity)
                .findFirst()
                .orElse(printedSeverity);
    }

    boolean applies(FactSnapshot snapshot) {
        return applies(snapshot.scope(), snapshot.jurisdiction(), snapshot.setting())
                && infusionKinds.contains(snapshot.plan().infusionKind());
    }

    boolean applies(Scope scope, String jurisdiction, Setting setting) {
        return scopes.contains(scope) && jurisdictions.contains(jurisdiction) && settings.contains(setting);
    }

    boolean implemented() {
        return !conditions.isEmpty();
    }
}
