package org.paincare.gateway.problem;

import java.util.Locale;

/**
 * Every refusal the gateway makes itself. Codes are stable: clients decide by them. Texts name no person, path or value.
 */
public enum ProblemCode {
    MALFORMED_REQUEST(
            400,
            "Malformed request",
            "The request breaks the rules of HTTP; nothing was done.",
            "Solicitud mal formada",
            "La solicitud no cumple las reglas de HTTP; no se hizo nada."),
    MALFORMED_PATH(
            400,
            "Malformed path",
            "A path holds plain letters, digits and separators: no empty or dot segments, no percent-encoding, no ';'.",
            "Ruta mal formada",
            "Una ruta lleva letras, cifras y separadores simples: sin segmentos vacíos o de puntos, sin '%', sin ';'."),
    MALFORMED_BODY(
            400,
            "Malformed body",
            "The body is not the JSON object this call needs.",
            "Cuerpo mal formado",
            "El cuerpo no es el objeto JSON que esta llamada necesita."),
    MALFORMED_PARAMETER(
            400,
            "Malformed parameter",
            "The query cannot be read, or the limit of a page is not a whole number from 1 to 100, said once.",
            "Parámetro mal formado",
            "La consulta no se puede leer, o el límite de una página no es un entero de 1 a 100, dicho una vez."),
    INVALID_CURSOR(
            400,
            "Invalid cursor",
            "The cursor is damaged, or was made for another caller or list; begin again without it.",
            "Cursor no válido",
            "El cursor está dañado o es de otra persona o lista; empiece de nuevo sin él."),
    UNKNOWN_FIELD(
            400,
            "Unknown field",
            "The body has a field that is not known here.",
            "Campo desconocido",
            "El cuerpo tiene un campo desconocido."),
    VALUE_REQUIRED(400, "Value missing", "This field is needed.", "Falta el valor", "Este campo es necesario."),
    INVALID_VALUE(
            400,
            "Value of the wrong form",
            "The value has not the form that the API document gives for it.",
            "Valor de forma incorrecta",
            "El valor no tiene la forma que el documento de la API indica."),
    VALIDATION_FAILED(
            400,
            "Some fields are wrong",
            "Some fields are missing or have the wrong form; nothing was done.",
            "Campos incorrectos",
            "Faltan campos o su forma es incorrecta; no se hizo nada."),
    UNAUTHENTICATED(
            401,
            "Not authenticated",
            "A valid access token is needed in the Authorization header.",
            "Sin autenticar",
            "Se necesita un token de acceso válido en la cabecera Authorization."),
    ORIGIN_NOT_ALLOWED(
            403,
            "Origin not allowed",
            "This web origin is not registered with the installation.",
            "Origen no permitido",
            "Este origen web no está registrado en la instalación."),
    TLS_REQUIRED(
            403,
            "TLS needed",
            "This installation is called by https alone; what was sent without it must be taken for read by others.",
            "Se necesita TLS",
            "Esta instalación se llama solo por https; lo enviado sin él debe darse por leído por otros."),
    FORBIDDEN(403, "Role missing", "Your role does not allow this.", "Falta el rol", "Su rol no permite esto."),
    CLIENT_NOT_REGISTERED(
            403,
            "Client not registered",
            "The clinic of this token has not registered the program that got it.",
            "Cliente no registrado",
            "La clínica de este token no ha registrado el programa que lo obtuvo."),
    CLIENT_NOT_ACTIVE(
            403,
            "Client not active",
            "The clinic has suspended or revoked the program that got this token.",
            "Cliente no activo",
            "La clínica ha suspendido o revocado el programa que obtuvo este token."),
    INSUFFICIENT_SCOPE(
            403,
            "Scope missing",
            "No scope of the token covers this; the role decides only within the scopes.",
            "Falta el alcance",
            "Ningún alcance del token cubre esto; el rol decide solo dentro de los alcances."),
    NOT_FOUND(404, "Not found", "There is nothing at this address.", "No encontrado", "No hay nada en esta dirección."),
    METHOD_NOT_ALLOWED(
            405,
            "Method not allowed",
            "The Allow header names what may be called here.",
            "Método no permitido",
            "La cabecera Allow indica qué se puede llamar aquí."),
    REQUEST_TIMEOUT(
            408,
            "Request too slow",
            "The request did not arrive at the least speed the gateway waits for.",
            "Solicitud demasiado lenta",
            "La solicitud no llegó a la velocidad mínima que la pasarela espera."),
    CLIENT_ALREADY_REGISTERED(
            409,
            "Client registered before",
            "The clinic has registered this client id before; nothing is registered twice.",
            "Cliente ya registrado",
            "La clínica ya registró este cliente; nada se registra dos veces."),
    CLIENT_REVOKED(
            409,
            "Client revoked",
            "A revoked client stays as it is; register the program under another client id.",
            "Cliente revocado",
            "Un cliente revocado queda como está; registre el programa con otro identificador."),
    REQUEST_IN_PROGRESS(
            409,
            "Request in progress",
            "The first request with this Idempotency-Key is still under way. Repeat after Retry-After.",
            "Solicitud en curso",
            "La primera solicitud con esta Idempotency-Key sigue en curso. Repita después de Retry-After."),
    STALE(
            412,
            "Changed meanwhile",
            "The resource changed since you read it; ETag is its current version.",
            "Cambió mientras tanto",
            "El recurso cambió desde que usted lo leyó; ETag es su versión actual."),
    BODY_TOO_LARGE(
            413,
            "Body too large",
            "The body is larger than this address accepts.",
            "Cuerpo demasiado grande",
            "El cuerpo es mayor de lo que esta dirección acepta."),
    URI_TOO_LONG(
            414,
            "Address too long",
            "Path and query may hold 8 KiB.",
            "Dirección demasiado larga",
            "Ruta y consulta admiten 8 KiB."),
    UNSUPPORTED_MEDIA_TYPE(
            415,
            "Media type not supported",
            "The media type of the body is not taken here.",
            "Tipo de contenido no compatible",
            "El tipo de contenido del cuerpo no se acepta aquí."),
    EXPECTATION_FAILED(
            417,
            "Expectation not met",
            "Only 'Expect: 100-continue' is understood.",
            "Expectativa no cumplida",
            "Solo se entiende 'Expect: 100-continue'."),
    UNROUTABLE_RESOURCE(
            422,
            "Unknown resource",
            "The field 'resource' names nothing that one service owns.",
            "Recurso desconocido",
            "El campo 'resource' no nombra nada que sea de un servicio."),
    READ_ONLY(
            422,
            "Read only",
            "A field that cannot be changed was changed; nothing was done.",
            "Solo lectura",
            "Se cambió un campo que no se puede cambiar; no se hizo nada."),
    IDEMPOTENCY_KEY_REUSED(
            422,
            "Idempotency-Key used before",
            "This Idempotency-Key was used with another body.",
            "Idempotency-Key ya usada",
            "Esta Idempotency-Key se usó con otro cuerpo."),
    HTTP_VERSION_TOO_OLD(
            426,
            "HTTP/1.1 needed",
            "This address needs HTTP/1.1 or newer.",
            "Se necesita HTTP/1.1",
            "Esta dirección necesita HTTP/1.1 o posterior."),
    PRECONDITION_REQUIRED(
            428,
            "If-Match needed",
            "An If-Match header with the current ETag is needed.",
            "Se necesita If-Match",
            "Se necesita la cabecera If-Match con el ETag actual."),
    RATE_LIMITED(
            429,
            "Too many requests",
            "The limit named in RateLimit is used up; nothing was done. Repeat after Retry-After.",
            "Demasiadas solicitudes",
            "El límite nombrado en RateLimit se agotó; no se hizo nada. Repita después de Retry-After."),
    TOO_MANY_AT_ONCE(
            429,
            "Too many requests at once",
            "Too many requests of this clinic are under way; nothing was done. Repeat after Retry-After.",
            "Demasiadas solicitudes a la vez",
            "Hay demasiadas solicitudes de esta clínica en curso; no se hizo nada. Repita después de Retry-After."),
    QUOTA_EXCEEDED(
            429,
            "Quota of the month used up",
            "What this client may ask for in a month is used up; nothing was done. The bedside goes on.",
            "Cuota del mes agotada",
            "Lo que este cliente puede pedir en un mes se agotó; no se hizo nada. La cabecera del paciente continúa."),
    HEADERS_TOO_LARGE(
            431,
            "Headers too large",
            "All headers together may hold 16 KiB.",
            "Cabeceras demasiado grandes",
            "Todas las cabeceras juntas admiten 16 KiB."),
    INTERNAL_ERROR(
            500,
            "Internal error",
            "The gateway failed; the trace id finds it in the logs.",
            "Error interno",
            "La pasarela falló; el identificador de traza lo encuentra en los registros."),
    UPSTREAM_FAILED(
            502,
            "Service failed",
            "The service broke off before it answered; whether it acted is not known. Repeat with the same Idempotency-Key.",
            "Fallo del servicio",
            "El servicio se cortó antes de responder; no se sabe si actuó. Repita con la misma Idempotency-Key."),
    UPSTREAM_UNAVAILABLE(
            503,
            "Service unavailable",
            "The service cannot be reached now; the request was not handed over.",
            "Servicio no disponible",
            "El servicio no se alcanza ahora; la solicitud no se entregó."),
    UPSTREAM_BUSY(
            503,
            "Service busy",
            "Too many requests wait for the service; this one was not handed over.",
            "Servicio ocupado",
            "Demasiadas solicitudes esperan al servicio; esta no se entregó."),
    CIRCUIT_OPEN(
            503,
            "Service not answering",
            "The service left most of its last requests unanswered; this one was not handed over.",
            "El servicio no responde",
            "El servicio dejó sin respuesta la mayoría de sus últimas solicitudes; esta no se entregó."),
    IDENTITY_UNAVAILABLE(
            503,
            "Identity provider unavailable",
            "The token cannot be checked now.",
            "Proveedor de identidad no disponible",
            "El token no se puede comprobar ahora."),
    CLIENT_REGISTRY_UNAVAILABLE(
            503,
            "Registry of clients unavailable",
            "The registry of API clients cannot be read now; nothing was done. The bedside goes on.",
            "Registro de clientes no disponible",
            "El registro de clientes de la API no se puede leer ahora; no se hizo nada. La cabecera del paciente continúa."),
    UPSTREAM_TIMEOUT(
            504,
            "Service too slow",
            "The service did not answer in time; whether it acted is not known. Repeat with the same Idempotency-Key.",
            "Servicio demasiado lento",
            "El servicio no respondió a tiempo; no se sabe si actuó. Repita con la misma Idempotency-Key.");

    private final int status;
    private final String title;
    private final String detail;
    private final String titulo;
    private final String detalle;

    ProblemCode(int status, String title, String detail, String titulo, String detalle) {
        this.status = status;
        this.title = title;
        this.detail = detail;
        this.titulo = titulo;
        this.detalle = detalle;
    }

    public int status() {
        return status;
    }

    /** {@code https://paincare.org/problems/} and the code in kebab case. */
    public String type() {
        return "https://paincare.org/problems/"
                + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String title(Language language) {
        return language == Language.ES ? titulo : title;
    }

    String detail(Language language) {
        return language == Language.ES ? detalle : detail;
    }

    /** Seconds after which a repeat makes sense, 0 where a repeat alone does not help. */
    public int retryAfterSeconds() {
        return switch (this) {
            case UPSTREAM_FAILED, UPSTREAM_BUSY, RATE_LIMITED, TOO_MANY_AT_ONCE, REQUEST_IN_PROGRESS -> 1;
            case UPSTREAM_UNAVAILABLE, UPSTREAM_TIMEOUT, CIRCUIT_OPEN -> 2;
            case IDENTITY_UNAVAILABLE, CLIENT_REGISTRY_UNAVAILABLE -> 5;
            default -> 0;
        };
    }
}
