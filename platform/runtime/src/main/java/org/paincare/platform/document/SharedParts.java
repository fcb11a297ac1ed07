package org.paincare.platform.document;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter.In;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** What operations refer to: the problem, one response for each kind of refusal, and the headers of reads and writes. */
final class SharedParts {

    static final String PROBLEM = "Problem";
    static final String IDEMPOTENCY_KEY = "IdempotencyKey";
    static final String IF_NONE_MATCH = "IfNoneMatch";
    static final String ETAG = "ETag";
    static final String LOCATION = "Location";
    static final String NOT_MODIFIED = "NotModified";

    /** Responses by status: name and what it says. */
    static final Map<String, Refusal> REFUSALS = Map.ofEntries(
            Map.entry(
                    "400",
                    new Refusal("Malformed", "Not readable, or a value has the wrong form (violations say where)")),
            Map.entry("401", new Refusal("Unauthenticated", "No valid access token; WWW-Authenticate says why")),
            Map.entry("403", new Refusal("Forbidden", "The caller's role does not allow this")),
            Map.entry(
                    "404",
                    new Refusal("NotFound", "Nothing here that the caller may see; another clinic's is not there")),
            Map.entry(
                    "409", new Refusal("Conflict", "The state does not allow it, or it contradicts what is recorded")),
            Map.entry("412", new Refusal("Stale", "It changed since it was read; ETag is the current version")),
            Map.entry("413", new Refusal("TooLarge", "The body is too large")),
            Map.entry("415", new Refusal("WrongMediaType", "The body's media type is not taken here")),
            Map.entry(
                    "422", new Refusal("Refused", "A clinical or business rule is broken; the problem names the rule")),
            Map.entry("428", new Refusal("PreconditionRequired", "If-Match with the current ETag is missing")),
            Map.entry(
                    "default",
                    new Refusal(
                            "Otherwise", "429 and 503 with Retry-After, 504 on a deadline, and any other refusal")));

    record Refusal(String name, String says) {}

    private SharedParts() {}

    static void addTo(Components components) {
        components.addSchema("ProblemViolation", violation());
        components.addSchema(PROBLEM, problem());
        REFUSALS.forEach((status, refusal) -> components.addResponse(refusal.name(), refused(refusal.says())));
        components.addResponse(
                NOT_MODIFIED,
                OASFactory.createAPIResponse()
                        .description("The caller has this version")
                        .addHeader(ETAG, OASFactory.createHeader().ref(ETAG)));
        components.addHeader(
                ETAG,
                OASFactory.createHeader()
                        .description("The version read or made; goes into If-Match and If-None-Match")
                        .schema(text()));
        components.addHeader(
                LOCATION,
                OASFactory.createHeader()
                        .description("The address of what was made")
                        .schema(text().format("uri-reference")));
        components.addParameter(
                IDEMPOTENCY_KEY,
                OASFactory.createParameter()
                        .name("Idempotency-Key")
                        .in(In.HEADER)
                        .description(
                                "Makes a repeat safe for 72 hours: the same key and body get the first answer again;"
                                        + " another body is 422 IDEMPOTENCY_KEY_REUSED. 400 IDEMPOTENCY_KEY_REQUIRED where a"
                                        + " repeat would harm (dose, ledger, booking, start).")
                        .schema(text().minLength(1).maxLength(255)));
        components.addParameter(
                IF_NONE_MATCH,
                OASFactory.createParameter()
                        .name("If-None-Match")
                        .in(In.HEADER)
                        .description("An ETag that the caller has: 304 where it is still the current one")
                        .schema(text()));
    }

    private static Schema text() {
        return OASFactory.createSchema().addType(SchemaType.STRING);
    }

    private static APIResponse refused(String says) {
        var problem =
                OASFactory.createMediaType().schema(OASFactory.createSchema().ref(PROBLEM));
        return OASFactory.createAPIResponse()
                .description(says)
                .content(OASFactory.createContent().addMediaType("application/problem+json", problem));
    }

    private static Schema violation() {
        return OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .addProperty("pointer", text().description("Where, as a JSON pointer, or the parameter's name"))
                .addProperty("code", text().description("What, UPPER_SNAKE"))
                .addProperty("message", text().description("The same for people, es or en"))
                .required(List.of("pointer", "code", "message"));
    }

    /** Open for more members: a refusal by the domain carries what its screen needs. */
    private static Schema problem() {
        return OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .description("RFC 9457. Build on code: it keeps its meaning. No personal data.")
                .addProperty("type", text().format("uri"))
                .addProperty("title", text())
                .addProperty("status", OASFactory.createSchema().addType(SchemaType.INTEGER))
                .addProperty("detail", text())
                .addProperty("instance", text().format("uri-reference"))
                .addProperty("code", text().pattern("^[A-Z][A-Z0-9_]*$").description("One of the error catalogue"))
                .addProperty(
                        "violations",
                        OASFactory.createSchema()
                                .addType(SchemaType.ARRAY)
                                .items(OASFactory.createSchema().ref("ProblemViolation")))
                .addProperty("traceId", text())
                .required(List.of("type", "title", "status", "code", "traceId"));
    }
}
