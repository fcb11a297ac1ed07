package org.paincare.patient.clinic;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.Text;

/**
 * What a country's rules settle for its clinics ({@code clinic/jurisdictions-*.json}).
 *
 * @param zone             usual zone, IANA; a clinic states its own
 * @param requiredConsents types without which treatment does not start there; the eligibility rules say in which scope
 */
@Schema(name = "JurisdictionPack")
public record JurisdictionPack(
        String code,
        Text label,
        @JsonProperty("default") boolean isDefault,
        String zone,
        List<String> languages,
        String diagnosisSystem,
        List<String> medicationSystems,
        @Nullable String municipalitySystem,
        List<IdentifierType> identifierTypes,
        List<Named> insuranceRegimes,
        List<String> requiredConsents,
        Retention retention) {

    /** A code with its labels. */
    @Schema(name = "NamedCode")
    public record Named(String code, Text label) {}

    /**
     * How long a record is kept.
     *
     * @param yearsFromLastAttention at least, whole years
     * @param longestYears           where a flag asks for longer
     */
    @Schema(name = "RecordRetention")
    public record Retention(int yearsFromLastAttention, int longestYears, String source) {}

    /**
     * A kind of document that names a person.
     *
     * @param pattern of a value, whole, after the ignored characters were taken out and letters made upper case
     * @param ignores characters that people write in between and that mean nothing
     */
    @Schema(name = "IdentifierType")
    public record IdentifierType(String code, Text label, String pattern, String ignores) {

        /** The value as it is stored and compared, empty where it cannot be one of this type. */
        public Optional<String> canonical(String value) {
            var kept = new StringBuilder();
            value.codePoints()
                    .filter(c -> ignores.indexOf(c) < 0 && !Character.isWhitespace(c))
                    .forEach(kept::appendCodePoint);
            return Optional.of(kept.toString().toUpperCase(Locale.ROOT))
                    .filter(Pattern.compile(pattern).asMatchPredicate());
        }
    }

    public Optional<IdentifierType> identifierType(String wanted) {
        return identifierTypes.stream()
                .filter(type -> type.code().equals(wanted))
                .findFirst();
    }

    public boolean hasRegime(String wanted) {
        return insuranceRegimes.stream().map(Named::code).anyMatch(Predicate.isEqual(wanted));
    }
}
