package org.paincare.session.plan;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.paincare.session.Language;
import org.paincare.session.dose.DosePreview;
import org.paincare.session.dose.Finding;
import org.paincare.session.dose.Level;
import org.paincare.session.quantity.Milligrams;
import org.paincare.session.quantity.MilligramsPerKilogram;
import org.paincare.session.quantity.Millilitres;
import org.paincare.session.quantity.MillilitresPerHour;

/** What an order comes to, how it was computed and which limits it touches, in the caller's language. */
public final class PreviewJson {

    private PreviewJson() {}

    @Schema(name = "DosePreview")
    public record Preview(
            String guardrails,
            DosePreview.Outcome outcome,
            boolean secondSignatureRequired,
            Milligrams sessionTotalMg,
            MilligramsPerKilogram sessionTotalMgPerKg,
            Millilitres volumeMl,
            @Nullable MillilitresPerHour startPumpRateMlPerHour,
            @Nullable MillilitresPerHour highestPumpRateMlPerHour,
            List<Step> arithmetic,
            List<Touched> findings) {}

    @Schema(name = "DoseArithmeticStep")
    public record Step(String label, String formula) {}

    /** @param secondSignature whether a second person has to sign the reason */
    @Schema(name = "DoseFinding")
    public record Touched(
            String code,
            String ruleId,
            Level level,
            String comparison,
            String limit,
            String value,
            String unit,
            String source,
            boolean secondSignature,
            String message) {}

    public static Preview of(DosePreview preview, Language language) {
        var computed = preview.computed();
        return new Preview(
                preview.guardrails().id(),
                preview.outcome(),
                preview.secondSignatureRequired(),
                computed.sessionTotal(),
                computed.sessionTotalPerKg(),
                computed.volume(),
                computed.startPumpRate(),
                computed.highestPumpRate(),
                preview.arithmetic().stream()
                        .map(line -> new Step(language.of(line.label()), line.formula()))
                        .toList(),
                findings(preview.findings(), language));
    }

    public static List<Touched> findings(List<Finding> findings, Language language) {
        return findings.stream()
                .map(f -> new Touched(
                        f.code(),
                        f.ruleId(),
                        f.level(),
                        f.comparison().sign(),
                        f.limit(),
                        f.value(),
                        f.unit(),
                        f.source().text(),
                        f.secondSignature(),
                        language.of(f.message())))
                .toList();
    }
}
