package org.paincare.patient.ruleset;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.paincare.patient.eligibility.engine.RuleSet;
import org.paincare.patient.eligibility.engine.RuleSets;
import org.paincare.platform.tenancy.CurrentClinic;

/**
 * The rules that the current clinic decides by. An uploaded version is written once, so that each is read and checked once
 * per process; which one is in use is asked of the database each time.
 */
@ApplicationScoped
public class ActiveRuleSets {

    private record Key(UUID clinicId, String version) {}

    private final Map<Key, RuleSet> read = new ConcurrentHashMap<>();
    private final RuleSetTable table;
    private final CurrentClinic clinic;

    ActiveRuleSets(RuleSetTable table, CurrentClinic clinic) {
        this.table = table;
        this.clinic = clinic;
    }

    @Transactional
    public RuleSet current() {
        return version(table.activeVersion().orElse(RuleSets.CURRENT));
    }

    /**
     * A version that is shipped or the clinic's own.
     *
     * @throws IllegalArgumentException where there is none
     */
    @Transactional
    public RuleSet version(String version) {
        return RuleSets.PUBLISHED.contains(version)
                ? RuleSets.version(version)
                : read.computeIfAbsent(new Key(clinic.get(), version), key -> own(version));
    }

    private RuleSet own(String version) {
        var uploaded = table.find(version).orElseThrow(() -> new IllegalArgumentException("no rule set " + version));
        return RuleSets.uploaded(uploaded.rules(), uploaded.goldenCases());
    }
}
