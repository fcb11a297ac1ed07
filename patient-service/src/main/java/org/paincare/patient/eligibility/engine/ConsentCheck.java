package org.paincare.patient.eligibility.engine;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;

/** Whether every consent required in this scope and jurisdiction stands. Valid through its last day in the clinic's zone. */
final class ConsentCheck {

    /** Parameter: months after signing when a consent without an expiry of its own is due again. */
    static final String INTERVAL = "CONSENT_MONTHS";

    static final String CODE_PREFIX = "CONSENT:";

    private final CaseFile file;

    ConsentCheck(CaseFile file) {
        this.file = file;
    }

    Verdict missing() {
        return Verdict.any(
                file
                        .ruleSet()
                        .requiredConsents(
                                file.snapshot().scope(), file.snapshot().jurisdiction())
                        .stream()
                        .map(required -> missing(required.type()))
                        .toList());
    }

    private Verdict missing(String type) {
        return file.snapshot().consents().stream()
                .filter(consent -> consent.type().equals(type) && stands(consent))
                .max(Comparator.comparing(this::lastDay).thenComparing(ConsentGrant::id))
                .map(consent -> Verdict.of(false, use(consent)).until(end(consent)))
                .orElseGet(() -> Verdict.of(true, FactUse.notRecorded(CODE_PREFIX + type)));
    }

    private boolean stands(ConsentGrant consent) {
        Instant now = file.snapshot().evaluatedAt();
        return !consent.superseded()
                && !consent.signedAt().isAfter(now.plus(CaseFile.CLOCK_SKEW))
                && (consent.withdrawnAt() == null || consent.withdrawnAt().isAfter(now))
                && !lastDay(consent).isBefore(file.today());
    }

    private LocalDate lastDay(ConsentGrant consent) {
        return consent.expiresOn() != null
                ? consent.expiresOn()
                : file.snapshot().dayOf(consent.signedAt()).plusMonths(file.wholeLimit(INTERVAL));
    }

    private Instant end(ConsentGrant consent) {
        Instant expiry = file.startOf(lastDay(consent).plusDays(1));
        Instant withdrawn = consent.withdrawnAt();
        return withdrawn != null && withdrawn.isBefore(expiry) ? withdrawn : expiry;
    }

    private FactUse use(ConsentGrant consent) {
        return new FactUse(
                CODE_PREFIX + consent.type(),
                consent.id(),
                TriState.PRESENT,
                lastDay(consent).toString(),
                consent.signedAt(),
                ChronoUnit.DAYS.between(file.snapshot().dayOf(consent.signedAt()), file.today()),
                null,
                null,
                null);
    }
}
