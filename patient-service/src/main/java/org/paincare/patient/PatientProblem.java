package org.paincare.patient;

import org.paincare.platform.Text;
import org.paincare.platform.problem.ProblemCode;

/** What patient-service refuses, by code. */
public enum PatientProblem implements ProblemCode {
    CLINIC_EXISTS(
            409,
            "A clinic with this id or short name exists with other settings",
            "Ya existe una clínica con este id o nombre corto con otra configuración"),
    UNKNOWN_ZONE(422, "This is not a known time zone", "Esta no es una zona horaria conocida"),
    UNKNOWN_ALTITUDE_PROFILE(
            422,
            "No altitude profile of this name is signed for the altitude",
            "No hay un perfil de altitud firmado con este nombre"),
    STAFF_SUBJECT_TAKEN(
            409,
            "This identity belongs to another member of staff",
            "Esta identidad pertenece a otro miembro del personal"),
    UNKNOWN_ROLE(422, "A role is not one that staff can hold", "Un rol no es de los que el personal puede tener"),
    PATIENT_IDENTIFIER_TAKEN(
            409,
            "Another patient of the clinic has this identifier",
            "Otro paciente de la clínica tiene este identificador"),
    UNKNOWN_IDENTIFIER_TYPE(
            422,
            "This type of identifier is not used in the clinic's jurisdiction",
            "Este tipo de identificador no se usa en la jurisdicción de la clínica"),
    IMPLAUSIBLE_BIRTH_DATE(
            422,
            "The date of birth is in the future or over 120 years ago",
            "La fecha de nacimiento es futura o de hace más de 120 años");

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
