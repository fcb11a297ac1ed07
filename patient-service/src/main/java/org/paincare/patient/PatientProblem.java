package org.paincare.patient;

import org.paincare.platform.Text;
import org.paincare.platform.problem.ProblemCode;

/** What patient-service refuses, by code. */
public enum PatientProblem implements ProblemCode {
    CLINIC_EXISTS(
            409,
            "A clinic with this id or short name exists with other settings",
            "Ya existe una clínica con este id o nombre corto con otra configuración"),
    CLINIC_SUSPENDED(
            403,
            "The clinic is suspended: records are read, not written",
            "La clínica está suspendida: los registros se leen, no se escriben"),
    CLINIC_CLOSED(403, "The clinic is closed", "La clínica está cerrada"),
    POLICY_REFUSED(
            422,
            "A policy value is not one that a clinic may set",
            "Un valor de la política no es de los que una clínica puede fijar"),
    UNKNOWN_ZONE(422, "This is not a known time zone", "Esta no es una zona horaria conocida"),
    UNKNOWN_ALTITUDE_PROFILE(
            422,
            "No altitude profile of this name is signed for the altitude",
            "No hay un perfil de altitud firmado con este nombre"),
    STAFF_SUBJECT_TAKEN(
            409,
            "This identity belongs to another member of staff",
            "Esta identidad pertenece a otro miembro del personal"),
    STAFF_FRONTEND_INVALID(
            422,
            "The page must be an https address with {token} once, behind a #",
            "La página debe ser una dirección https con {token} una vez, tras un #"),
    STAFF_FRONTEND_MISSING(
            409,
            "Neither the clinic nor the installation says where invited people accept",
            "Ni la clínica ni la instalación indican dónde aceptan las personas invitadas"),
    INVITATION_OPEN(
            409,
            "This address has an invitation that can still be accepted; take it back first",
            "Esta dirección tiene una invitación que aún se puede aceptar; retírela primero"),
    INVITATION_ENDED(
            409,
            "The invitation was accepted, was taken back or has expired",
            "La invitación fue aceptada, fue retirada o venció"),
    TOO_MANY_INVITATIONS(429, "Too many invitations in 24 hours", "Demasiadas invitaciones en 24 horas"),
    UNKNOWN_ROLE(422, "A role is not one that staff can hold", "Un rol no es de los que el personal puede tener"),
    PATIENT_IDENTIFIER_TAKEN(
            409,
            "Another patient of the clinic has this identifier",
            "Otro paciente de la clínica tiene este identificador"),
    UNKNOWN_IDENTIFIER_TYPE(
            422,
            "This type of identifier is not used in the clinic's jurisdiction",
            "Este tipo de identificador no se usa en la jurisdicción de la clínica"),
    IMPLAUSIBLE_IDENTIFIER(
            422, "No identifier of this type looks like this", "Ningún identificador de este tipo tiene esta forma"),
    UNKNOWN_INSURANCE_REGIME(
            422,
            "This insurance regime is not one of the clinic's jurisdiction",
            "Este régimen no es de la jurisdicción de la clínica"),
    IMPLAUSIBLE_BIRTH_DATE(
            422,
            "The date of birth is in the future or over 120 years ago",
            "La fecha de nacimiento es futura o de hace más de 120 años"),
    PATIENT_DECEASED(
            409,
            "The patient's death is recorded; this is no longer done",
            "Está registrada la muerte de la persona; esto ya no se hace"),
    IMPLAUSIBLE_DEATH(
            422,
            "The day of death is in the future or before birth",
            "El día de la muerte es futuro o anterior al nacimiento"),
    DEATH_RECORDED_OTHERWISE(
            409, "A death on another day is already recorded", "Ya está registrada la muerte en otro día"),
    ALTITUDE_SIGNATURE_REQUIRED(
            422,
            "Another altitude or altitude profile needs the medical director's signature",
            "Otra altitud u otro perfil de altitud requiere la firma de la dirección médica"),
    DEATH_NOT_RECORDED(409, "No death of this patient is recorded", "No está registrada la muerte de esta persona"),
    CARE_PLAN_REFUSED(422, "The care plan contradicts itself", "El plan de cuidado se contradice"),
    PAYER_REFUSED(422, "An authorisation contradicts itself", "Una autorización se contradice"),
    REFERRAL_REFUSED(422, "A referral contradicts itself", "Una remisión se contradice"),
    EXPECTATIONS_REFUSED(
            422,
            "This is not the expectations sheet in force, or it was not acknowledged then",
            "Esta no es la hoja de expectativas vigente o no se aceptó entonces"),
    EMERGENCY_ACCESS_REFUSED(
            422,
            "Emergency access needs a reason that says what happened",
            "El acceso de emergencia necesita un motivo que diga qué ocurrió"),
    FACT_REFUSED(
            422,
            "A fact cannot be believed as it was sent; none was recorded",
            "Un dato no es creíble como se envió; no se registró ninguno"),
    LAB_RESULT_REFUSED(
            422,
            "A result cannot be believed as it was sent; none was recorded",
            "Un resultado no es creíble como se envió; no se registró ninguno"),
    LAB_RESULT_ALREADY_SUPERSEDED(
            409,
            "The result was already corrected; correct the newer one",
            "El resultado ya fue corregido; corrija el más reciente"),
    FACT_ALREADY_SUPERSEDED(
            409,
            "The fact was already amended; amend the newer one",
            "El dato ya fue corregido; corrija el más reciente"),
    SUBSTANCE_REFUSED(
            422,
            "The entry contradicts itself, its code system or the list",
            "La entrada se contradice, o contradice su sistema de códigos o la lista"),
    SUBSTANCE_ALREADY_SUPERSEDED(
            409,
            "The entry was already amended; amend the newer one",
            "La entrada ya fue corregida; corrija la más reciente"),
    HISTORY_REFUSED(
            422,
            "The headache history contradicts itself or the clinic's code system",
            "La historia de cefalea se contradice o no usa los códigos de la clínica"),
    TREATMENT_REFUSED(422, "The prior treatment contradicts itself", "El tratamiento previo se contradice"),
    TREATMENT_ALREADY_SUPERSEDED(
            409,
            "The prior treatment was already amended; amend the newer entry",
            "El tratamiento previo ya fue corregido; corrija la entrada más reciente"),
    CONSENT_REFUSED(422, "The consent is not valid as it was sent", "El consentimiento no es válido como se envió"),
    CONSENT_DOCUMENT_REFUSED(
            422,
            "The consent document cannot be published as it was sent",
            "El documento de consentimiento no se puede publicar como se envió"),
    CONSENT_DOCUMENT_EXISTS(
            409, "This version was published with another content", "Esta versión ya se publicó con otro contenido"),
    EVALUATION_REFUSED(
            422, "The question cannot be answered as it was put", "La pregunta no se puede responder como se planteó"),
    RULE_SET_REFUSED(
            422,
            "The rule set does not hold together, does not fit, or decides a golden case otherwise than said",
            "El conjunto de reglas es inconsistente, no encaja o decide un caso de referencia de otro modo"),
    RULE_SET_EXISTS(
            409, "A rule set of this version is kept already", "Ya se conserva un conjunto de reglas de esta versión"),
    RULE_UNKNOWN(422, "The rule set has no such rule", "El conjunto de reglas no tiene esa regla"),
    RULE_NOT_OVERRIDABLE(
            422,
            "This rule cannot be overridden: only rules of severity O can",
            "Esta regla no se puede anular: solo las de severidad O"),
    RULE_NOT_DEFERRABLE(
            422,
            "This rule cannot be deferred: only rules of severity M* can",
            "Esta regla no se puede aplazar: solo las de severidad M*"),
    FACT_NOT_CLEARABLE(
            422,
            "This finding is not one that a clearance closes",
            "Este hallazgo no es de los que cierra una autorización clínica"),
    NOTHING_TO_WAIVE(
            409,
            "The latest evaluations do not show this rule or finding as standing in the way",
            "Las últimas evaluaciones no muestran que esta regla o hallazgo impida el tratamiento"),
    WAIVER_IN_FORCE(
            409,
            "One in force covers this already; revoke it first",
            "Ya hay uno vigente que cubre esto; revóquelo primero"),
    WAIVER_EXPIRY_REFUSED(
            422,
            "It must end today or later, and no later than the clinic's policy allows",
            "Debe terminar hoy o después, y no más tarde de lo que permite la política de la clínica"),
    ALREADY_REFERRED(
            409,
            "The patient has an enrolment in this programme; re-refer it where it has ended",
            "La persona ya tiene una inscripción en este programa; remítala de nuevo si terminó"),
    ENROLMENT_STATE(409, "The enrolment's state does not allow this", "El estado de la inscripción no permite esto"),
    NOT_ELIGIBLE(
            422,
            "Enrolment needs a programme evaluation that is ELIGIBLE and still holds",
            "La inscripción necesita una evaluación de programa ELEGIBLE y vigente");

    private final int status;
    private final Text title;

    PatientProblem(int status, String en, String es) {
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
