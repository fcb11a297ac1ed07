package org.paincare.patient.eligibility.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paincare.patient.eligibility.engine.Patients.NOW;
import static org.paincare.patient.eligibility.engine.Patients.TODAY;
import static org.paincare.patient.eligibility.engine.Patients.complete;
import static org.paincare.patient.eligibility.engine.Patients.daysAgo;
import static org.paincare.patient.eligibility.engine.RuleSays.rule;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** E36 to E48: red flags, headache history, consents, the day itself. Each rule fires, passes and misses. */
class RulesE36ToE48Test {

    @Test
    void E36_excludes_every_red_flag_until_cleared() {
        for (String flag : new String[] {
            "RED_FLAG_FOCAL_DEFICIT",
            "RED_FLAG_ALTERED_MENTAL_STATUS",
            "RED_FLAG_FEVER",
            "RED_FLAG_THUNDERCLAP",
            "RED_FLAG_FIRST_HEADACHE_AFTER_50",
            "RED_FLAG_CANCER_OR_IMMUNOSUPPRESSION",
            "RED_FLAG_NEW_SEIZURE"
        }) {
            rule("E36")
                    .fires(Severity.X, complete(Scope.P).present(flag))
                    .passes(complete(Scope.P).present(flag, daysAgo(9)).cleared(flag, daysAgo(2), TODAY))
                    .misses(complete(Scope.P).without(flag));
        }
        rule("E36").passes(complete(Scope.S));
    }

    @Test
    void E36_head_trauma_fires_only_if_new_or_worse_since_imaging() {
        rule("E36")
                .passes(complete(Scope.P).present("RED_FLAG_HEAD_TRAUMA"))
                .fires(
                        Severity.X,
                        complete(Scope.P)
                                .present("RED_FLAG_HEAD_TRAUMA")
                                .present("HEAD_TRAUMA_NEW_OR_WORSE_SINCE_IMAGING"))
                .misses(complete(Scope.P)
                        .present("RED_FLAG_HEAD_TRAUMA")
                        .without("HEAD_TRAUMA_NEW_OR_WORSE_SINCE_IMAGING"));
    }

    @Test
    void E36_counts_a_temperature_of_today_over_37_9() {
        rule("E36")
                .fires(Severity.X, complete(Scope.S).number("TEMPERATURE_CEL", "38.0"))
                .passes(complete(Scope.S).number("TEMPERATURE_CEL", "37.9"))
                .passes(complete(Scope.S).number("TEMPERATURE_CEL", "38.5", daysAgo(1)));
    }

    @Test
    void E37_wants_a_diagnosis_in_scope_and_medication_overuse_alone_is_none() {
        rule("E37")
                .passes(complete(Scope.P))
                .passes(complete(Scope.P).absent("DX_CHRONIC_MIGRAINE").present("DX_CHRONIC_CLUSTER"))
                .misses(complete(Scope.P).absent("DX_CHRONIC_MIGRAINE"))
                .misses(complete(Scope.P).absent("DX_CHRONIC_MIGRAINE").present("DX_MEDICATION_OVERUSE"))
                .misses(complete(Scope.P).without("DX_CHRONIC_MIGRAINE"));
    }

    @Test
    void E38_asks_for_an_override_under_15_headache_or_8_migraine_days() {
        rule("E38")
                .passes(complete(Scope.P).number("HEADACHE_DAYS_28", "15").number("MIGRAINE_DAYS_28", "8"))
                .fires(Severity.O, complete(Scope.P).number("HEADACHE_DAYS_28", "14.9"))
                .fires(Severity.O, complete(Scope.P).number("MIGRAINE_DAYS_28", "7"))
                .misses(complete(Scope.P).without("MIGRAINE_DAYS_28"))
                .passes(complete(Scope.P)
                        .absent("DX_CHRONIC_MIGRAINE")
                        .present("DX_CHRONIC_CLUSTER")
                        .without("MIGRAINE_DAYS_28", "HEADACHE_DAYS_28"));
    }

