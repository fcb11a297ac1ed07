package org.paincare.patient.eligibility.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paincare.patient.eligibility.engine.Patients.TODAY;
import static org.paincare.patient.eligibility.engine.Patients.complete;
import static org.paincare.patient.eligibility.engine.Patients.daysAgo;
import static org.paincare.patient.eligibility.engine.RuleSays.rule;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** E17 to E35: organs, substances, medicines. Each rule fires, passes and misses. */
class RulesE17ToE35Test {

    @Test
    void E17_excludes_severe_hepatic_disease() {
        rule("E17")
                .fires(Severity.X, complete(Scope.S).code("CHILD_PUGH", "C"))
                .fires(Severity.X, complete(Scope.S).present("JAUNDICE"))
                .fires(Severity.X, complete(Scope.P).number("ALT_ULN_MULTIPLE", "5.01"))
                .fires(Severity.X, complete(Scope.P).number("AST_ULN_MULTIPLE", "5.01"))
                .passes(complete(Scope.P).number("ALT_ULN_MULTIPLE", "5"))
                .misses(complete(Scope.P).without("CHILD_PUGH"))
                .misses(complete(Scope.P).without("JAUNDICE"));
    }

    @Test
    void E18_asks_for_an_override_in_moderate_disease_only_where_E17_does_not_fire() {
        rule("E18")
                .fires(Severity.O, complete(Scope.S).code("CHILD_PUGH", "B"))
                .fires(Severity.O, complete(Scope.P).number("ALT_ULN_MULTIPLE", "3.01"))
                .fires(Severity.O, complete(Scope.P).number("AST_ULN_MULTIPLE", "5"))
                .passes(complete(Scope.P).number("ALT_ULN_MULTIPLE", "3"))
                .passes(complete(Scope.P).number("ALT_ULN_MULTIPLE", "5.01"))
                .misses(complete(Scope.P).without("CHILD_PUGH"));
    }

    @Test
    void E17_and_E18_pass_without_liver_tests_where_there_is_no_hepatic_risk() {
        Patients noTests = complete(Scope.P).without("ALT_ULN_MULTIPLE", "AST_ULN_MULTIPLE");
        rule("E17").passes(noTests);
        rule("E18").passes(noTests);
        Patients atRisk = noTests.present("CHRONIC_HEPATITIS");
        rule("E17").misses(atRisk);
        rule("E18").misses(atRisk);
    }

    @Test
    void E19_wants_liver_tests_within_90_days_at_hepatic_risk_or_over_six_sessions() {
        rule("E19")
                .passes(complete(Scope.P).without("ALT_ULN_MULTIPLE"))
                .misses(complete(Scope.P).without("ALT_ULN_MULTIPLE").present("ALCOHOL_HEPATIC_RISK"))
                .misses(complete(Scope.P).without("AST_ULN_MULTIPLE").plan(InfusionKind.SERIES, 7, null))
                .passes(complete(Scope.P).without("AST_ULN_MULTIPLE").plan(InfusionKind.SERIES, 6, null))
                .misses(complete(Scope.P).without("AST_ULN_MULTIPLE").plan(InfusionKind.SERIES, null, null))
                .passes(complete(Scope.P).present("CHRONIC_HEPATITIS").number("ALT_ULN_MULTIPLE", "1", daysAgo(90)))
                .misses(complete(Scope.P).present("CHRONIC_HEPATITIS").number("ALT_ULN_MULTIPLE", "1", daysAgo(91)));
    }

    @Test
    void E20_excludes_raised_intracranial_pressure() {
        for (String cause :
                new String[] {"INTRACRANIAL_MASS", "HYDROCEPHALUS", "CSF_SHUNT_FAILURE", "RAISED_ICP_OTHER"}) {
            rule("E20")
                    .fires(Severity.X, complete(Scope.S).present(cause))
                    .misses(complete(Scope.S).without(cause));
        }
        rule("E20").passes(complete(Scope.S));
    }

    @Test
    void E21_asks_for_an_override_in_stable_idiopathic_hypertension() {
        rule("E21")
                .fires(Severity.O, complete(Scope.P).present("IIH_STABLE"))
                .passes(complete(Scope.P))
                .misses(complete(Scope.P).without("IIH_STABLE"));
    }

