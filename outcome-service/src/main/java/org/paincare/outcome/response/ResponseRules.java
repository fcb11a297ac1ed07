package org.paincare.outcome.response;

import static org.paincare.outcome.rules.RuleFiles.need;

import java.util.List;
import org.paincare.outcome.rules.RuleFiles;
import org.paincare.outcome.rules.RuleRef;
import org.paincare.platform.scoring.Fraction;

/** Thresholds of response: per cent of the baseline, NRS points, instrument points. */
public record ResponseRules(
        String version,
        String mark,
        List<String> sources,
        List<Level> classes,
        int worsenedPercent,
        int sessionPoints,
        int sessionPercent,
        ResponseClass benefitClass,
        int benefitHit6Points,
        int benefitPgicAtMost) {

    /** A class and the least reduction that earns it, in per cent of the baseline. */
    public record Level(ResponseClass name, int atLeastPercent) {}

    public ResponseRules {
        sources = List.copyOf(sources);
        classes = List.copyOf(classes);
        need(!classes.isEmpty(), "at least one class");
        for (int i = 1; i < classes.size(); i++) {
            need(
                    classes.get(i).atLeastPercent() < classes.get(i - 1).atLeastPercent()
                            && classes.get(i - 1).name().reaches(classes.get(i).name()),
                    "classes go from best to least");
        }
        need(classes.getFirst().atLeastPercent() <= 100 && classes.getLast().atLeastPercent() > 0, "1 to 100 %");
        need(worsenedPercent > 0 && sessionPoints > 0 && sessionPercent > 0, "thresholds are positive");
        need(benefitHit6Points > 0 && benefitPgicAtMost >= 1 && benefitPgicAtMost <= 7, "benefit thresholds");
    }

    public static ResponseRules shipped() {
        return RuleFiles.shipped(ResponseRules.class, "response-1.json");
    }

    public RuleRef ref() {
        return new RuleRef("response", version);
    }

    /** @param reduction per cent of the baseline, exact; negative is worse */
    ResponseClass classify(Fraction reduction) {
        for (Level level : classes) {
            if (reduction.atLeast(Fraction.of(level.atLeastPercent()))) {
                return level.name();
            }
        }
        return Fraction.of(-worsenedPercent).atLeast(reduction) ? ResponseClass.WORSENED : ResponseClass.NON_RESPONDER;
    }
}
