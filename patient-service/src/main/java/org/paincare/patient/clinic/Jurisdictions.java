package org.paincare.patient.clinic;

import jakarta.inject.Singleton;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.paincare.patient.DataFile;

/** The jurisdiction packs that ship. A file that contradicts itself stops the start. */
@Singleton
class Jurisdictions {

    @Schema(name = "JurisdictionCatalogue")
    record Catalogue(String version, String source, List<JurisdictionPack> packs) {}

    private final Catalogue catalogue;

    Jurisdictions() {
        this(DataFile.read("/clinic/jurisdictions-2026.1.json", Catalogue.class));
    }

    Jurisdictions(Catalogue catalogue) {
        var wrong = breaches(catalogue);
        if (!wrong.isEmpty()) {
            throw new IllegalStateException("jurisdiction packs " + catalogue.version() + ": " + wrong);
        }
        this.catalogue = catalogue;
    }

    Catalogue all() {
        return catalogue;
    }

    /** The jurisdiction of a clinic that names none. */
    ClinicJson.Jurisdiction usual() {
        return catalogue.packs().stream()
                .filter(JurisdictionPack::isDefault)
                .map(pack -> ClinicJson.Jurisdiction.valueOf(pack.code()))
                .findFirst()
                .orElseThrow();
    }

    JurisdictionPack of(ClinicJson.Jurisdiction jurisdiction) {
        return catalogue.packs().stream()
                .filter(pack -> pack.code().equals(jurisdiction.name()))
                .findFirst()
                .orElseThrow();
    }

    private static Set<String> breaches(Catalogue catalogue) {
        var wrong = new TreeSet<String>();
        var codes = catalogue.packs().stream().map(JurisdictionPack::code).toList();
        var known =
                Arrays.stream(ClinicJson.Jurisdiction.values()).map(Enum::name).collect(Collectors.toSet());
        if (codes.size() != known.size() || !known.equals(Set.copyOf(codes))) {
            wrong.add("one pack for each of " + new TreeSet<>(known));
        }
        if (catalogue.packs().stream().filter(JurisdictionPack::isDefault).count() != 1) {
            wrong.add("exactly one default");
        }
        for (var pack : catalogue.packs()) {
            if (!ZoneId.getAvailableZoneIds().contains(pack.zone())) {
                wrong.add(pack.code() + " has no zone");
            }
            if (pack.languages().isEmpty() || !Set.of("es", "en").containsAll(pack.languages())) {
                wrong.add(pack.code() + " has languages that are not spoken here");
            }
            if (pack.retention().yearsFromLastAttention() < 1
                    || pack.retention().longestYears() < pack.retention().yearsFromLastAttention()) {
                wrong.add(pack.code() + " keeps records for no time");
            }
            if (pack.identifierTypes().isEmpty()
                    || hasTwins(pack.identifierTypes().stream()
                            .map(JurisdictionPack.IdentifierType::code)
                            .toList())) {
                wrong.add(pack.code() + " has no identifier type, or one twice");
            }
            if (hasTwins(pack.insuranceRegimes().stream()
                    .map(JurisdictionPack.Named::code)
                    .toList())) {
                wrong.add(pack.code() + " has an insurance regime twice");
            }
            pack.identifierTypes().forEach(type -> Pattern.compile(type.pattern()));
        }
        return wrong;
    }

    private static boolean hasTwins(List<String> codes) {
        return Set.copyOf(codes).size() != codes.size();
    }
}
