package org.paincare.outcome.link;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.idempotency.Idempotency;
import org.paincare.platform.identity.Open;
import org.paincare.platform.problem.ProblemAnswer;
import org.paincare.platform.web.Answers;

/** Answering by a one-time link; the link stands in place of a token. */
@Path("/v1/answer-session")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Answering by link")
class AnswerSessionResource {

    private static final String BY_LINK = "the one-time link in the Authorization header says who calls";

    private final AnswerSessions sessions;
    private final Idempotency idempotency;

    AnswerSessionResource(AnswerSessions sessions, Idempotency idempotency) {
        this.sessions = sessions;
        this.idempotency = idempotency;
    }

    @APIResponseSchema(value = LinkJson.Session.class, responseCode = "201")
    @POST
    @Open(because = BY_LINK, toAnyone = true)
    @Operation(
            summary = "Exchange a link's token, once, for what answers are sent with",
            description = "Authorization: AnswerLink <token of the address>. Only this POST uses a link up. With an"
                    + " Idempotency-Key a lost answer can be asked for again. Errors: 401 ANSWER_LINK_INVALID, 409"
                    + " ANSWER_LINK_USED, 409 ANSWER_LINK_ENDED, 429 TOO_MANY_REQUESTS (60 calls a minute).")
    public Response open(
            @HeaderParam("Authorization") @Nullable String authorization,
            @HeaderParam("Accept-Language") @Nullable String language) {
        var link = sessions.enter(LinkTokens.Kind.LINK, authorization);
        return idempotency.once(null, () -> Answers.created(sessions.open(link, in(language))));
    }

    @APIResponseSchema(LinkJson.Session.class)
    @GET
    @Open(because = BY_LINK, toAnyone = true)
    @Operation(
            summary = "What the link asks: each form with its words and what was saved so far",
            description = "Authorization: AnswerSession <answerToken>. Errors: 401 ANSWER_LINK_INVALID, 409"
                    + " ANSWER_LINK_ENDED, 429 TOO_MANY_REQUESTS.")
    public Response read(
            @HeaderParam("Authorization") @Nullable String authorization,
            @HeaderParam("Accept-Language") @Nullable String language) {
        var link = sessions.enter(LinkTokens.Kind.SESSION, authorization);
        return Answers.ok(sessions.read(link, in(language)));
    }

    @APIResponseSchema(value = LinkJson.Saved.class, responseCode = "201")
    @POST
    @Path("/assessments/{assessmentId}/answers")
    @Open(because = BY_LINK, toAnyone = true)
    @Operation(
            summary = "Save a draft of one form or submit it; the link is over when all are submitted",
            description =
                    "Authorization: AnswerSession <answerToken>; If-Match with the assessment's ETag. Errors: as for"
                            + " answering with a token, and 401 ANSWER_LINK_INVALID, 409 ANSWER_LINK_ENDED, 429.")
    public Response answer(
            @PathParam("assessmentId") UUID assessmentId,
            @HeaderParam("Authorization") @Nullable String authorization,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull LinkJson.Save save) {
        var link = sessions.enter(LinkTokens.Kind.SESSION, authorization);
        return idempotency.once(save, () -> {
            var saved = sessions.answer(link, assessmentId, ifMatch, save);
            return Response.fromResponse(Answers.created(saved))
                    .header(HttpHeaders.ETAG, saved.asked().assessment().etag())
                    .build();
        });
    }

    private static Locale in(@Nullable String language) {
        return ProblemAnswer.languageOf(language);
    }
}
