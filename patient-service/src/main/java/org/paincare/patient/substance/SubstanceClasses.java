package org.paincare.patient.substance;

import jakarta.inject.Singleton;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.paincare.patient.DataFile;
import org.paincare.patient.eligibility.engine.FactDefinition;
import org.paincare.patient.eligibility.engine.FactVocabulary;
import org.paincare.patient.eligibility.engine.RuleSets;

/**
 * Says which eligibility facts follow from a substance on a list, by {@code substance/classes-*.json}. It only ever finds
 * reasons for care: that nothing follows from a list proves nothing. Pure.
 */
@Singleton
class SubstanceClasses {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern NO_WORD = Pattern.compile("[^a-z0-9]+");

    /**
     * One class.
     *
     * @param atc    codes and everything below them; an entry coded more broadly than one of them may be of the class
     * @param rxnorm ingredients
     * @param names  lower case, no accents; found in a name as whole words
     */
    private record SubstanceClass(
            String fact, SubstanceJson.Kind list, List<String> atc, List<String> rxnorm, List<String> names) {

        boolean holds(SubstanceJson.Substance substance, String words) {
            var code = substance.code();
            boolean coded = code != null
                    && switch (substance.system()) {
                        case ATC -> atc.stream().anyMatch(mine -> code.startsWith(mine) || mine.startsWith(code));
                        case RXNORM -> rxnorm.contains(code);
                        case null, default -> false;
                    };
            return coded || names.stream().anyMatch(name -> words.contains(" " + name + " "));
        }
    }

    private record Shipped(String version, String source, List<SubstanceClass> classes) {}

    private final Shipped shipped = DataFile.read("/substance/classes-2026.1.json", Shipped.class);

    SubstanceClasses() {
        check(RuleSets.current().vocabulary());
    }

    String version() {
        return shipped.version();
    }

    /** Codes of the facts that follow from a substance on a list. */
    List<String> facts(SubstanceJson.Kind list, SubstanceJson.Substance substance) {
        var words = words(substance.name());
        return shipped.classes().stream()
                .filter(one -> one.list() == list && one.holds(substance, words))
                .map(SubstanceClass::fact)
                .toList();
    }

    /** Lower case, no accents, single blanks between and around the words. */
    private static String words(String name) {
        var plain = MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
        return " " + NO_WORD.matcher(plain).replaceAll(" ").strip() + " ";
    }

    private void check(FactVocabulary vocabulary) {
        Set<String> seen = new HashSet<>();
        for (var one : shipped.classes()) {
            var known = vocabulary.find(one.fact()).filter(fact -> !fact.derived());
            if (known.isEmpty()
                    || known.get().kind() == FactDefinition.Kind.CODE
                    || !seen.add(one.fact())
                    || !one.atc().stream().allMatch(SubstanceJson.CodeSystem.ATC::has)
                    || !one.rxnorm().stream().allMatch(SubstanceJson.CodeSystem.RXNORM::has)
                    || !one.names().stream().allMatch(name -> words(name).equals(" " + name + " "))) {
                throw new IllegalStateException(
                        "substance classes: " + one.fact() + " is unknown, doubled or ill-formed");
            }
        }
    }
}
