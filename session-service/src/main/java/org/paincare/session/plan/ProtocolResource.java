package org.paincare.session.plan;

import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.identity.Allowed;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.web.Page;
import org.paincare.session.Language;
import org.paincare.session.protocol.EvidenceGrade;
import org.paincare.session.protocol.InfusionRegimen;
import org.paincare.session.protocol.LimitSet;
import org.paincare.session.protocol.Protocol;
import org.paincare.session.protocol.Route;
import org.paincare.session.protocol.Series;
import org.paincare.session.quantity.MilligramsPerKilogram;
import org.paincare.session.quantity.MilligramsPerKilogramPerHour;
import org.paincare.session.reference.Setting;

@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Protocols")
class ProtocolResource {

    private final Formulary formulary;
    private final EnabledProtocols enabled;
    private final Language language;

    ProtocolResource(Formulary formulary, EnabledProtocols enabled, Language language) {
        this.formulary = formulary;
        this.enabled = enabled;
        this.language = language;
    }

    /**
     * A regimen template as offered here.
     *
     * @param version of the data file it comes from
     * @param enabled whether this clinic may use it
     * @param enabledWithConsents the patient's consents it takes, where only a clinic's policy makes it usable
     * @param demo    without a published source; not for patients
     */
    @Schema(name = "Protocol")
    record View(
            String id,
            int revision,
            String version,
            String name,
            Set<Setting> settings,
            Route route,
            boolean enabled,
            @Nullable String disabledReason,
            @Nullable Set<String> enabledWithConsents,
            boolean demo,
            LimitSet limitSet,
            EvidenceGrade evidence,
            String evidenceNote,
            @Nullable Infusion infusion,
            @Nullable MilligramsPerKilogram bolusMgPerKg,
            @Nullable Series series,
            Set<String> adjuncts,
            String source) {}

    @Schema(name = "ProtocolInfusion")
    record Infusion(
            MilligramsPerKilogramPerHour startRateMgPerKgPerHour,
            @Nullable MilligramsPerKilogramPerHour startRateUpToMgPerKgPerHour,
            @Nullable MilligramsPerKilogramPerHour stepMgPerKgPerHour,
            @Nullable Long minimumIntervalMinutes,
            @Nullable MilligramsPerKilogramPerHour ceilingMgPerKgPerHour,
            @Nullable MilligramsPerKilogram doseMgPerKg,
            @Nullable MilligramsPerKilogram doseUpToMgPerKg,
            long durationMinutes,
            @Nullable Long durationUpToMinutes) {}

    @GET
    @Path("/protocols")
    @Allowed(resource = "protocol", action = "read")
    @Operation(summary = "The regimen templates; disabled ones are listed with the reason")
    @Transactional
    public Page<View> list() {
        return new Page<>(
                formulary.protocols().protocols().stream().map(this::view).toList(), null);
    }

    @GET
    @Path("/protocols/{protocolId}")
    @Allowed(resource = "protocol", action = "read")
    @Operation(summary = "One regimen template")
    @Transactional
    public View get(@PathParam("protocolId") String protocolId) {
        return formulary
                .protocols()
                .find(protocolId)
                .map(this::view)
                .orElseThrow(() -> Problem.of(PlatformProblem.NOT_FOUND));
    }

    private View view(Protocol p) {
        return new View(
                p.id(),
                p.revision(),
                formulary.protocols().version().id(),
                language.of(p.name()),
                p.settings(),
                p.route(),
                enabled.isOffered(p),
                p.disabledReason() == null || enabled.isOffered(p) ? null : language.of(p.disabledReason()),
                p.enabledWith() == null ? null : p.enabledWith().consents(),
                p.demo(),
                p.limitSet(),
                p.evidence(),
                language.of(p.evidenceNote()),
                infusion(p.infusion()),
                p.bolus(),
                p.series(),
                p.adjuncts(),
                p.source().text());
    }

    private static @Nullable Infusion infusion(@Nullable InfusionRegimen r) {
        return r == null
                ? null
                : new Infusion(
                        r.startRate(),
                        r.startRateUpTo(),
                        r.step(),
                        minutes(r.minimumInterval()),
                        r.ceiling(),
                        r.dose(),
                        r.doseUpTo(),
                        r.duration().toMinutes(),
                        minutes(r.durationUpTo()));
    }

    private static @Nullable Long minutes(@Nullable Duration duration) {
        return duration == null ? null : duration.toMinutes();
    }
}
