package org.paincare.patient.expectation;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.paincare.patient.DataFile;
import org.paincare.platform.Text;
import org.paincare.platform.sign.Signatures;

/** What may and what may not be expected of the treatment: versioned data in both languages. */
@Singleton
class ExpectationsSheet {

    /** What no sheet may leave out. */
    private static final Set<String> NEEDED = Set.of(
            "EVIDENCE",
            "CHANCE_OF_BENEFIT",
            "CHANCE_OF_KEEPING_IT",
            "UNWANTED_EFFECTS",
            "ALTERNATIVES",
            "STOPPING_RULE");

    @Schema(name = "ExpectationsSection")
    record Section(String code, Text title, Text text) {}

    /** @param goals how many goals a patient states */
    record Sheet(String version, String source, int goals, List<Section> sections) {}

    /** @param hash SHA-256 by language of titles and texts in their order, joined by newlines */
    @Schema(name = "ExpectationsSheet")
    record Catalogue(String version, String source, int goals, Map<String, String> hash, List<Section> sections) {}

    private final Catalogue catalogue;

    ExpectationsSheet() {
        this(DataFile.read("/expectation/expectations-2026.1.json", Sheet.class));
    }

    ExpectationsSheet(Sheet sheet) {
        var codes = sheet.sections().stream().map(Section::code).collect(Collectors.toSet());
        if (!codes.containsAll(NEEDED) || codes.size() != sheet.sections().size() || sheet.goals() < 1) {
            throw new IllegalStateException(
                    "expectations sheet " + sheet.version() + " needs each once: " + NEEDED + " and a goal");
        }
        this.catalogue = new Catalogue(
                sheet.version(),
                sheet.source(),
                sheet.goals(),
                Map.of(
                        "en",
                                hash(sheet.sections().stream()
                                        .flatMap(s ->
                                                List.of(s.title().en(), s.text().en()).stream())
                                        .toList()),
                        "es",
                                hash(sheet.sections().stream()
                                        .flatMap(s ->
                                                List.of(s.title().es(), s.text().es()).stream())
                                        .toList())),
                sheet.sections());
    }

    Catalogue current() {
        return catalogue;
    }

    private static String hash(List<String> lines) {
        return Signatures.hash(String.join("\n", lines));
    }
}
