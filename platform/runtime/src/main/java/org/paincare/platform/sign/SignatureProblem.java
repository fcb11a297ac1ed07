package org.paincare.platform.sign;

import org.paincare.platform.Text;
import org.paincare.platform.problem.ProblemCode;

/** What can be wrong with a signature. */
public enum SignatureProblem implements ProblemCode {
    STEP_UP_REQUIRED(
            403,
            "Sign in again: a signature needs a sign-in at most 2 minutes old",
            "Inicie sesión de nuevo: firmar exige un inicio de sesión de 2 minutos como máximo"),
    BADGE_REFUSED(
            403,
            "Badge or PIN are not right, or the badge is over: grant it again with your own sign-in",
            "La credencial o el PIN no son correctos, o la credencial venció: actívela de nuevo con su inicio de sesión"),
    BADGE_TAKEN(409, "This badge is another person's", "Esta credencial es de otra persona"),
    SIGNATURE_CHALLENGE_EXPIRED(409, "This request for a signature has expired", "Esta solicitud de firma ha vencido"),
    ALREADY_SIGNED(409, "This was already signed", "Esto ya fue firmado"),
    SIGNATURE_USED(409, "This signature was already used", "Esta firma ya fue usada"),
    SIGNATURE_INVALID(
            422,
            "The signature is not there, or covers other content or another meaning",
            "La firma no existe o cubre otro contenido u otro significado"),
    SIGNER_NOT_ALLOWED(422, "The signer's role may not sign this", "El rol de quien firma no permite firmar esto"),
    SIGNER_LICENCE_EXPIRED(
            422,
            "The signer's professional registration has expired",
            "El registro profesional de quien firma está vencido"),
    SIGNER_NOT_ACTIVE(422, "The signer no longer works in this clinic", "Quien firma ya no trabaja en esta clínica"),
    SAME_SIGNER(422, "Two different people must sign", "Deben firmar dos personas distintas");

    private final int status;
    private final Text title;

    SignatureProblem(int status, String en, String es) {
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
