package org.paincare.outcome.instrument;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.paincare.outcome.OutcomeProblem;
import org.paincare.platform.identity.Allowed;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.scoring.Instrument;
import org.paincare.platform.scoring.Score;
import org.paincare.platform.scoring.ScoringRefused;
import org.paincare.platform.web.Answers;
import org.paincare.platform.web.Etags;
import org.paincare.platform.web.Page;

@Path("/v1/instruments")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Instruments")
class InstrumentResource {

    private final Instruments instruments;

    InstrumentResource(Instruments instruments) {
        this.instruments = instruments;
    }

    @GET
    @Allowed(resource = "instrument", action = "read")
    @Operation(summary = "The instruments this service scores, with their licences")
    public Page<InstrumentJson.Summary> list(@Context HttpHeaders headers) {
        var language = language(headers);
        return new Page<>(
                instruments.all().stream()
                        .map(one -> InstrumentJson.summary(one, language))
                        .toList(),
                null);
    }

    @GET
    @Path("/{instrument}")
    @Allowed(resource = "instrument", action = "read")
    @Operation(
            summary = "One instrument: items, order, options, missing rules; text only where the licence lets it ship")
    public Response get(@PathParam("instrument") String id, @Context HttpHeaders headers, @Context Request request) {
        var instrument = known(id);
        var language = language(headers);
        var tag = new EntityTag(instrument.version() + "-" + language.getLanguage());
        var notModified = Etags.notModified(request, tag);
        return notModified != null
                ? notModified.build()
                : Response.ok(InstrumentJson.full(instrument, language))
                        .tag(tag)
                        .build();
    }

    @POST
    @Path("/{instrument}/score")
    @Allowed(resource = "instrument", action = "score")
    @Operation(summary = "Score answers without storing them; nulls stay in this answer")
    public Response score(@PathParam("instrument") String id, @Valid @NotNull InstrumentJson.ScoreRequest asked) {
        known(id);
        try {
            var score = instruments.score(id, asked.items(), asked.policy());
            if (score.status() == Score.Status.INVALID) {
                throw ScoringProblems.of(score);
            }
            return Answers.ok(score.toJson());
        } catch (ScoringRefused refused) {
            throw ScoringProblems.of(refused);
        }
    }

    private Instrument known(String id) {
        return instruments.find(id).orElseThrow(() -> Problem.of(OutcomeProblem.INSTRUMENT_NOT_FOUND));
    }

    private static Locale language(HttpHeaders headers) {
        var wanted = headers.getAcceptableLanguages();
        return wanted.isEmpty() ? Locale.ENGLISH : wanted.getFirst();
    }
}
