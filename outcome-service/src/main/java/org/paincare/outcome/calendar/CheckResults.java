package org.paincare.outcome.calendar;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.paincare.outcome.rules.RuleFiles;

/** Which recorded facts are the result of a check of the team: once they are there, nobody has to say so again. */
public record CheckResults(String version, String mark, List<String> sources, List<Rule> checks) {

    /**
     * @param facts  all of them have to be there
     * @param from   who has to have said so; any source where empty
     * @param answer the field of the check's form that they answer
     * @param yes    values that answer it with true; where empty it is enough that the fact is known
     * @param no     values that answer it with false; every other value answers nothing
     */
    public record Rule(
            String code, List<String> facts, List<String> from, String answer, List<String> yes, List<String> no) {

        public Rule {
            facts = List.copyOf(facts);
            from = List.copyOf(from);
            yes = List.copyOf(yes);
            no = List.copyOf(no);
            RuleFiles.need(!facts.isEmpty(), code + " has no result");
            RuleFiles.need(yes.stream().noneMatch(no::contains), code + " says yes and no to the same value");
            RuleFiles.need(no.isEmpty() || !yes.isEmpty(), code + " can only be answered with no");
        }

        private boolean isAnsweredBy(Result result) {
            return facts.contains(result.code())
                    && !"UNKNOWN".equals(result.state())
                    && (from.isEmpty() || from.contains(result.source()))
                    && (yes.isEmpty() || result.isOneOf(yes) || result.isOneOf(no));
        }
    }

    /** A fact as patient-service told it; one that was corrected is none. */
    public record Result(
            UUID id, String code, String state, @Nullable String valueCode, String source, Instant observedAt) {

        private boolean isOneOf(List<String> values) {
            return valueCode != null && values.contains(valueCode);
        }
    }

    /**
     * How results answer a check.
     *
     * @param occurredAt when the last of them was taken
     */
    public record Closing(String answer, boolean value, Instant occurredAt, List<UUID> results) {}

    /** What results had answered a check before: the value, and the facts it was drawn from. */
    public record Answered(@Nullable Boolean value, List<UUID> results) {

        /** Whether it has to be answered anew: a fact was corrected, or what is known now says otherwise. */
        public boolean isOutdated(Collection<Result> known, Optional<Closing> now) {
            var standing = known.stream().map(Result::id).collect(Collectors.toSet());
            return !standing.containsAll(results)
                    || now.isEmpty()
                    || !Boolean.valueOf(now.get().value()).equals(value);
        }
    }

    public CheckResults {
        sources = List.copyOf(sources);
        checks = List.copyOf(checks);
        RuleFiles.need(checks.stream().map(Rule::code).distinct().count() == checks.size(), "a check is named twice");
    }

    public static CheckResults shipped() {
        return RuleFiles.shipped(CheckResults.class, "check-results-1.json");
    }

    /** Every fact that closes some check. */
    public Set<String> facts() {
        return checks.stream().flatMap(rule -> rule.facts().stream()).collect(Collectors.toSet());
    }

    /** The checks that results close. */
    public Set<String> codes() {
        return checks.stream().map(Rule::code).collect(Collectors.toSet());
    }

    /** Empty until every fact of the check was observed from {@code opensAt} on and before {@code endsAt}; the latest counts. */
    public Optional<Closing> closing(String check, Instant opensAt, Instant endsAt, Collection<Result> known) {
        return checks.stream()
                .filter(rule -> rule.code().equals(check))
                .findFirst()
                .flatMap(rule -> closing(
                        rule,
                        known.stream()
                                .filter(rule::isAnsweredBy)
                                .filter(result -> !result.observedAt().isBefore(opensAt)
                                        && result.observedAt().isBefore(endsAt))
                                .toList()));
    }

    private static Optional<Closing> closing(Rule rule, List<Result> results) {
        var latest = rule.facts().stream()
                .map(fact -> results.stream()
                        .filter(result -> result.code().equals(fact))
                        .max(Comparator.comparing(Result::observedAt).thenComparing(Result::id)))
                .toList();
        if (latest.stream().anyMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        var found = latest.stream().map(Optional::orElseThrow).toList();
        return Optional.of(new Closing(
                rule.answer(),
                found.stream().noneMatch(result -> result.isOneOf(rule.no())),
                found.stream()
                        .map(Result::observedAt)
                        .max(Comparator.naturalOrder())
                        .orElseThrow(),
                found.stream().map(Result::id).toList()));
    }
}
