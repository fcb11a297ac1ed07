package org.paincare.outcome;

import org.paincare.platform.Text;
import org.paincare.platform.problem.ProblemCode;

/** What outcome-service refuses, by code. */
public enum OutcomeProblem implements ProblemCode {
    INSTRUMENT_NOT_FOUND(404, "There is no instrument of this name", "No existe un instrumento con este nombre"),
    ANSWER_INVALID(
            422, "An answer is not one of those its item allows", "Una respuesta no es de las que su ítem permite"),
    ITEMS_MISSING(400, "No answers were sent", "No se enviaron respuestas"),
    ITEMS_MALFORMED(
            422, "The answers do not have the instrument's form", "Las respuestas no tienen la forma del instrumento"),
    ITEM_COUNT_WRONG(
            422, "The number of answers is not the instrument's", "El número de respuestas no es el del instrumento"),
    ITEM_UNKNOWN(422, "The instrument has no such item", "El instrumento no tiene ese ítem"),
    ITEM_REPEATED(422, "An item is answered twice", "Un ítem está respondido dos veces"),
    POLICY_UNKNOWN(422, "The instrument has no such policy", "El instrumento no tiene esa política"),
    TEXT_SHIPPED(
            422, "This instrument's words ship with the system", "El texto de este instrumento viene con el sistema"),
    INSTRUMENT_TEXT_INVALID(
            422, "The words do not fit the instrument's items", "El texto no corresponde a los ítems del instrumento"),
    ANSWER_FRONTEND_INVALID(
            422,
            "An https address with {token} behind a # is needed, so that no server on the way sees it",
            "Se necesita una dirección https con {token} después de un #, para que ningún servidor lo vea"),
    ANSWER_FRONTEND_MISSING(
            409,
            "The clinic has not registered its page for answering",
            "La clínica no ha registrado su página para responder"),
    NOTHING_TO_ANSWER(
            409,
            "Nothing that the patient could answer is open",
            "No hay nada abierto que el paciente pueda responder"),
    ANSWER_LINK_INVALID(401, "This link is not one of ours", "Este enlace no es nuestro"),
    ANSWER_LINK_USED(
            409,
            "This link was opened before; ask the clinic for a new one",
            "Este enlace ya se abrió; pida uno nuevo a la clínica"),
    ANSWER_LINK_ENDED(
            409,
            "This link is over: all is answered, it is too old or was taken back",
            "Este enlace terminó: todo está respondido, venció o fue retirado"),
    TOO_MANY_REQUESTS(429, "Too many in too short a time; wait", "Demasiadas en poco tiempo; espere"),
    NOTHING_TO_SHOW(
            409,
            "No enrolment says yet what is measured for this patient",
            "Ningún ingreso al programa dice aún qué se mide en este paciente"),
    GOAL_REPEATED(422, "A goal is named twice", "Un objetivo aparece dos veces"),
    GOAL_UNKNOWN(
            422,
            "The patient has set no such goal; those that stand are in the review's basis",
            "El paciente no tiene esa meta; las vigentes están en la base de la revisión"),
    ASSESSMENT_NOT_OPEN(
            409, "This assessment takes no answers now", "Esta evaluación no recibe respuestas en este momento"),
    ANSWERED_BY_STAFF(403, "This one is for the team to fill in", "Esta la llena el equipo"),
    SOURCE_NOT_ALLOWED(
            422,
            "Patients answer as OWN; staff name PHONE or PAPER",
            "El paciente responde como OWN; el personal indica PHONE o PAPER"),
    REASON_REQUIRED(422, "A reason is needed for this", "Esto necesita un motivo"),
    TIME_IN_FUTURE(422, "This lies in the future", "Esto está en el futuro"),
    DIARY_DAY_IN_FUTURE(422, "This day has not come yet", "Este día aún no ha llegado"),
    DIARY_DAY_TOO_LATE(
            422,
            "Patients fill in a day up to 48 hours after its end; the clinic can do it later",
            "El paciente completa un día hasta 48 horas después; la clínica puede hacerlo más tarde"),
    DIARY_DAY_INVALID(422, "The day contradicts itself or what is possible", "El día se contradice o no es posible"),
    ALERT_STATE(409, "The alert's state does not allow this", "El estado de la alerta no permite esto"),
    REVIEW_STATE(409, "The review's state does not allow this", "El estado de la revisión no permite esto"),
    NO_REVIEW_DUE(
            409,
            "No programme review can be recorded: treatment has not begun",
            "No se puede registrar una revisión: el tratamiento no ha comenzado"),
    INTERVAL_REQUIRED(
            422,
            "WIDEN needs the days between sessions, other decisions none",
            "WIDEN necesita los días entre sesiones; las demás decisiones no");

    private final int status;
    private final Text title;

    OutcomeProblem(int status, String en, String es) {
        this.status = status;
        this.title = new Text(en, es);
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public Text title() {
        return title;
    }
}
