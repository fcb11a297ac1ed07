package org.paincare.session;

import org.paincare.platform.Text;
import org.paincare.platform.problem.ProblemCode;

/** What session-service refuses, by code. */
public enum SessionProblem implements ProblemCode {
    CLINIC_NOT_CONFIGURED(
            409,
            "The clinic's settings have not arrived here yet; try again",
            "La configuración de la clínica aún no ha llegado; intente de nuevo"),
    CLINIC_SUSPENDED(
            403,
            "The clinic is suspended: nothing new begins, care under way goes on",
            "La clínica está suspendida: no comienza nada nuevo, la atención en curso continúa"),
    CLINIC_CLOSED(
            403,
            "The clinic is closed: nothing new begins, care under way goes on",
            "La clínica está cerrada: no comienza nada nuevo, la atención en curso continúa"),
    PATIENT_DECEASED(409, "The patient has died", "El paciente falleció"),
    PATIENT_NOT_IN_CARE(
            409, "The patient may not be treated now", "El paciente no puede recibir tratamiento en este momento"),
    OCCURRED_TOO_EARLY(
            422,
            "This is before the last step, or too long ago to be charted as live",
            "Es anterior al último paso o hace demasiado tiempo para registrarlo como en vivo"),
    OCCURRED_IN_FUTURE(422, "What is recorded has not happened yet", "Lo que se registra aún no ha ocurrido"),
    REASON_REQUIRED(422, "A reason is needed", "Se necesita un motivo"),
    UNKNOWN_STAFF(
            422,
            "No active member of staff with this function has this id",
            "Ningún miembro activo del personal con esta función tiene este id"),

    PROTOCOL_UNKNOWN(422, "There is no protocol of this name", "No hay un protocolo con este nombre"),
    PROTOCOL_DISABLED(422, "This protocol is disabled", "Este protocolo está desactivado"),
    PLAN_INCONSISTENT(
            422,
            "Dose, rate and duration do not agree, or do not fit the protocol",
            "Dosis, velocidad y duración no concuerdan o no corresponden al protocolo"),
    PLAN_STATE(409, "The plan's state does not allow this", "El estado del plan no lo permite"),
    PLAN_HAS_NO_DRAFT(409, "The plan has no draft to sign", "El plan no tiene borrador para firmar"),
    PLAN_EXISTS(409, "The patient has a plan that is not ended", "El paciente tiene un plan que no ha terminado"),
    PLAN_NOT_ACTIVE(409, "The plan is not active", "El plan no está activo"),
    PROPOSAL_DECIDED(409, "The proposal was decided already", "La propuesta ya fue decidida"),
    PROPOSAL_STALE(
            409,
            "The proposal is for another revision of the plan or its time is over",
            "La propuesta es para otra revisión del plan o ya venció"),

    DOSE_LIMIT(422, "The order crosses a limit that nobody may pass", "La orden pasa un límite que nadie puede pasar"),
    DOSE_NEEDS_REASON(
            422,
            "The order crosses a limit that needs a reason or a second signature",
            "La orden pasa un límite que exige un motivo o una segunda firma"),
    ORDER_INCOMPLETE(422, "The parts of the order do not fit together", "Las partes de la orden no encajan entre sí"),
    VERBAL_ORDER_INCOMPLETE(
            422,
            "A verbal order names an active prescriber, was read back, and was heard by a second person",
            "Una orden verbal nombra un prescriptor activo, fue repetida y la oyó una segunda persona"),
    ORDER_STATE(409, "The order can no longer be changed or signed", "La orden ya no se puede cambiar ni firmar"),