    @Test
    void E39a_asks_for_an_override_under_three_failed_classes() {
        rule("E39a")
                .fires(Severity.O, complete(Scope.P).number("FAILED_PREVENTIVE_CLASSES", "2"))
                .passes(complete(Scope.P).number("FAILED_PREVENTIVE_CLASSES", "3"))
                .misses(complete(Scope.P).without("FAILED_PREVENTIVE_CLASSES"));
    }

    @Test
    void E39b_misses_an_unknown_preventive_history() {
        rule("E39b")
                .passes(complete(Scope.P).number("FAILED_PREVENTIVE_CLASSES", "0"))
                .misses(complete(Scope.P).notKnown("FAILED_PREVENTIVE_CLASSES"))
                .misses(complete(Scope.P).without("FAILED_PREVENTIVE_CLASSES"));
    }

    @Test
    void E40_asks_for_a_withdrawal_plan_on_criteria_or_a_recorded_8_2() {
        rule("E40")
                .fires(Severity.O, complete(Scope.P).present("MOH_CRITERIA"))
                .fires(Severity.O, complete(Scope.P).present("DX_MEDICATION_OVERUSE"))
                .passes(complete(Scope.P))
                .misses(complete(Scope.P).without("MOH_CRITERIA"));
    }

    @Test
    void E41_wants_21_of_28_diary_days_and_can_be_deferred() {
        rule("E41")
                .passes(complete(Scope.P).number("DIARY_DAYS_RECORDED_28", "21"))
                .misses(complete(Scope.P).number("DIARY_DAYS_RECORDED_28", "20"))
                .misses(complete(Scope.P).without("DIARY_DAYS_RECORDED_28"));
        Evaluation deferred = complete(Scope.P)
                .without("DIARY_DAYS_RECORDED_28")
                .deferred("E41")
                .evaluate();
        assertThat(deferred.decision()).isEqualTo(Decision.ELIGIBLE);
    }

    @Test
    void E42_wants_the_consents_of_scope_and_jurisdiction() {
        rule("E42")
                .passes(complete(Scope.P).noConsent("NO_DRIVING_ACK"))
                .passes(complete(Scope.S).noConsent("SENSITIVE_DATA_AUTHORISATION"))
                .misses(complete(Scope.S).noConsent("NO_DRIVING_ACK"))
                .misses(complete(Scope.P).noConsent("SENSITIVE_DATA_AUTHORISATION"))
                .misses(complete(Scope.P).in("US"))
                .passes(complete(Scope.S).in("US"));
        for (String type : new String[] {"TREATMENT_OFF_LABEL", "SEDATION_RISK", "PRIVACY_NOTICE"}) {
            rule("E42")
                    .misses(complete(Scope.P).noConsent(type))
                    .misses(complete(Scope.S).noConsent(type));
        }
    }

    @Test
    void E42_counts_a_consent_through_its_last_day_and_not_once_superseded_or_withdrawn() {
        String type = "TREATMENT_OFF_LABEL";
        rule("E42")
                .passes(complete(Scope.S).consent(type, daysAgo(100), TODAY))
                .misses(complete(Scope.S).consent(type, daysAgo(100), TODAY.minusDays(1)))
                .passes(complete(Scope.S).consent(type, Patients.at(TODAY.minusMonths(12), 23, 0), null))
                .misses(complete(Scope.S)
                        .consent(type, Patients.at(TODAY.minusMonths(12).minusDays(1), 23, 0), null))
                .misses(complete(Scope.S).consent(new ConsentGrant("c", type, daysAgo(9), null, true, null)))
                .misses(complete(Scope.S).consent(new ConsentGrant("c", type, daysAgo(9), null, false, NOW)))
                .passes(complete(Scope.S)
                        .consent(new ConsentGrant("c", type, daysAgo(9), null, false, NOW.plus(Duration.ofHours(1)))));
    }

