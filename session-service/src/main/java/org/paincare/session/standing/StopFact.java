package org.paincare.session.standing;

import org.paincare.session.reference.Text;

/** What forbids treatment outright. Known here it refuses, whoever else can or cannot be asked. */
public enum StopFact {
    DECEASED("The patient has died.", "El paciente falleció."),
    NOT_IN_CARE("The patient is not in the programme now.", "El paciente no está en el programa en este momento."),
    CONSENT_NOT_STANDING(
            "A consent needed for treatment was withdrawn or has run out.",
            "Un consentimiento necesario para tratar fue retirado o venció."),
    EXCLUDED("The programme's rules exclude the patient.", "Las reglas del programa excluyen al paciente.");

    private final Text message;

    StopFact(String en, String es) {
        this.message = new Text(es, en);
    }

    public Text message() {
        return message;
    }
}
