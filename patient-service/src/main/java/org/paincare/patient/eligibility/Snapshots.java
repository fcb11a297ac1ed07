package org.paincare.patient.eligibility;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.paincare.patient.clinic.ClinicRules;
import org.paincare.patient.consent.Consents;
import org.paincare.patient.eligibility.engine.ClinicPolicy;
import org.paincare.patient.eligibility.engine.FactReading;
import org.paincare.patient.eligibility.engine.FactSnapshot;
import org.paincare.patient.eligibility.engine.InfusionKind;
import org.paincare.patient.eligibility.engine.Occasion;
import org.paincare.patient.eligibility.engine.PlanContext;
import org.paincare.patient.facts.ClinicalFacts;
import org.paincare.patient.history.HeadacheCase;
import org.paincare.patient.registry.Patients;
import org.paincare.patient.substance.Substances;
import org.paincare.platform.tenancy.CurrentClinic;

/** Gathers all that an evaluation may look at: facts, history, consents, signed exceptions, plan, the clinic's rules. */
@ApplicationScoped
class Snapshots {

    private final ClinicalFacts facts;
    private final Substances substances;
    private final HeadacheCase headache;
    private final Consents consents;
    private final Waivers waivers;
    private final TreatmentSeen treatment;
    private final ProgrammeStage stages;
    private final ClinicRules rules;
    private final CurrentClinic clinic;
    private final InstantSource clock;

    Snapshots(
            ClinicalFacts facts,
            Substances substances,
            HeadacheCase headache,
            Consents consents,
            Waivers waivers,
            TreatmentSeen treatment,
            ProgrammeStage stages,
            ClinicRules rules,
            CurrentClinic clinic,
            InstantSource clock) {
        this.facts = facts;
        this.substances = substances;
        this.headache = headache;
        this.consents = consents;
        this.waivers = waivers;
        this.treatment = treatment;
        this.stages = stages;
        this.rules = rules;
        this.clinic = clinic;
        this.clock = clock;
    }

    /** The snapshot for a question. In a dry run its facts are looked at as if they were recorded. */
    FactSnapshot of(Patients.Person person, EvaluationJson.Ask ask) {
        var here = rules.of(clinic.get());
        var recorded = ask.isDryRun() && !ask.factsGiven().isEmpty()
                ? facts.readingsWith(person.id(), ask.factsGiven(), "/facts")
                : facts.readings(person.id());
        return new FactSnapshot(
                ask.scope(),
                ask.occasion() == null ? occasion(person) : ask.occasion(),
                clock.instant(),
                here.zone(),
                here.jurisdiction(),
                ask.settingOrDefault(),
                person.birthDate(),
                policy(here),
                plan(treatment.context(person.id()), ask.plan()),
                withHeadache(substances.over(person.id(), recorded), headache.readings(person.id())),
                consents.grants(person.id()),
                waivers.clearances(person.id()),
                waivers.overrides(person.id()),
                waivers.deferrals(person.id()));
    }

    /** The clinic's signed policy as far as it bears on rules. */
    static ClinicPolicy policy(ClinicRules.Rules here) {
        return new ClinicPolicy(
                here.policyVersion(),
                here.policyFlags(),
                BigDecimal.valueOf(here.spo2ReviewBelowPercent()),
                here.policyNumbers());
    }

    private Occasion occasion(Patients.Person person) {
        return switch (stages.of(person.id())) {
            case BEFORE, ENDED -> Occasion.ENROLMENT;
            case ENROLLED -> Occasion.FOLLOW_UP;
        };
    }

    private static PlanContext plan(PlanContext told, EvaluationJson.@Nullable Plan given) {
        if (given == null) {
            return told;
        }
        return new PlanContext(
                given.infusionKind() == null ? InfusionKind.SERIES : given.infusionKind(),
                given.sessionsInThreeMonths() == null ? told.sessionsInThreeMonths() : given.sessionsInThreeMonths(),
                given.lastDosingWeightKg() == null ? told.lastDosingWeightKg() : given.lastDosingWeightKg());
    }

    /** What was counted in a diary wins over what the patient told of their baseline. */
    private static Map<String, List<FactReading>> withHeadache(
            Map<String, List<FactReading>> recorded, Map<String, List<FactReading>> told) {
        var all = new TreeMap<>(recorded);
        told.forEach(all::putIfAbsent);
        return all;
    }
}
