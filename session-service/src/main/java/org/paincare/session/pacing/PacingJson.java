package org.paincare.session.pacing;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.paincare.session.plan.PlanJson;
import org.paincare.session.quantity.Kilograms;

/** Pacing proposals as they travel over HTTP. */
public final class PacingJson {

    private PacingJson() {}

    /** ACCEPT does what is proposed, CHANGE something else instead, REFUSE nothing. */
    public enum Decision {
        ACCEPT,
        CHANGE,
        REFUSE
    }

    /**
     * @param reason  needed to change or refuse
     * @param changes what to draft instead ({@code CHANGE} only)
     * @param dosingWeightKg the patient's weight now, where that of the plan is old ({@code ACCEPT} only)
     * @param reasons by finding code, for soft limits that the accepted draft crosses ({@code ACCEPT} only)
     */
    @Schema(name = "PacingDecision")
    public record Decide(
            @NotNull Decision decision,
            @Nullable @Size(min = 3, max = 2000) String reason,
            @Valid PlanJson.@Nullable Draft changes,
            @Nullable Kilograms dosingWeightKg,
            @Nullable Instant weightMeasuredAt,

            @Nullable @Size(max = 20)
            Map<@Pattern(regexp = "[A-Z][A-Z0-9_]{0,63}") String, @Size(min = 1, max = 500) String> reasons) {}

    @Schema(name = "PacingEvidence")
    public record EvidenceView(
            java.math.@Nullable BigDecimal nrsChangePercent,
            @Nullable String response,
            @Nullable Integer worstGrade,
            @Nullable Integer cadss6Max,
            @Nullable String csiBand,
            @Nullable String asc12Band,
            @Nullable List<String> failedClasses,
            @Nullable List<String> comorbidityCodes,
            @Nullable List<String> adverseEventCodes) {

        static @Nullable EvidenceView of(Proposed.@Nullable Evidence e) {
            return e == null
                    ? null
                    : new EvidenceView(
                            e.nrsChangePercent(),
                            e.response(),
                            e.worstGrade(),
                            e.cadss6Max(),
                            e.csiBand(),
                            e.asc12Band(),
                            e.failedClasses(),
                            e.comorbidityCodes(),
                            e.adverseEventCodes());
        }
    }

    /**
     * @param state         {@code OPEN}, {@code EXPIRED} (also where the plan was revised since), {@code ACCEPTED},
     *                      {@code CHANGED} or {@code REFUSED}
     * @param draftRevision the plan revision that the decision drafted, waiting for its signature
     */
    @Schema(name = "PacingProposal")
    public record View(
            UUID id,
            UUID patientId,
            UUID planId,
            int planRevision,
            @Nullable UUID sessionId,
            String kind,
            @Nullable String doseMgPerKg,
            @Nullable Integer intervalDays,
            List<String> reasons,
            @Nullable EvidenceView evidence,
            Instant proposedAt,
            Instant validUntil,
            String ruleVersion,
            String state,
            @Nullable String decisionReason,
            @Nullable UUID decidedBy,
            @Nullable String decidedByName,
            @Nullable Instant decidedAt,
            @Nullable Integer draftRevision) {}
}
