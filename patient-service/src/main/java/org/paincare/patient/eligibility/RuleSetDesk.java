package org.paincare.patient.eligibility;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.paincare.patient.Actor;
import org.paincare.patient.PatientProblem;
import org.paincare.patient.clinic.ClinicRules;
import org.paincare.patient.eligibility.engine.RuleDataException;
import org.paincare.patient.eligibility.engine.RuleSet;
import org.paincare.patient.eligibility.engine.RuleSetDifference;
import org.paincare.patient.eligibility.engine.RuleSets;
import org.paincare.patient.ruleset.ActiveRuleSets;
import org.paincare.patient.ruleset.RuleSetTable;
import org.paincare.platform.Text;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.identity.Role;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.problem.Violation;
import org.paincare.platform.sign.Signatures;
import org.paincare.platform.tenancy.CurrentClinic;

/** Keeps a clinic's own rule sets and puts them into use by a medical director's signature. */
@ApplicationScoped
class RuleSetDesk {

    private static final String ACTIVATES = "ACTIVATES_RULE_SET";
    private static final Set<Role> SIGNERS = EnumSet.of(Role.MEDICAL_DIRECTOR);
    private static final int MOST_PROBLEMS = 50;
    private static final int LONGEST_PROBLEM = 300;

    private final RuleSetTable table;
    private final ActiveRuleSets active;
    private final RuleSetChange change;
    private final Signatures signatures;
    private final ClinicRules clinicRules;
    private final Audit audit;
    private final CurrentClinic clinic;
    private final CurrentCaller caller;
    private final InstantSource clock;

    RuleSetDesk(
            RuleSetTable table,
            ActiveRuleSets active,
            RuleSetChange change,
            Signatures signatures,
            ClinicRules clinicRules,
            Audit audit,
            CurrentClinic clinic,
            CurrentCaller caller,
            InstantSource clock) {
        this.table = table;
        this.active = active;
        this.change = change;
        this.signatures = signatures;
        this.clinicRules = clinicRules;
        this.audit = audit;
        this.clinic = clinic;
        this.caller = caller;
        this.clock = clock;
    }

    /**
     * Keeps a version, unused; what it would change against the one in use.
     *
     * @throws Problem RULE_SET_REFUSED with what is wrong with it, RULE_SET_EXISTS, NOT_FOUND
     */
    @Transactional
    RuleSetJson.Kept upload(UUID clinicId, RuleSetJson.Upload asked) {
        mustBeHere(clinicId);
        if (!RuleSetRules.isBounded(asked.rules(), asked.goldenCases())) {
            throw refused(List.of("numbers of at most 30 digits, at most 500 golden cases"));
        }
        var rulesJson = asked.rules().toString();
        var goldenJson = asked.goldenCases().toString();
        RuleSet own;
        try {
            own = RuleSets.uploaded(rulesJson, goldenJson);
        } catch (RuleDataException refused) {
            throw refused(refused.problems());
        }
        var faults = RuleSetRules.faults(own, RuleSets.current());
        if (!faults.isEmpty()) {
            throw refused(faults);
        }
        var kept = new RuleSetTable.Uploaded(
                own.version(), rulesJson, goldenJson, clock.instant(), Actor.of(caller.get()));
        table.insert(kept);
        audit.wrote(new AuditEntry("RULE_SET_UPLOADED", "ruleSet", null, null, own.version()));
        return json(clinicId, kept.version());
    }

    /** @throws Problem NOT_FOUND */
    @Transactional
    RuleSetJson.Kept read(UUID clinicId, String version) {
        mustBeHere(clinicId);
        return json(clinicId, version);
    }

    /**
     * Puts a version into use: the clinic's own, or again the one shipped. Everybody who was evaluated by another is
     * evaluated anew soon after, one by one.
     *
     * @throws Problem SIGNATURE_INVALID, SIGNATURE_USED, SIGNER_NOT_ALLOWED, RULE_SET_REFUSED where the clinic's signed
     *     policy no longer fits it, NOT_FOUND
     */
    @Transactional
    RuleSetJson.Activated activate(UUID clinicId, String version, UUID signatureId) {
        mustBeHere(clinicId);
        var hash = hash(clinicId, version);
        var signature = signatures.require(signatureId, resource(clinicId), hash, ACTIVATES, SIGNERS);
        var unfit = active.version(version).check(Snapshots.policy(clinicRules.of(clinicId)));
        if (!unfit.isEmpty()) {
            throw refused(unfit);
        }
        table.activate(version, signature, clock.instant());
        return new RuleSetJson.Activated(version, change.reevaluateAll(clinicId));
    }

    @Transactional
    RuleSetJson.Published published(UUID clinicId) {
        mustBeHere(clinicId);
        return new RuleSetJson.Published(
                active.current().version(),
                Stream.concat(RuleSets.PUBLISHED.stream(), table.versions().stream())
                        .toList());
    }

    /** @throws Problem MALFORMED_PARAMETER naming the parameter, for a version that is not there */
    @Transactional
    RuleSetDifference difference(UUID clinicId, RuleSetJson.Named before, RuleSetJson.Named after) {
        mustBeHere(clinicId);
        return RuleSetDifference.of(named(clinicId, before), named(clinicId, after));
    }

    private RuleSet named(UUID clinicId, RuleSetJson.Named wanted) {
        var known = published(clinicId).versions();
        if (wanted.version() == null || !known.contains(wanted.version())) {
            throw Problem.of(
                    PlatformProblem.MALFORMED_PARAMETER,
                    new Violation(wanted.parameter(), "UNKNOWN", new Text("One of " + known, "Uno de " + known)));
        }
        return active.version(wanted.version());
    }

    private RuleSetJson.Kept json(UUID clinicId, String version) {
        var hash = hash(clinicId, version);
        var kept = table.find(version);
        var inUse = active.current();
        return new RuleSetJson.Kept(
                version,
                version.equals(inUse.version()),
                kept.map(RuleSetTable.Uploaded::uploadedAt).orElse(null),
                kept.map(RuleSetTable.Uploaded::uploadedBy).orElse(null),
                resource(clinicId),
                hash,
                ACTIVATES,
                RuleSetDifference.of(inUse, active.version(version)));
    }

    /** SHA-256 over {@code RULE_SET}, the clinic's id, the version and the hash of its texts, joined by newlines. */
    private String hash(UUID clinicId, String version) {
        var texts = version.equals(RuleSets.CURRENT)
                ? "shipped"
                : table.find(version)
                        .orElseThrow(() -> Problem.of(PlatformProblem.NOT_FOUND))
                        .hash();
        return Signatures.hash(String.join("\n", "RULE_SET", clinicId.toString(), version, texts));
    }

    /** The version is in what is signed: a version may have a dot, the path of what is signed none. */
    private static String resource(UUID clinicId) {
        return "/v1/clinics/" + clinicId + "/rule-sets";
    }

    private static Problem refused(List<String> problems) {
        return Problem.of(
                PatientProblem.RULE_SET_REFUSED,
                problems.stream()
                        .limit(MOST_PROBLEMS)
                        .map(RuleSetDesk::violation)
                        .toList());
    }

    private static Violation violation(String problem) {
        var said = problem.isBlank() ? "-" : problem.substring(0, Math.min(problem.length(), LONGEST_PROBLEM));
        return new Violation("/rules", "INVALID", new Text(said, said));
    }

    private void mustBeHere(UUID clinicId) {
        if (!Objects.equals(clinicId, clinic.get())) {
            throw Problem.of(PlatformProblem.NOT_FOUND);
        }
    }
}