    CHAIR_NAME_TAKEN(409, "Another chair has this name", "Otro sillón tiene este nombre"),
    CHAIR_UNKNOWN(422, "There is no active chair of this id", "No hay un sillón activo con este id"),
    BOOKING_TIME_INVALID(
            422,
            "A booking lies ahead and lasts 15 minutes to 24 hours",
            "Una reserva es futura y dura de 15 minutos a 24 horas"),
    CHAIR_TAKEN(409, "The chair is taken at this time", "El sillón está ocupado a esa hora"),
    PATIENT_BOOKED(409, "The patient has another booking at this time", "El paciente tiene otra reserva a esa hora"),
    NURSE_BOOKED(409, "The nurse has another booking at this time", "La enfermera tiene otra reserva a esa hora"),
    MONITOR_NAME_TAKEN(409, "Another monitor has this name", "Otro monitor tiene este nombre"),
    MONITOR_UNKNOWN(422, "There is no active monitor of this id", "No hay un monitor activo con este id"),
    MONITOR_TAKEN(409, "No monitor is free at this time", "No hay un monitor libre a esa hora"),
    CLOSED_THEN(
            409, "The clinic or the chair is closed at this time", "La clínica o el sillón está cerrado a esa hora"),
    OUTSIDE_OPENING_HOURS(
            422, "The clinic is not open for all of this time", "La clínica no está abierta durante todo ese tiempo"),
    BOOKING_TOO_SHORT(
            422,
            "Preparation, infusion and recovery take longer than this",
            "Preparación, infusión y recuperación duran más que esto"),
    STAFF_SHORT(
            409,
            "There are too few nurses on shift for one more patient at this time",
            "No hay suficientes enfermeras de turno para un paciente más a esa hora"),
    SKILL_MISSING(
            409,
            "Nobody on shift at this time has a skill that has to be there",
            "Nadie de turno a esa hora tiene una competencia exigida"),
    NURSE_NOT_ON_SHIFT(
            409,
            "The nurse is not on shift for all of this time",
            "La enfermera no está de turno durante todo ese tiempo"),
    SHIFT_OVERLAPS(409, "This person has another shift at this time", "Esta persona tiene otro turno a esa hora"),
    SHIFT_STATE(409, "The shift was cancelled already", "El turno ya fue cancelado"),
    WAIT_LIST_TWICE(409, "The plan waits on the list already", "El plan ya está en la lista de espera"),
    WAIT_LIST_STATE(409, "The entry no longer waits", "La entrada ya no está en espera"),
    WAIT_LIST_DAYS_INVALID(
            422,
            "The days lie ahead, in order, and at most a year away",
            "Los días son futuros, en orden y a lo sumo a un año"),
    SERIES_COMPLETE(
            409,
            "Every session of the plan is booked or given",
            "Todas las sesiones del plan están reservadas o dadas"),
    BOOKING_STATE(409, "The booking's state does not allow this", "El estado de la reserva no lo permite"),

    INFUSION_ELSEWHERE(
            409,
            "Another infusion of this person runs or is paused",
            "Otra infusión de esta persona está en curso o en pausa"),
    STATE_DOES_NOT_ALLOW(409, "The session's state does not allow this", "El estado de la sesión no lo permite"),
    GUARD_REFUSES(422, "Something stands in the way", "Algo lo impide"),
    DAY_FACTS_REFUSED(
            422,
            "A fact of the day is unknown to the rules or cannot be",
            "Un dato del día es desconocido para las reglas o no puede ser"),
    WAIVER_NOT_ALLOWED(422, "Your role may not set this aside", "Su rol no puede dejar esto sin efecto"),
    PRECHECK_ITEM_UNKNOWN(422, "There is no such pre-check item", "No existe ese punto de la verificación previa"),
    SAME_PERSON(422, "A second person has to do this", "Debe hacerlo una segunda persona"),
    PUMP_CHECK_DIFFERS(
            422,
            "What the second person read is not what was set or ordered",
            "Lo que leyó la segunda persona no es lo programado u ordenado"),
    PREPARATION_CHECK_DIFFERS(
            422,
            "What the second person read is not what is recorded of the preparation",
            "Lo que leyó la segunda persona no es lo registrado de la preparación"),
    INFUSION_SEQUENCE(
            422, "This cannot follow what is recorded of the infusion", "Esto no puede seguir a lo registrado"),

