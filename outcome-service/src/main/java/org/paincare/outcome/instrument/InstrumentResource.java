package org.paincare.outcome.instrument;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
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
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.paincare.outcome.OutcomeProblem;
import org.paincare.platform.identity.Allowed;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.problem.ProblemAnswer;
import org.paincare.platform.scoring.Instrument;
import org.paincare.platform.scoring.Score;
import org.paincare.platform.scoring.ScoringRefused;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.platform.web.Answers;
import org.paincare.platform.web.Etags;
import org.paincare.platform.web.Page;

@Path("/v1/instruments")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Instruments")
class InstrumentResource {

    private static final Set<String> LANGUAGES = Set.of("es", "en");

    private final Instruments instruments;
    private final InstrumentTexts texts;
    private final CurrentClinic clinic;

    InstrumentResource(Instruments instruments, InstrumentTexts texts, CurrentClinic clinic) {
        this.instruments = instruments;
        this.texts = texts;
        this.clinic = clinic;
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

    @APIResponseSchema(InstrumentJson.Full.class)
    @GET
    @Path("/{instrument}")
    @Allowed(resource = "instrument", action = "read")
    @Operation(
            summary = "One instrument: items, order, options, missing rules; text only where the licence lets it ship")
    public Response get(@PathParam("instrument") String id, @Context HttpHeaders headers, @Context Request request) {
        var instrument = known(id);
        var language = language(headers);
        var own = texts.of(instrument, language.getLanguage()).orElse(null);
        var tag = new EntityTag(instrument.version() + "-" + language.getLanguage()
                + (own == null ? "" : "-" + clinic.get() + "-" + own.revision()));
        var notModified = Etags.notModified(request, tag);
        return notModified != null
                ? notModified.build()
                : Response.ok(InstrumentJson.full(instrument, own, language))
                        .tag(tag)
                        .build();
    }

    @APIResponseSchema(value = InstrumentJson.Text.class, responseCode = "200")
    @PUT
    @Path("/{instrument}/texts/{language}")
    @Allowed(resource = "instrument", action = "load-text")
    @Operation(
            summary = "Load the instrument's words in one language (es or en) under the clinic's own licence",
            description =
                    "Only for instruments whose licence does not let their words ship (TEXT_SHIPPED otherwise). Every item"
                            + " has its words, each option's value is one its item allows. A change needs If-Match with the"
                            + " revision's ETag; the same words again change nothing. What stood before is kept.")
    public Response load(
            @PathParam("instrument") String id,
            @PathParam("language") String language,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull InstrumentJson.Load words) {
        var instrument = known(id);
        var loaded = texts.load(instrument, spoken(language), ifMatch, words);
        return shown(instrument, language, loaded);
    }

    @APIResponseSchema(InstrumentJson.Text.class)
    @GET
    @Path("/{instrument}/texts/{language}")
    @Allowed(resource = "instrument", action = "load-text")
    @Operation(summary = "The clinic's own words of an instrument as they stand, with the licence named for them")
    public Response text(@PathParam("instrument") String id, @PathParam("language") String language) {
        var instrument = known(id);
        var loaded = texts.of(instrument, spoken(language)).orElseThrow(() -> Problem.of(PlatformProblem.NOT_FOUND));
        return shown(instrument, language, loaded);
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

    private static Response shown(Instrument instrument, String language, InstrumentTexts.Loaded loaded) {
        return Response.fromResponse(Answers.ok(new InstrumentJson.Text(
                        instrument.id(),
                        instrument.version(),
                        language,
                        loaded.revision(),
                        loaded.licence(),
                        loaded.words(),
                        InstrumentTexts.tag(loaded.revision()))))
                .header(HttpHeaders.ETAG, InstrumentTexts.tag(loaded.revision()))
                .build();
    }

    private static String spoken(String language) {
        if (!LANGUAGES.contains(language)) {
            throw Problem.of(PlatformProblem.NOT_FOUND);
        }
        return language;
    }

    private Instrument known(String id) {
        return instruments.find(id).orElseThrow(() -> Problem.of(OutcomeProblem.INSTRUMENT_NOT_FOUND));
    }

    /** Spanish where the caller ranks it before English, as in every other answer. */
    private static Locale language(HttpHeaders headers) {
        return ProblemAnswer.languageOf(headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE));
    }
}
