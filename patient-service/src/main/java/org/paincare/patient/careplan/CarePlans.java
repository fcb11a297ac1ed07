package org.paincare.patient.careplan;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.paincare.patient.PatientProblem;
import org.paincare.patient.clinic.ClinicRules;
import org.paincare.patient.registry.Patients;
import org.paincare.patient.sheet.PatientSheets;
import org.paincare.patient.sheet.Sheet;
import org.paincare.patient.sheet.SheetKind;
import org.paincare.platform.Ids;
import org.paincare.platform.Text;
import org.paincare.platform.event.Outbox;
import org.paincare.platform.event.OutgoingEvent;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.problem.Violation;
import org.paincare.platform.tenancy.CurrentClinic;

/** The care plans of the current clinic's patients. */
@ApplicationScoped
class CarePlans {

    private final PatientSheets sheets;
    private final Patients patients;
    private final ClinicRules rules;
    private final Outbox outbox;
    private final CurrentClinic clinic;
    private final InstantSource clock;

    CarePlans(
            PatientSheets sheets,
            Patients patients,
            ClinicRules rules,
            Outbox outbox,
            CurrentClinic clinic,
            InstantSource clock) {
        this.sheets = sheets;
        this.patients = patients;
        this.rules = rules;
        this.outbox = outbox;
        this.clinic = clinic;
        this.clock = clock;
    }

    /**
     * Says the whole plan and tells it. Ids of therapies are kept from version to version.
     *
     * @throws Problem CARE_PLAN_REFUSED with every violation, PRECONDITION_REQUIRED, STALE, NOT_FOUND
     */
    @Transactional
    PatientSheets.Put<CarePlanJson.Content> put(UUID patientId, @Nullable String ifMatch, CarePlanJson.Said said) {
        var person = patients.locked(patientId);
        var before = sheets.peek(patientId, SheetKind.CARE_PLAN, CarePlanJson.Content.class);
        var known = before.map(sheet -> sheet.content().therapies().stream()
                        .map(CarePlanJson.Therapy::therapyId)
                        .collect(Collectors.toSet()))
                .orElse(Set.of());
        var today = rules.of(clinic.get()).dayOf(clock.instant());
        var wrong = check(said.therapies(), known, person.birthDate(), today);
        if (!wrong.isEmpty()) {
            throw Problem.of(PatientProblem.CARE_PLAN_REFUSED, wrong);
        }
        var therapies = said.therapies().stream()
                .map(t -> t.withId(t.therapyId() == null ? Ids.next() : t.therapyId()))
                .toList();
        var put = sheets.put(
                patientId,
                SheetKind.CARE_PLAN,
                ifMatch,
                new CarePlanJson.Content(therapies),
                CarePlanJson.Content.class,
                said.reason());
        if (put.isChanged()) {
            tell(patientId, put.sheet());
        }
        return put;
    }

    private void tell(UUID patientId, Sheet<CarePlanJson.Content> plan) {
        var now = clock.instant();
        outbox.append(OutgoingEvent.of(
                "CarePlanChanged",
                patientId,
                now,
                new CarePlanJson.Changed(
                        patientId,
                        plan.id(),
                        plan.version() + 1,
                        plan.content().therapies().stream()
                                .map(t -> new CarePlanJson.Told(
                                        Objects.requireNonNull(t.therapyId()),
                                        t.kind(),
                                        t.code(),
                                        t.system(),
                                        t.startedOn(),
                                        t.endedOn()))
                                .toList(),
                        now)));
    }

    private static List<Violation> check(
            List<CarePlanJson.Therapy> therapies, Set<@Nullable UUID> known, LocalDate birth, LocalDate today) {
        var wrong = new ArrayList<Violation>();
        var seen = new HashSet<UUID>();
        for (int i = 0; i < therapies.size(); i++) {
            var therapy = therapies.get(i);
            var at = "/therapies/" + i;
            if (therapy.therapyId() != null
                    && (!known.contains(therapy.therapyId()) || !seen.add(therapy.therapyId()))) {
                wrong.add(new Violation(
                        at + "/therapyId",
                        "UNKNOWN_THERAPY",
                        new Text(
                                "Not a therapy of this plan, or named twice",
                                "No es una terapia de este plan o está dos veces")));
            }
            if ((therapy.code() == null) != (therapy.system() == null)) {
                wrong.add(new Violation(
                        at + "/code",
                        "CODE_AND_SYSTEM",
                        new Text("Code and system together or neither", "Código y sistema juntos o ninguno")));
            }
            if (therapy.startedOn().isBefore(birth) || therapy.startedOn().isAfter(today.plusYears(1))) {
                wrong.add(new Violation(
                        at + "/startedOn",
                        "IMPLAUSIBLE",
                        new Text(
                                "Not before birth, at most a year ahead",
                                "No antes del nacimiento, a lo sumo en un año")));
            }
            if (therapy.endedOn() != null && therapy.endedOn().isBefore(therapy.startedOn())) {
                wrong.add(new Violation(
                        at + "/endedOn", "BEFORE_START", new Text("Not before its start", "No antes de su inicio")));
            }
        }
        return wrong;
    }
}
