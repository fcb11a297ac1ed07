package org.paincare.outcome.response;

import static org.paincare.outcome.rules.RuleFiles.need;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.paincare.outcome.rules.RuleFiles;
import org.paincare.outcome.rules.RuleRef;
import org.paincare.outcome.window.DayMeasure;

/**
 * Which measure response, course, futility and relapse run on, by ICHD-3 code. The first measure decides, others are
 * shown beside it. Accompanying diagnoses take the measure of the diagnosis they accompany.
 */
public record PrimaryMeasures(
        String version,
        String mark,
        List<String> sources,
        Map<String, List<DayMeasure>> measures,
        List<String> accompanying) {

    public PrimaryMeasures {
        sources = List.copyOf(sources);
        measures = Map.copyOf(measures);
        accompanying = List.copyOf(accompanying);
        measures.forEach((code, list) -> need(!list.isEmpty(), code + " has no measure"));
        for (String code : accompanying) {
            need(!measures.containsKey(code), code + " cannot be both");
        }
    }

    /** What decides, what is shown beside it, and the diagnosis it follows from. */
    public record Choice(DayMeasure primary, List<DayMeasure> beside, String diagnosis, RuleRef rule) {}

    public static PrimaryMeasures shipped() {
        return RuleFiles.shipped(PrimaryMeasures.class, "primary-measures-1.json");
    }

    /**
     * @param diagnoses ICHD-3 codes, the leading one first
     * @return empty where no diagnosis of the list has a measure of its own
     */
    public Optional<Choice> choose(List<String> diagnoses) {
        return diagnoses.stream().filter(measures::containsKey).findFirst().map(code -> {
            List<DayMeasure> list = measures.getOrDefault(code, List.of());
            return new Choice(
                    list.getFirst(), list.subList(1, list.size()), code, new RuleRef("primary-measures", version));
        });
    }
}
