package org.paincare.patient.history;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.paincare.patient.DataFile;
import org.paincare.platform.Text;

/** The headache disorders a patient may be coded with: their codes by system, and the measure response is judged on. */
@Singleton
public class Diagnoses {

    /** Which code system a jurisdiction uses (reference 0.1.17). */
    private static final Map<String, String> SYSTEMS = Map.of("CO", "CIE10", "US", "ICD10CM");

    /**
     * A disorder.
     *
     * @param codes             allowed codes by code system
     * @param primaryMeasure    null for one that uses the accompanying diagnosis (status migrainosus, overuse)
     * @param countsMigraineDays true where a definition of the migraine day is needed
     */
    public record Disorder(
            String ichd3,
            Text label,
            Map<String, List<String>> codes,
            @Nullable String primaryMeasure,
            @Nullable String secondaryMeasure,
            boolean countsMigraineDays) {}

    @Schema(name = "HeadacheDiagnosisCatalogue")
    record Catalogue(String version, String source, List<Disorder> diagnoses) {}

    private final Catalogue catalogue = DataFile.read("/history/diagnoses-2026.1.json", Catalogue.class);

    public Optional<Disorder> find(String ichd3) {
        return catalogue.diagnoses().stream()
                .filter(disorder -> disorder.ichd3().equals(ichd3))
                .findFirst();
    }

    Catalogue all() {
        return catalogue;
    }

    static String systemOf(String jurisdiction) {
        return SYSTEMS.get(jurisdiction);
    }
}
