package org.paincare.outcome.diary;

import static org.paincare.outcome.rules.RuleFiles.need;

import java.util.List;
import java.util.Map;
import org.paincare.outcome.rules.RuleFiles;
import org.paincare.outcome.rules.RuleRef;

/** The numbers behind the kinds of days; minutes of one local day, NRS 0 to 10. */
public record DiaryRules(
        String version,
        String mark,
        List<String> sources,
        int headacheDayMinutes,
        int moderateSevereMinutes,
        int moderateNrs,
        int severeNrs,
        int strictMinutes,
        int leidenMinutes,
        int leidenAuraFromMinutes,
        int leidenAuraToMinutes,
        int featuresNeeded,
        int backfillHours,
        Map<MedicationClass, ClassRule> classes) {

    /** @param overuseItem the item of MOH-DAYS that counts this class; empty where it has no limit */
    public record ClassRule(boolean migraineSpecific, boolean acute, String overuseItem) {}

    public DiaryRules {
        sources = List.copyOf(sources);
        classes = Map.copyOf(classes);
        need(headacheDayMinutes > 0 && headacheDayMinutes <= 1440, "headacheDayMinutes lies within a day");
        need(moderateSevereMinutes > 0 && strictMinutes > 0 && leidenMinutes > 0, "minutes are positive");
        need(moderateNrs >= 1 && moderateNrs < severeNrs && severeNrs <= 10, "moderate comes before severe on 0 to 10");
        need(leidenAuraFromMinutes < leidenAuraToMinutes, "the aura range is not empty");
        need(featuresNeeded >= 1 && featuresNeeded <= DiaryDay.Feature.values().length, "featuresNeeded is 1 to 4");
        need(backfillHours >= 0, "backfillHours is not negative");
        need(classes.size() == MedicationClass.values().length, "every medication class needs its rule");
    }

    public static DiaryRules shipped() {
        return RuleFiles.shipped(DiaryRules.class, "diary-1.json");
    }

    public RuleRef ref() {
        return new RuleRef("diary", version);
    }

    ClassRule of(MedicationClass medication) {
        ClassRule rule = classes.get(medication);
        if (rule == null) {
            throw new IllegalStateException("no rule for " + medication);
        }
        return rule;
    }
}
