package org.paincare.platform.problem;

import org.paincare.platform.Text;

/** What can go wrong with any request, whatever it asks for. */
public enum PlatformProblem implements ProblemCode {
    MALFORMED_BODY(
            400, "The body is not readable as the expected JSON", "El cuerpo no se puede leer como el JSON esperado"),
    MALFORMED_PARAMETER(400, "A parameter has the wrong form", "Un parámetro tiene una forma incorrecta"),
    UNKNOWN_FIELD(400, "The body has a field that is not known here", "El cuerpo tiene un campo desconocido"),
    VALIDATION_FAILED(400, "Some fields are missing or have the wrong form", "Faltan campos o su forma es incorrecta"),
    INVALID_CURSOR(400, "The cursor is not one of yours", "El cursor no es uno de los suyos"),
    IDEMPOTENCY_KEY_REQUIRED(
            400, "This request needs an Idempotency-Key", "Esta solicitud necesita un Idempotency-Key"),
    UNAUTHENTICATED(401, "A valid access token is needed", "Se necesita un token de acceso válido"),
    FORBIDDEN(403, "Your role does not allow this", "Su rol no permite esto"),
    NOT_FOUND(404, "There is nothing here that you may see", "Aquí no hay nada que usted pueda ver"),
    METHOD_NOT_ALLOWED(405, "This method is not offered here", "Este método no se ofrece aquí"),
    NOT_ACCEPTABLE(
            406, "No offered representation is acceptable to you", "Ninguna representación ofrecida es aceptable"),
    CONFLICT(409, "This contradicts what is already recorded", "Esto contradice lo ya registrado"),
    LOST_RACE(
            409,
            "Somebody else changed the same thing at the same time; try again",
            "Otra persona cambió lo mismo al mismo tiempo; intente de nuevo"),
    REQUEST_IN_PROGRESS(
            409,
            "The first request with this key is still running",
            "La primera solicitud con esta clave sigue en curso"),
    EVENT_NOT_NEXT(
            409, "This event is not the one that holds its stream up", "Este evento no es el que detiene su secuencia"),
    SECOND_PERSON_REQUIRED(
            409, "Somebody other than who asked must agree", "Debe aceptar una persona distinta de quien lo pidió"),
    STALE(412, "The resource changed since you read it", "El recurso cambió desde que usted lo leyó"),
    BODY_TOO_LARGE(413, "The body is too large", "El cuerpo es demasiado grande"),
    UNSUPPORTED_MEDIA_TYPE(415, "The body's media type is not supported", "El tipo de contenido no es compatible"),
    READ_ONLY(422, "A field that cannot be changed was changed", "Se cambió un campo que no se puede cambiar"),
    IDEMPOTENCY_KEY_REUSED(
            422,
            "This Idempotency-Key was used for a different request",
            "Este Idempotency-Key se usó para otra solicitud"),
    PRECONDITION_REQUIRED(
            428, "An If-Match header with the current ETag is needed", "Se necesita un If-Match con el ETag actual"),
    INTERNAL(500, "Something failed here; nothing was changed", "Algo falló aquí; no se cambió nada"),
    UNAVAILABLE(
            503,
            "A part that is needed is not available now; try again",
            "Una parte necesaria no está disponible; intente de nuevo"),
    TIMED_OUT(504, "The answer took too long", "La respuesta tardó demasiado");

    private final int status;
    private final Text title;

    PlatformProblem(int status, String en, String es) {
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
