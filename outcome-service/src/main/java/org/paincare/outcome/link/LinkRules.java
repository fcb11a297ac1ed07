package org.paincare.outcome.link;

import static org.paincare.outcome.rules.RuleFiles.need;

import java.util.List;
import org.paincare.outcome.rules.RuleFiles;

/**
 * Limits of one-time links.
 *
 * @param validHours         from creation, opened or not
 * @param callsPerMinute     with one link, answered or refused
 * @param perPatientPerDay   links made for one patient in 24 hours
 * @param assessmentsAtMost  that one link opens
 */
record LinkRules(
        String version,
        String mark,
        List<String> sources,
        int validHours,
        int callsPerMinute,
        int perPatientPerDay,
        int assessmentsAtMost) {

    LinkRules {
        sources = List.copyOf(sources);
        need(validHours > 0 && validHours <= 168, "a link lives at most a week");
        need(callsPerMinute > 0 && perPatientPerDay > 0 && assessmentsAtMost > 0, "limits are positive");
    }

    static LinkRules shipped() {
        return RuleFiles.shipped(LinkRules.class, "answer-links-1.json");
    }
}