    @Test
    void E43_excludes_without_capacity_and_without_representative() {
        rule("E43")
                .fires(Severity.X, complete(Scope.S).absent("DECISION_CAPACITY"))
                .passes(complete(Scope.S).absent("DECISION_CAPACITY").present("LEGAL_REPRESENTATIVE"))
                .passes(complete(Scope.S).without("LEGAL_REPRESENTATIVE"))
                .misses(complete(Scope.S).without("DECISION_CAPACITY").absent("LEGAL_REPRESENTATIVE"));
    }

    @Test
    void E44a_excludes_asa_IV_as_outpatient_and_asks_for_an_override_as_inpatient() {
        rule("E44a")
                .fires(Severity.X, complete(Scope.P).code("ASA_CLASS", "IV"))
                .fires(Severity.X, complete(Scope.P).code("ASA_CLASS", "V"))
                .fires(Severity.O, complete(Scope.P).code("ASA_CLASS", "IV").in(Setting.INPATIENT))
                .passes(complete(Scope.P).code("ASA_CLASS", "III"))
                .misses(complete(Scope.P).without("ASA_CLASS"));
    }

    @Test
    void E44b_asks_for_an_override_in_asa_III() {
        rule("E44b")
                .fires(Severity.O, complete(Scope.P).code("ASA_CLASS", "III"))
                .passes(complete(Scope.P).code("ASA_CLASS", "II"))
                .passes(complete(Scope.P).code("ASA_CLASS", "IV"))
                .misses(complete(Scope.P).without("ASA_CLASS"));
    }

    @Test
    void E45_wants_a_weight_within_30_days_for_the_programme() {
        rule("E45")
                .passes(complete(Scope.P).number("WEIGHT_KG", "64", daysAgo(30)))
                .misses(complete(Scope.P).number("WEIGHT_KG", "64", daysAgo(31)))
                .misses(complete(Scope.P).without("WEIGHT_KG"));
    }

    @Test
    void E45_wants_a_weight_within_7_days_and_10_percent_for_a_session() {
        rule("E45")
                .passes(complete(Scope.S).number("WEIGHT_KG", "64", daysAgo(7)))
                .misses(complete(Scope.S).number("WEIGHT_KG", "64", daysAgo(8)))
                .passes(complete(Scope.S).number("WEIGHT_KG", "70.4"))
                .misses(complete(Scope.S).number("WEIGHT_KG", "70.41"))
                .passes(complete(Scope.S).number("WEIGHT_KG", "57.6"))
                .misses(complete(Scope.S).number("WEIGHT_KG", "57.59"))
                .passes(complete(Scope.S).number("WEIGHT_KG", "90").plan(InfusionKind.SERIES, 6, null));
    }

    @Test
    void E45_does_not_believe_a_weight_in_pounds_past_the_plausible_range() {
        rule("E45").misses(complete(Scope.P).number("WEIGHT_KG", "301"));
    }

    @Test
    void E46_asks_for_an_override_from_the_seventy_sixth_birthday() {
        rule("E46")
                .fires(Severity.O, complete(Scope.P).born(TODAY.minusYears(76)))
                .passes(complete(Scope.P).born(TODAY.minusYears(76).plusDays(1)))
                .misses(complete(Scope.P).born(null));
    }

    @Test
    void E47_excludes_a_start_without_a_confirmed_escort() {
        rule("E47")
                .fires(Severity.X, complete(Scope.S).absent("ESCORT_CONFIRMED"))
                .passes(complete(Scope.S))
                .misses(complete(Scope.S).without("ESCORT_CONFIRMED"))
                .misses(complete(Scope.S).present("ESCORT_CONFIRMED", daysAgo(1)))
                .isNotAsked(complete(Scope.P));
    }

    @Test
    void E48_asks_for_an_override_when_fasting_was_not_met() {
        rule("E48")
                .fires(Severity.O, complete(Scope.S).absent("FASTING_MET"))
                .passes(complete(Scope.S))
                .misses(complete(Scope.S).without("FASTING_MET"));
    }
}
