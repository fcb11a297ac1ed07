package org.paincare.session.capacity;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.identity.Role;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.session.Language;
import org.paincare.session.reference.Text;
import org.paincare.session.standing.PatientService;

/**
 * What to see to about who pays, asked of patient-service when a session is booked. Warnings only: no booking waits long
 * for the answer and none is refused for it.
 */
@ApplicationScoped
class PayerWarnings {

    private static final Text NOT_KNOWN = new Text(
            "Quién paga no se pudo consultar: verifíquelo antes de la sesión",
            "Who pays could not be asked: check before the session");

    private final PatientService patients;
    private final Bookings bookings;
    private final Language language;
    private final CurrentCaller caller;
    private final CurrentClinic clinic;

    PayerWarnings(
            PatientService patients, Bookings bookings, Language language, CurrentCaller caller, CurrentClinic clinic) {
        this.patients = patients;
        this.bookings = bookings;
        this.language = language;
        this.caller = caller;
        this.clinic = clinic;
    }

    /** Never inside a transaction. A partner learns nothing of who pays. */
    List<BookingJson.Warning> of(UUID patientId, Instant startsAt) {
        if (caller.get().is(Role.PARTNER)) {
            return List.of();
        }
        return switch (patients.payer(clinic.get(), patientId)) {
            case PatientService.PayerReply.None none -> List.of(warning("PAYER_NOT_ASKED", NOT_KNOWN));
            case PatientService.PayerReply.NotTold notTold -> List.of();
            case PatientService.PayerReply.Given given -> {
                var warnings = new ArrayList<BookingJson.Warning>();
                given.warnings().forEach(code -> warnings.add(warning(code, text(code))));
                if (given.expiresOn() != null && given.expiresOn().isBefore(bookings.dayOf(startsAt))) {
                    warnings.add(warning("AUTHORISATION_EXPIRES_BEFORE", text("AUTHORISATION_EXPIRES_BEFORE")));
                }
                yield warnings;
            }
        };
    }

    private BookingJson.Warning warning(String code, Text text) {
        return new BookingJson.Warning(code, language.of(text));
    }

    private static Text text(String code) {
        return switch (code) {
            case "NO_AUTHORISATION" -> new Text("Nadie ha aceptado pagar", "Nobody agreed to pay");
            case "SESSIONS_USED_UP" ->
                new Text("Las sesiones autorizadas están usadas", "The authorised sessions are used up");
            case "OFF_LABEL_REQUEST_MISSING" ->
                new Text("Falta la solicitud de uso no indicado", "The request for use off label is missing");
            case "OFF_LABEL_REQUEST_DENIED" ->
                new Text("La solicitud de uso no indicado fue negada", "The request for use off label was denied");
            case "AUTHORISATION_EXPIRES_BEFORE" ->
                new Text("La autorización vence antes de la sesión", "The authorisation ends before the session");
            default -> new Text("Revise la autorización del pagador", "See to the payer's authorisation");
        };
    }
}
