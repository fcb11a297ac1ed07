package org.paincare.patient.payer;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Who pays today, and what to see to before the next booking. Warnings only: care under way is never blocked for them.
 *
 * @param kind         PAYER or SELF_PAY; null where nobody agreed to pay today
 * @param sessionsGranted null for no limit
 * @param sessionsUsed counted as sessions end
 * @param sessionsLeft null for no limit
 * @param expiresOn    last day; null for none
 */
@Schema(name = "PayerStanding")
public record PayerStanding(
        @Nullable String kind,
        @Nullable Integer sessionsGranted,
        @Nullable Integer sessionsUsed,
        @Nullable Integer sessionsLeft,
        @Nullable LocalDate expiresOn,
        List<Warning> warnings) {

    public enum Warning {
        /** Nobody agreed to pay today. */
        NO_AUTHORISATION,
        SESSIONS_USED_UP,
        /** A payer's, without a number for treatment off label. */
        OFF_LABEL_REQUEST_MISSING,
        OFF_LABEL_REQUEST_DENIED
    }

    static PayerStanding of(List<PayerJson.Authorisation> authorisations, LocalDate today) {
        var current = current(authorisations, today);
        if (current == null) {
            return new PayerStanding(null, null, null, null, null, List.of(Warning.NO_AUTHORISATION));
        }
        var warnings = new ArrayList<Warning>();
        Integer left = current.sessionsGranted() == null
                ? null
                : Math.max(0, current.sessionsGranted() - current.sessionsUsed());
        if (left != null && left == 0) {
            warnings.add(Warning.SESSIONS_USED_UP);
        }
        var offLabel = current.offLabelRequest();
        if (current.kind() == PayerJson.Kind.PAYER && offLabel == null) {
            warnings.add(Warning.OFF_LABEL_REQUEST_MISSING);
        }
        if (offLabel != null && offLabel.status() == PayerJson.OffLabelStatus.DENIED) {
            warnings.add(Warning.OFF_LABEL_REQUEST_DENIED);
        }
        return new PayerStanding(
                current.kind().name(),
                current.sessionsGranted(),
                current.sessionsUsed(),
                left,
                current.expiresOn(),
                List.copyOf(warnings));
    }

    /** The last that was said whose days hold on that day; null for none. */
    static PayerJson.@Nullable Authorisation current(List<PayerJson.Authorisation> authorisations, LocalDate day) {
        return authorisations.reversed().stream()
                .filter(a -> !a.validFrom().isAfter(day))
                .filter(a -> a.expiresOn() == null || !a.expiresOn().isBefore(day))
                .findFirst()
                .orElse(null);
    }
}
