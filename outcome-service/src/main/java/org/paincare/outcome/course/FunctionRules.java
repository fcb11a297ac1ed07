package org.paincare.outcome.course;

import static org.paincare.outcome.rules.RuleFiles.need;

import java.util.List;
import java.util.Map;
import org.paincare.outcome.rules.RuleFiles;
import org.paincare.outcome.rules.RuleRef;

/** Which measures speak for which domain of daily function, and what counts as less sensitised. */
public record FunctionRules(
        String version,
        String mark,
        List<String> sources,
        int csiImprovement,
        int allodyniaBandsImprovement,
        Map<Domain, List<Source>> domains) {

    /** The domains of daily function patients name. */
    public enum Domain {
        SLEEP,
        CONCENTRATION,
        SOCIAL,
        PRODUCTIVITY,
        EMOTIONAL,
        PAIN_INTERFERENCE
    }

    /** A measure of an instrument, or of the diary window where the instrument is DIARY. */
    public record Source(String instrument, String measure) {}

    public FunctionRules {
        sources = List.copyOf(sources);
        domains = Map.copyOf(domains);
        need(csiImprovement > 0 && allodyniaBandsImprovement > 0, "improvements are positive");
        need(domains.size() == Domain.values().length, "every domain has its measures");
    }

    public static FunctionRules shipped() {
        return RuleFiles.shipped(FunctionRules.class, "function-1.json");
    }

    public RuleRef ref() {
        return new RuleRef("function", version);
    }
}
