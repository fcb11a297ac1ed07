package org.paincare.patient.laboratory;

import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.paincare.patient.DataFile;
import org.paincare.patient.eligibility.engine.RuleSets;
import org.paincare.platform.Text;
import org.paincare.platform.problem.Violation;

/** What a laboratory measures, in which units and ranges, and which fact the rules read it as: versioned data. */
@Singleton
class Analytes {

    private static final int DECIMALS = 6;

    /** What becomes of a value. */
    enum As {
        /** Divided by the laboratory's upper limit of normal, in the same unit. */
        RATIO_TO_UPPER_LIMIT,
        NUMBER,
        /** Negative, positive or neither, by the limits of the data. */
        PREGNANCY,
        /** That it was done then. */
        EXAMINED,
        /** Nothing that a rule reads. */
        KEPT
    }

    /** A unit with its plausible range, and that of an upper limit of normal where one belongs to it. */
    @Schema(name = "AnalyteUnit")
    record Unit(
            String unit,
            BigDecimal min,
            BigDecimal max,
            @Nullable BigDecimal upperLimitMin,
            @Nullable BigDecimal upperLimitMax) {}

    /**
     * @param feeds    code of the fact
     * @param findings what is named beside the value, one of these
     */
    @Schema(name = "Analyte")
    record Analyte(
            String code,
            String loinc,
            @Nullable String feeds,
            As as,
            List<Unit> units,
            @Nullable BigDecimal negativeBelow,
            @Nullable BigDecimal positiveFrom,
            @Nullable List<String> findings,
            Text label) {}

    @Schema(name = "AnalyteCatalogue")
    record Catalogue(String version, String source, List<Analyte> analytes) {}

    private final Catalogue catalogue = DataFile.read("/laboratory/analytes-2026.1.json", Catalogue.class);

    Analytes() {
        var vocabulary = RuleSets.current().vocabulary();
        for (var analyte : catalogue.analytes()) {
            var feeds = analyte.feeds();
            if ((feeds == null) != (analyte.as() == As.KEPT)
                    || feeds != null && vocabulary.find(feeds).isEmpty()
                    || analyte.units().isEmpty()
                    || analyte.as() == As.PREGNANCY
                            && (analyte.negativeBelow() == null || analyte.positiveFrom() == null)) {
                throw new IllegalStateException("analyte does not fit the vocabulary: " + analyte.code());
            }
        }
    }

    Catalogue all() {
        return catalogue;
    }

    Optional<Analyte> find(String code) {
        return catalogue.analytes().stream().filter(a -> a.code().equals(code)).findFirst();
    }

    /** Every fault of a result by its place; empty where it can be kept. */
    List<Violation> check(LabJson.Result result, String at) {
        var wrong = new ArrayList<Violation>();
        var analyte = find(result.analyte()).orElse(null);
        if (analyte == null) {
            wrong.add(violation(at + "/analyte", "UNKNOWN", "Not one of the catalogue's", "No es del catálogo"));
            return wrong;
        }
        var unit = analyte.units().stream()
                .filter(u -> u.unit().equals(result.unit()))
                .findFirst()
                .orElse(null);
        if (unit == null) {
            var units = analyte.units().stream().map(Unit::unit).toList();
            wrong.add(violation(at + "/unit", "WRONG_UNIT", "One of " + units, "Uno de " + units));
            return wrong;
        }
        range(result.value(), unit.min(), unit.max(), at + "/value", wrong);
        var limit = result.upperLimitOfNormal();
        if ((limit != null) != (unit.upperLimitMin() != null)) {
            wrong.add(violation(
                    at + "/upperLimitOfNormal",
                    limit == null ? "REQUIRED" : "NOT_ALLOWED",
                    "The laboratory's upper limit of normal belongs to liver values, in the same unit",
                    "El límite superior del laboratorio va con los valores hepáticos, en la misma unidad"));
        } else if (limit != null) {
            range(limit, unit.upperLimitMin(), unit.upperLimitMax(), at + "/upperLimitOfNormal", wrong);
        }
        if (analyte.findings() == null
                ? result.finding() != null
                : !analyte.findings().contains(orNone(result))) {
            wrong.add(violation(
                    at + "/finding",
                    "UNKNOWN",
                    analyte.findings() == null ? "None is named here" : "One of " + analyte.findings(),
                    analyte.findings() == null ? "Aquí no se nombra ninguno" : "Uno de " + analyte.findings()));
        }
        return wrong;
    }

    private static String orNone(LabJson.Result result) {
        var finding = result.finding();
        return finding == null ? "" : finding;
    }

    /** Multiples of the upper limit, exact to six decimals. */
    static BigDecimal ratio(BigDecimal value, BigDecimal upperLimit) {
        return value.divide(upperLimit, DECIMALS, RoundingMode.HALF_UP).stripTrailingZeros();
    }

    /** What the rules call a pregnancy test's result. */
    static String pregnancy(Analyte analyte, BigDecimal value) {
        if (analyte.negativeBelow() != null && value.compareTo(analyte.negativeBelow()) < 0) {
            return "NEGATIVE";
        }
        return analyte.positiveFrom() != null && value.compareTo(analyte.positiveFrom()) >= 0
                ? "POSITIVE"
                : "INDETERMINATE";
    }

    private static void range(
            BigDecimal value, @Nullable BigDecimal min, @Nullable BigDecimal max, String at, List<Violation> wrong) {
        if (value.scale() > DECIMALS
                || min != null && value.compareTo(min) < 0
                || max != null && value.compareTo(max) > 0) {
            wrong.add(violation(
                    at,
                    "OUT_OF_RANGE",
                    "From " + min + " to " + max + " in this unit, at most six decimals",
                    "De " + min + " a " + max + " en esta unidad, hasta seis decimales"));
        }
    }

    private static Violation violation(String at, String code, String en, String es) {
        return new Violation(at, code, new Text(en, es));
    }
}
