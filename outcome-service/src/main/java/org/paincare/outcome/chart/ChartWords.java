package org.paincare.outcome.chart;

import java.util.Locale;
import org.paincare.outcome.course.CourseState;
import org.paincare.outcome.window.DayMeasure;

/** The words of the picture. */
enum ChartWords {
    TITLE("Course over time", "Evolución en el tiempo"),
    DESCRIPTION(
            "Windows of 28 days from %s to %s: %s; severity; questionnaires; sessions with the dose given. Windows with too"
                    + " few recorded days are hatched, not zero.",
            "Ventanas de 28 días del %s al %s: %s; intensidad; cuestionarios; sesiones con la dosis dada. Las ventanas con"
                    + " muy pocos días registrados están rayadas; no son cero."),
    PER_28("per 28 days", "por 28 días"),
    BASELINE("baseline", "basal"),
    HALF("half of baseline", "mitad del basal"),
    SEVERITY("Mean daily pain", "Dolor diario medio"),
    NRS("0 to 10", "0 a 10"),
    FORMS("Questionnaires", "Cuestionarios"),
    SESSIONS("Sessions, mg", "Sesiones, mg"),
    AT_HOME("At home, mg a day", "En casa, mg por día"),
    LEGEND_AT_HOME("day with sprays taken at home", "día con aplicaciones en casa"),
    NO_DATA("no data", "sin datos"),
    LEGEND_VALUE("window with 21 or more recorded days", "ventana con 21 días registrados o más"),
    LEGEND_LOW("14 to 20 days: shown, decides nothing", "14 a 20 días: se muestra, no decide"),
    LEGEND_NO_DATA("under 14 days: no data", "menos de 14 días: sin datos"),
    LEGEND_SESSION("session", "sesión"),
    LEGEND_BANDS("best to worst band", "de la mejor a la peor banda"),
    LEGEND_MISSED("asked, not answered", "pedido, sin respuesta"),
    NOTHING("No treatment window yet.", "Aún no hay ventanas de tratamiento."),
    NOT_EFFICACY(
            "What was recorded; a course over time is no proof that the treatment caused it.",
            "Lo registrado; una evolución en el tiempo no prueba que la causa sea el tratamiento.");

    private final String en;
    private final String es;

    ChartWords(String en, String es) {
        this.en = en;
        this.es = es;
    }

    String in(Locale language) {
        return isSpanish(language) ? es : en;
    }

    private static boolean isSpanish(Locale language) {
        return "es".equals(language.getLanguage());
    }

    static String measure(DayMeasure measure, Locale language) {
        var es = isSpanish(language);
        return switch (measure) {
            case MIGRAINE_DAYS -> es ? "Días de migraña" : "Migraine days";
            case HEADACHE_DAYS -> es ? "Días de cefalea" : "Headache days";
            case MODERATE_SEVERE_DAYS -> es ? "Días moderados o intensos" : "Moderate or severe days";
            case SEVERE_DAYS -> es ? "Días intensos" : "Severe days";
            case ACUTE_MEDICATION_DAYS -> es ? "Días con medicación aguda" : "Acute-medication days";
            case INTRANASAL_KETAMINE_DAYS -> es ? "Días con ketamina intranasal" : "Intranasal-ketamine days";
            case HEADACHE_HOURS -> es ? "Horas de cefalea" : "Headache hours";
            case ATTACKS_PER_WEEK -> es ? "Ataques por semana" : "Attacks per week";
            case MEAN_DAILY_NRS -> SEVERITY.in(language);
            case MEAN_CONCENTRATION -> es ? "Concentración media" : "Mean concentration";
        };
    }

    static String state(CourseState state, Locale language) {
        var es = isSpanish(language);
        return switch (state) {
            case ONSET_PENDING -> es ? "en espera" : "pending";
            case RESPONSE -> es ? "respuesta" : "response";
            case SUSTAINED -> es ? "sostenida" : "sustained";
            case RELAPSE -> es ? "recaída" : "relapse";
            case NON_RESPONSE -> es ? "sin respuesta" : "no response";
        };
    }
}
