package org.paincare.session.dose;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.session.reference.Blocked;
import org.paincare.session.reference.Source;
import org.paincare.session.reference.Text;
import org.paincare.session.reference.Version;

/** What a dose order comes to, how that was computed, and every limit it touches. */
public record DosePreview(
        Version guardrails, Computed computed, List<ArithmeticLine> arithmetic, List<Finding> findings) {

    /** CLEAR may be signed; NEEDS_REASON after a reason for each soft finding; REFUSED never. */
    public enum Outcome {
        CLEAR,
        NEEDS_REASON,
        REFUSED
    }

    public DosePreview {
        arithmetic = List.copyOf(arithmetic);
        findings = List.copyOf(findings);
    }

    public Outcome outcome() {
        if (findings.stream().anyMatch(finding -> finding.level() == Level.HARD)) {
            return Outcome.REFUSED;
        }
        boolean soft = findings.stream().anyMatch(finding -> finding.level() == Level.SOFT);
        return soft ? Outcome.NEEDS_REASON : Outcome.CLEAR;
    }

    public boolean secondSignatureRequired() {
        return findings.stream().anyMatch(Finding::secondSignature);
    }

    /**
     * What keeps the order from being signed and in force; empty if nothing does.
     *
     * @param reasons by finding code
     * @param prescriber who signs it
     * @param second who signs beside, where a finding asks for it
     */
    public List<Blocked> unmet(Map<String, String> reasons, UUID prescriber, @Nullable UUID second) {
        var unmet = new ArrayList<Blocked>();
        for (Finding finding : findings) {
            switch (finding.level()) {
                case HARD -> unmet.add(finding.asBlocked());
                case SOFT -> {
                    if (reasons.getOrDefault(finding.code(), "").isBlank()) {
                        unmet.add(finding.asBlocked("REASON_MISSING", null));
                    }
                }
                case INFO -> {}
            }
        }
        if (secondSignatureRequired() && (second == null || Objects.equals(second, prescriber))) {
            unmet.add(new Blocked(
                    "SECOND_SIGNATURE_MISSING",
                    "REF-0.2.8",
                    new Text("Una segunda persona debe firmar esta orden.", "A second person has to sign this order."),
                    null,
                    new Source("REF02")));
        }
        return List.copyOf(unmet);
    }
}