    @Test
    void E22a_excludes_acute_eye_conditions() {
        for (String eye : new String[] {"ANGLE_CLOSURE_ACUTE", "OPEN_GLOBE", "IOP_UNCONTROLLED"}) {
            rule("E22a")
                    .fires(Severity.X, complete(Scope.S).present(eye))
                    .misses(complete(Scope.S).without(eye));
        }
        rule("E22a").passes(complete(Scope.S));
    }

    @Test
    void E22b_asks_for_an_override_in_treated_glaucoma() {
        rule("E22b")
                .fires(Severity.O, complete(Scope.S).present("GLAUCOMA_TREATED"))
                .passes(complete(Scope.S))
                .misses(complete(Scope.S).without("GLAUCOMA_TREATED"));
    }

    @Test
    void E23_excludes_active_substance_use_disorder_for_a_series_and_for_a_single_infusion() {
        for (InfusionKind kind : InfusionKind.values()) {
            rule("E23")
                    .fires(Severity.X, complete(Scope.S).present("SUD_ACTIVE").plan(kind, 1, null))
                    .fires(
                            Severity.X,
                            complete(Scope.P).present("KETAMINE_MISUSE").plan(kind, 1, null))
                    .passes(complete(Scope.S).plan(kind, 1, null))
                    .misses(complete(Scope.S).without("SUD_ACTIVE").plan(kind, 1, null));
        }
    }

    @Test
    void E24_asks_for_an_override_after_substance_use_or_a_positive_screen() {
        rule("E24")
                .fires(Severity.O, complete(Scope.S).present("SUD_IN_REMISSION"))
                .fires(Severity.O, complete(Scope.P).present("UDS_POSITIVE_UNEXPLAINED"))
                .passes(complete(Scope.P))
                .misses(complete(Scope.P).without("UDS_POSITIVE_UNEXPLAINED"));
    }

    @Test
    void E25_excludes_intoxication_today() {
        rule("E25")
                .fires(Severity.X, complete(Scope.S).present("INTOXICATED_TODAY"))
                .passes(complete(Scope.S))
                .misses(complete(Scope.S).without("INTOXICATED_TODAY"))
                .misses(complete(Scope.S).present("INTOXICATED_TODAY", daysAgo(1)));
    }

    @Test
    void E26_wants_a_pdmp_query_within_30_days_in_the_united_states_and_can_be_deferred() {
        rule("E26")
                .passes(american().present("PDMP_QUERY", daysAgo(30)))
                .misses(american().present("PDMP_QUERY", daysAgo(31)))
                .misses(american().without("PDMP_QUERY"))
                .isNotAsked(complete(Scope.P));
        Evaluation deferred = american().without("PDMP_QUERY").deferred("E26").evaluate();
        assertThat(deferred.decision()).isEqualTo(Decision.ELIGIBLE);
        assertThat(deferred.rule("E26").marks()).containsExactly(Mark.DEFERRED);
    }

    private static Patients american() {
        return complete(Scope.P).in("US").consent("CONTROLLED_SUBSTANCE_AGREEMENT");
    }

    @Test
    void E27_wants_an_ecg_within_twelve_calendar_months_where_there_is_cardiovascular_risk() {
        LocalDate aYearAgo = TODAY.minusMonths(12);
        rule("E27")
                .passes(complete(Scope.P).without("ECG"))
                .misses(complete(Scope.P).present("CV_RISK_FACTOR").without("ECG"))
                .passes(complete(Scope.P).present("CV_RISK_FACTOR").present("ECG", Patients.at(aYearAgo, 8, 0)))
                .misses(complete(Scope.P)
                        .present("CV_RISK_FACTOR")
                        .present("ECG", Patients.at(aYearAgo.minusDays(1), 23, 59)))
                .misses(complete(Scope.P).without("CV_RISK_FACTOR", "ECG"));
    }

    @Test
    void E28_uses_the_clinics_own_limit_of_oxygen_saturation() {
        rule("E28")
                .passes(complete(Scope.S).number("SPO2_ROOM_AIR", "88").spo2Limit("88"))
                .fires(
                        Severity.O,
                        complete(Scope.S).number("SPO2_ROOM_AIR", "87").spo2Limit("88"))
                .fires(
                        Severity.O,
                        complete(Scope.S).number("SPO2_ROOM_AIR", "91").spo2Limit("92"))
                .passes(complete(Scope.P)
                        .number("SPO2_ROOM_AIR", "92", daysAgo(40))
                        .spo2Limit("92"))
                .misses(complete(Scope.S).number("SPO2_ROOM_AIR", "94", daysAgo(1)))
                .misses(complete(Scope.P).without("SPO2_ROOM_AIR"));
        for (String disease : new String[] {"SEVERE_LUNG_DISEASE", "HOME_OXYGEN", "OSA_SEVERE_UNTREATED"}) {
            rule("E28").fires(Severity.O, complete(Scope.P).present(disease));
        }
    }

