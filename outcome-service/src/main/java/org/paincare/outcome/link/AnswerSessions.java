package org.paincare.outcome.link;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.outcome.OutcomeProblem;
import org.paincare.outcome.Source;
import org.paincare.outcome.assessment.AssessmentJson;
import org.paincare.outcome.assessment.Assessments;
import org.paincare.outcome.assessment.EmergencyNotice;
import org.paincare.outcome.calendar.CalendarRules;
import org.paincare.outcome.care.Care;
import org.paincare.outcome.instrument.InstrumentForms;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.identity.Guests;
import org.paincare.platform.link.SealedLinks;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;

/** What the holder of a link does: open it once, read what is asked, save and submit until it is over. */
@ApplicationScoped
class AnswerSessions {

    private final AnswerLinks links;
    private final LinkTokens tokens;
    private final Guests guests;
    private final Assessments assessments;
    private final InstrumentForms forms;
    private final Care care;
    private final CurrentCaller caller;
    private final Audit audit;
    private final InstantSource clock;

    AnswerSessions(
            AnswerLinks links,
            LinkTokens tokens,
            Guests guests,
            Assessments assessments,
            InstrumentForms forms,
            Care care,
            CurrentCaller caller,
            Audit audit,
            InstantSource clock) {
        this.links = links;
        this.tokens = tokens;
        this.guests = guests;
        this.assessments = assessments;
        this.forms = forms;
        this.care = care;
        this.caller = caller;
        this.audit = audit;
        this.clock = clock;
    }

    /** Whether there is somebody to let in, or too many calls with this link in this minute. */
    private enum Door {
        OPEN,
        BUSY,
        UNKNOWN
    }

    /**
     * Lets the holder of a token in, for the rest of the request. Each call counts, whatever becomes of it, so this runs
     * in a transaction of its own, before the one that does the work.
     *
     * @param authorization {@code AnswerLink <token>} or {@code AnswerSession <token>}
     * @return the link
     * @throws Problem ANSWER_LINK_INVALID, TOO_MANY_REQUESTS
     */
    UUID enter(LinkTokens.Kind kind, @Nullable String authorization) {
        var named = tokens.read(kind, credential(kind, authorization)).orElseThrow(AnswerSessions::invalid);
        guests.ofClinic(named.clinic());
        return switch (counted(named)) {
            case OPEN -> named.link();
            case BUSY ->
                throw Problem.of(OutcomeProblem.TOO_MANY_REQUESTS)
                        .with("limit", AnswerLinks.RULES.callsPerMinute())
                        .with("unit", "per minute")
                        .header("Retry-After", "60");
            case UNKNOWN -> throw invalid();
        };
    }

    @Transactional
    Door counted(SealedLinks.Named named) {
        var called = links.called(named.link(), clock.instant()).orElse(null);
        if (called == null) {
            return Door.UNKNOWN;
        }
        guests.admit(named.clinic(), called.patient(), named.link());
        return called.times() > AnswerLinks.RULES.callsPerMinute() ? Door.BUSY : Door.OPEN;
    }

    private static @Nullable String credential(LinkTokens.Kind kind, @Nullable String authorization) {
        var scheme = scheme(kind) + " ";
        return authorization != null && authorization.regionMatches(true, 0, scheme, 0, scheme.length())
                ? authorization.substring(scheme.length()).strip()
                : null;
    }

    private static String scheme(LinkTokens.Kind kind) {
        return kind == LinkTokens.Kind.LINK ? "AnswerLink" : "AnswerSession";
    }

    private static Problem invalid() {
        return Problem.of(OutcomeProblem.ANSWER_LINK_INVALID)
                .header("WWW-Authenticate", "AnswerLink realm=\"paincare\", AnswerSession realm=\"paincare\"");
    }

    /**
     * Exchanges the link for what answers are sent with; of two at once one gets it.
     *
     * @throws Problem ANSWER_LINK_USED, ANSWER_LINK_ENDED
     */
    @Transactional
    LinkJson.Session open(UUID link, Locale language) {
        var row = live(link);
        if (row.state(clock.instant()) == LinkJson.State.OPENED) {
            throw closed(OutcomeProblem.ANSWER_LINK_USED);
        }
        row.open(clock.instant());
        links.flush();
        audit.wrote(AuditEntry.of("ANSWER_LINK_OPENED", "answer-link", link, row.patientId()));
        return session(row, tokens.make(LinkTokens.Kind.SESSION, row.clinicId(), link), language);
    }

    /** @throws Problem ANSWER_LINK_ENDED */
    @Transactional
    LinkJson.Session read(UUID link, Locale language) {
        var row = opened(link);
        audit.read(AuditEntry.of("ANSWER_SESSION_READ", "answer-link", link, row.patientId()));
        return session(row, null, language);
    }

    private LinkJson.Session session(LinkRow row, @Nullable String token, Locale language) {
        return new LinkJson.Session(
                token,
                row.expiresAt(),
                links.opens(row.id()).stream().map(id -> item(id, language)).toList());
    }

    private LinkJson.Item item(UUID assessment, Locale language) {
        var shown = assessments.shown(assessment);
        var code = shown.assessment().code();
        return shown.assessment().kind() == CalendarRules.Kind.INSTRUMENT
                ? new LinkJson.Item(shown, forms.of(code, language), null)
                : new LinkJson.Item(shown, null, assessments.fields(code));
    }

    /**
     * Saves or submits one of the link's assessments; the link is over when none of them waits any more.
     *
     * @throws Problem ANSWER_LINK_ENDED, NOT_FOUND for an assessment that is not the link's, and those of answering
     */
    @Transactional
    LinkJson.Saved answer(UUID link, UUID assessment, @Nullable String ifMatch, LinkJson.Save save) {
        care.lock(java.util.Objects.requireNonNull(caller.get().patientId()));
        var row = opened(link);
        var opens = links.opens(link);
        if (!opens.contains(assessment)) {
            throw Problem.of(PlatformProblem.NOT_FOUND);
        }
        var answered = assessments.answerOnce(
                assessment,
                ifMatch,
                new AssessmentJson.Save(save.items(), save.submit(), Source.OWN, save.policy(), null, null));
        var over = opens.stream().noneMatch(this::waits);
        if (over) {
            row.end(LinkRow.End.SUBMITTED, clock.instant());
            links.flush();
        }
        return new LinkJson.Saved(answered, over);
    }

    private boolean waits(UUID assessment) {
        return assessments.shown(assessment).assessment().state().waiting();
    }

    /** A link that opens nothing still says whom to call: nobody knows why it was tried. */
    private Problem closed(OutcomeProblem why) {
        var refused = Problem.of(why);
        care.clinic().ifPresent(clinic -> refused.with("emergencyNotice", EmergencyNotice.of(clinic)));
        return refused;
    }

    private LinkRow opened(UUID link) {
        var row = live(link);
        if (row.state(clock.instant()) != LinkJson.State.OPENED) {
            throw invalid();
        }
        return row;
    }

    private LinkRow live(UUID link) {
        var row = java.util.Objects.requireNonNull(links.findById(link, LockModeType.PESSIMISTIC_WRITE));
        var state = row.state(clock.instant());
        if (!state.isLive()) {
            throw closed(OutcomeProblem.ANSWER_LINK_ENDED).with("currentState", state);
        }
        return row;
    }
}
