package org.paincare.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paincare.platform.Ids;
import org.paincare.platform.event.Inbox;
import org.paincare.platform.sign.SigningRights;
import org.paincare.platform.tenancy.Tenancy;
import org.paincare.session.standing.KnownPatients;
import org.paincare.session.standing.KnownStaff;
import org.paincare.session.standing.StopFact;
import org.paincare.testing.local.DemoClinic;

/** What is remembered of the patients, whatever comes first. */
@QuarkusTest
class KnownFactsTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 6, 1);

    @Inject
    Events events;

    @Inject
    KnownPatients patients;

    @Inject
    KnownStaff staff;

    @Inject
    Tenancy tenancy;

    @BeforeEach
    void theClinicsAreConfigured() {
        events.clinicsAreConfigured();
    }

    @Test
    void aRegistrationCountsThroughItsLastDayInTheClinicsZone() {
        var subject = Ids.next();
        events.staffUntil(subject, "PRESCRIBER", TODAY);

        assertThat(inBogota(() -> staff.of(subject, Instant.parse("2026-06-02T04:59:59Z"))))
                .isEqualTo(SigningRights.Verdict.MAY_SIGN);
        assertThat(inBogota(() -> staff.of(subject, Instant.parse("2026-06-02T05:00:00Z"))))
                .isEqualTo(SigningRights.Verdict.LICENCE_EXPIRED);
        assertThat(inBogota(() -> staff.of(Ids.next(), Instant.parse("2026-06-02T05:00:00Z"))))
                .isEqualTo(SigningRights.Verdict.MAY_SIGN);
    }

    @Test
    void whoIsPastTheirRegistrationVouchesForNothing() {
        var expired = events.staffUntil(Ids.next(), "NURSE", LocalDate.of(2020, 1, 1));
        var valid = events.staff(Ids.next(), "NURSE");

        assertThat(inBogota(() -> staff.find(expired).orElseThrow().vouches())).isFalse();
        assertThat(inBogota(() -> staff.find(valid).orElseThrow().vouches())).isTrue();
    }

    @Test
    void factsOfAnUnknownPatientAreKeptAndTheNewestCounts() {
        var patient = Ids.next();
        weight(patient, "64", "2026-03-02T10:00:00Z");
        weight(patient, "70", "2026-03-01T10:00:00Z");

        var known = inBogota(() -> patients.fact(patient, "WEIGHT_KG").orElseThrow());

        assertThat(known.value()).isEqualTo("64");
    }

    @Test
    void aWithdrawnConsentStopsUntilAnotherStands() {
        var patient = events.patient(DemoClinic.BOGOTA);
        var first = Ids.next();
        consent(patient, first, "2026-01-13T15:30:00Z");
        assertThat(inBogota(() -> patients.stopFacts(patient, TODAY))).isEmpty();
        withdrawn(patient, first);
        assertThat(inBogota(() -> patients.stopFacts(patient, TODAY))).containsExactly(StopFact.CONSENT_NOT_STANDING);

        var second = Ids.next();
        consent(patient, second, "2026-05-13T15:30:00Z");
        assertThat(inBogota(() -> patients.stopFacts(patient, TODAY))).isEmpty();

        var third = Ids.next();
        consent(patient, third, "2026-05-14T15:30:00Z");
        withdrawn(patient, third);
        assertThat(inBogota(() -> patients.stopFacts(patient, TODAY)))
                .as("what the third replaced does not come back when it is withdrawn")
                .containsExactly(StopFact.CONSENT_NOT_STANDING);
    }

    @Test
    void aMergedPatientIsOnePersonUntilTheMergeIsUndone() {
        var patient = events.patient(DemoClinic.BOGOTA);
        var alias = events.patient(DemoClinic.BOGOTA);
        merged(patient, alias, "MERGED");
        assertThat(inBogota(() -> patients.aliases(patient))).containsExactlyInAnyOrder(patient, alias);
        assertThat(inBogota(() -> patients.aliases(alias))).containsExactlyInAnyOrder(patient, alias);

        merged(patient, alias, "UNMERGED");

        assertThat(inBogota(() -> patients.aliases(patient))).containsExactly(patient);
    }

    @Test
    void aRepeatedEventHasOneEffectAndAPatientBelongsToOneClinic() {
        var patient = Ids.next();
        var json = "{\"patientId\":\"%s\",\"diedOn\":\"2026-05-02\",\"occurredAt\":\"2026-05-02T03:20:00Z\"}"
                .formatted(patient);
        assertThat(events.hear(DemoClinic.BOGOTA, "patient", "PatientDied", patient, 1, json))
                .isEqualTo(Inbox.Outcome.TAKEN);
        assertThat(events.hear(DemoClinic.BOGOTA, "patient", "PatientDied", patient, 1, json))
                .isEqualTo(Inbox.Outcome.REPEATED);

        assertThat(inBogota(() -> patients.stopFacts(patient, TODAY))).containsExactly(StopFact.DECEASED);

        assertThat(in(DemoClinic.CARTAGENA, () -> patients.find(patient))).isEmpty();

        events.hear(DemoClinic.BOGOTA, "patient", "PatientDeathCorrected", patient, 2, """
                {"patientId":"%s","diedOn":"2026-05-02","occurredAt":"2026-05-03T03:20:00Z"}""".formatted(patient));

        assertThat(inBogota(() -> patients.stopFacts(patient, TODAY)))
                .as("a death recorded by mistake stops nobody once it is taken back")
                .isEmpty();
    }

    private void weight(UUID patient, String kg, String at) {
        events.hear(DemoClinic.BOGOTA, "patient", "FactRecorded", patient, """
                {"patientId":"%s","factId":"%s","code":"WEIGHT_KG","state":"PRESENT","value":"%s","unit":"kg",\
                "source":"CLINICIAN","observedAt":"%s"}""".formatted(patient, Ids.next(), kg, at));
    }

    private void consent(UUID patient, UUID consent, String at) {
        events.hear(DemoClinic.BOGOTA, "patient", "ConsentGranted", patient, """
                {"patientId":"%s","consentId":"%s","type":"TREATMENT_OFF_LABEL","documentVersion":"co-es-2026.1",\
                "purposes":["TREATMENT"],"expiresOn":"2027-01-13","occurredAt":"%s"}""".formatted(patient, consent, at));
    }

    private void withdrawn(UUID patient, UUID consent) {
        events.hear(DemoClinic.BOGOTA, "patient", "ConsentWithdrawn", patient, """
                {"patientId":"%s","consentId":"%s","type":"TREATMENT_OFF_LABEL","purposes":["TREATMENT"],\
                "occurredAt":"2026-04-13T15:30:00Z"}""".formatted(patient, consent));
    }

    private void merged(UUID patient, UUID alias, String state) {
        events.hear(
                DemoClinic.BOGOTA,
                "patient",
                "PatientMerged",
                patient,
                "{\"patientId\":\"%s\",\"aliasId\":\"%s\",\"state\":\"%s\",\"occurredAt\":\"2026-04-13T15:30:00Z\"}"
                        .formatted(patient, alias, state));
    }

    private <T> T inBogota(Supplier<T> question) {
        return in(DemoClinic.BOGOTA, question);
    }

    private <T> T in(DemoClinic clinic, Supplier<T> question) {
        return Tenancy.apartFromTheRequest(() -> tenancy.inClinic(
                clinic.id(), () -> QuarkusTransaction.requiringNew().call(question::get)));
    }
}