    @Test
    void E29_asks_for_an_override_in_seizures_thyroid_adrenal_and_porphyria() {
        for (String disease :
                new String[] {"SEIZURES_UNCONTROLLED", "HYPERTHYROIDISM", "PHAEOCHROMOCYTOMA", "PORPHYRIA"}) {
            rule("E29")
                    .fires(Severity.O, complete(Scope.P).present(disease))
                    .misses(complete(Scope.P).without(disease));
        }
        rule("E29").passes(complete(Scope.P));
    }

    @Test
    void E30_asks_for_an_override_under_an_egfr_of_30() {
        rule("E30")
                .fires(Severity.O, complete(Scope.P).number("EGFR", "29.9"))
                .passes(complete(Scope.P).number("EGFR", "30"))
                .misses(complete(Scope.P).without("EGFR"));
    }

    @Test
    void E31a_excludes_cystitis_and_haematuria_until_cleared() {
        rule("E31a")
                .fires(Severity.X, complete(Scope.S).present("CYSTITIS_ACTIVE"))
                .fires(Severity.X, complete(Scope.S).present("HAEMATURIA"))
                .passes(complete(Scope.S).present("HAEMATURIA", daysAgo(3)).cleared("HAEMATURIA", daysAgo(1), TODAY))
                .misses(complete(Scope.S).without("HAEMATURIA"));
    }

    @Test
    void E31b_asks_for_an_override_after_ketamine_uropathy() {
        rule("E31b")
                .fires(Severity.O, complete(Scope.S).present("KETAMINE_UROPATHY_PRIOR"))
                .passes(complete(Scope.S))
                .misses(complete(Scope.S).without("KETAMINE_UROPATHY_PRIOR"));
    }

    @Test
    void E32_asks_for_an_override_within_14_days_of_an_mao_inhibitor_or_while_it_is_taken() {
        rule("E32")
                .fires(Severity.O, complete(Scope.S).happened("MAOI", TODAY.minusDays(14)))
                .passes(complete(Scope.S).happened("MAOI", TODAY.minusDays(15)))
                .fires(Severity.O, complete(Scope.S).present("MAOI", daysAgo(300)))
                .misses(complete(Scope.S).without("MAOI"));
    }

    @Test
    void E33_asks_for_an_override_with_theophylline_or_sympathomimetics() {
        rule("E33")
                .fires(Severity.O, complete(Scope.S).present("THEOPHYLLINE"))
                .fires(Severity.O, complete(Scope.S).present("SYMPATHOMIMETIC_OR_VASOPRESSIN"))
                .passes(complete(Scope.S))
                .misses(complete(Scope.S).without("THEOPHYLLINE"));
    }

    @Test
    void E34_asks_for_an_override_from_50_mme_a_day_or_with_a_depressant() {
        rule("E34")
                .fires(Severity.O, complete(Scope.S).number("OPIOID_MME_PER_DAY", "50"))
                .passes(complete(Scope.S).number("OPIOID_MME_PER_DAY", "49.9"))
                .passes(complete(Scope.S).absent("OPIOID_MME_PER_DAY"))
                .fires(Severity.O, complete(Scope.S).present("BENZODIAZEPINE"))
                .fires(Severity.O, complete(Scope.S).present("OTHER_CNS_DEPRESSANT"))
                .misses(complete(Scope.S).without("OPIOID_MME_PER_DAY"));
    }

    @Test
    void E35_informs_about_interactions_and_never_blocks() {
        for (String medicine : new String[] {"CYP3A4_STRONG_INHIBITOR", "CYP3A4_STRONG_INDUCER", "LAMOTRIGINE"}) {
            rule("E35")
                    .fires(Severity.I, complete(Scope.P).present(medicine))
                    .misses(complete(Scope.P).without(medicine));
        }
        rule("E35").passes(complete(Scope.P));
    }
}