    OBSERVATION_IMPLAUSIBLE(422, "A reading is outside what can be", "Una lectura está fuera de lo posible"),
    BASELINE_MISSING(
            422,
            "There is no blood pressure before the drug to compare with",
            "No hay presión arterial previa al fármaco con la cual comparar"),
    READING_CONFLICT(
            409,
            "This device's reading of this number was sent before with other content",
            "La lectura de este dispositivo con este número se envió antes con otro contenido"),
    ALARM_NOT_STORED(
            503,
            "The reading was judged and its alarms were shown, but it could not be stored; send it again",
            "La lectura fue evaluada y sus alarmas se mostraron, pero no se pudo guardar; envíela de nuevo"),
    DEVICE_NOT_REGISTERED(
            403,
            "No device of this clinic is registered with this token",
            "Ningún dispositivo de esta clínica está registrado con esta credencial"),
    DEVICE_REVOKED(403, "The device was revoked", "El dispositivo fue dado de baja"),
    DEVICE_MISMATCH(
            403,
            "The reading is of another device than the token",
            "La lectura es de otro dispositivo que la credencial"),
    DEVICE_BOUND_ELSEWHERE(409, "The monitor watches another session", "El monitor vigila otra sesión"),
    DEVICE_UNKNOWN(422, "There is no monitor of this id", "No hay un monitor con este id"),
    DEVICE_CODE_TAKEN(409, "Another device has this code", "Otro dispositivo tiene este código"),
    DEVICE_SUBJECT_TAKEN(
            409, "Another active device has this subject", "Otro dispositivo activo tiene esta credencial"),
    DEVICE_STATE(409, "The device is revoked", "El dispositivo está dado de baja"),
    SESSION_NOT_OBSERVED(409, "Nothing is observed in this state", "En este estado no se registran observaciones"),
    DRUG_UNKNOWN(422, "There is no adjunct drug of this name", "No existe un fármaco adyuvante con este nombre"),
    ADJUNCT_REFUSED(
            422,
            "A limit or a hold speaks against this dose",
            "Un límite o un criterio de espera se opone a esta dosis"),
    ADJUNCT_NEEDS_ORDER(
            422, "This drug or dose needs a prescriber's order", "Este fármaco o dosis necesita orden del prescriptor"),
    AE_UNKNOWN(422, "There is no adverse event of this code", "No existe un evento adverso con este código"),
    AE_IS_OBSERVATION(
            422,
            "An expected rise of blood pressure is an observation unless critical, treated, symptomatic or lasting",
            "Un alza esperada de presión es una observación salvo crítica, tratada, sintomática o persistente"),
    AE_NEEDS_GRADE(
            422,
            "Neither the figures of the session nor you grade this event",
            "Ni los datos de la sesión ni usted dan un grado a este evento"),
    NOT_RESPONSIBLE(
            422,
            "This is for the responsible nurse, or for the nurse it is offered to",
            "Corresponde a la enfermera responsable o a quien se ofrece"),
    HANDOVER_NEEDED(
            409,
            "A running session changes hands by a handover that both nurses confirm, or by a head nurse",
            "Una sesión en curso cambia de manos por una entrega que ambas enfermeras confirman, o por jefatura"),
    HANDOVER_OPEN(409, "The session is already offered to a nurse", "La sesión ya está ofrecida a una enfermera"),
    HANDOVER_STATE(409, "This handover is no longer open", "Esta entrega ya no está abierta"),
    REPORT_STATE(409, "This report is no longer open", "Este reporte ya no está abierto"),
    DOWNTIME_IMPOSSIBLE(
            422,
            "These hours are in the future, too long or too long ago to be charted afterwards",
            "Estas horas son futuras, demasiado largas o demasiado antiguas para registrarlas después"),
    OFFLINE_ENTRY_DIFFERS(
            409,
            "This tablet's entry of this number was sent before with other content; both are kept",
            "El registro de esta tableta con este número se envió antes con otro contenido; se conservan ambos"),
    OFFLINE_CONFLICT_STATE(409, "This conflict is resolved already", "Este conflicto ya está resuelto"),
    SCALE_UNKNOWN(422, "There is no scale of this name at the bedside", "No existe una escala con este nombre"),
    SCALE_NOT_SCORABLE(422, "The answers cannot be scored", "Las respuestas no permiten calcular un puntaje"),
    NOTE_UNSIGNED(
            409,
            "The note is not signed yet: rewrite it, nothing is added to it",
            "La nota aún no está firmada: reescríbala, no se le agregan adendos"),
    NOTE_STATE(409, "The note is signed; add an addendum", "La nota está firmada; agregue un adendo"),

    REPORT_NOT_IN_JURISDICTION(
            409,
            "The jurisdiction of this clinic has no such report",
            "La jurisdicción de esta clínica no tiene ese informe"),
    REPORT_TOO_LARGE(422, "Too many rows; ask for fewer days", "Demasiadas filas; pida menos días"),
    LOT_EXISTS(409, "This lot was received already", "Este lote ya fue recibido"),
    LEDGER_REFUSES(
            422,
            "The entry breaks a rule of the controlled-substance ledger",
            "El registro incumple una regla del libro de sustancias controladas");

    private final int status;
    private final Text title;

    SessionProblem(int status, String en, String es) {
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
