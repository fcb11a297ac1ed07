package org.paincare.session.care;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.Ids;
import org.paincare.platform.Text;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.problem.Violation;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.session.Language;
import org.paincare.session.SessionProblem;
import org.paincare.session.StoredJson;
import org.paincare.session.reference.Blocked;
import org.paincare.session.reference.Role;
import org.paincare.session.treatment.PreCheckList;

/** The answers to the pre-check list; the last answer to an item counts, all are kept. */
@ApplicationScoped
class PreChecks implements Evidence.Source {

    private final PreCheckList list = PreCheckList.builtIn();
    private final Jdbc jdbc;
    private final CurrentClinic clinic;
    private final CurrentCaller caller;
    private final Language language;

    PreChecks(DataSource pool, CurrentClinic clinic, CurrentCaller caller, Language language) {
        this.jdbc = new Jdbc(pool);
        this.clinic = clinic;
        this.caller = caller;
        this.language = language;
    }

    /** The answer that counts for an item. */
    record Answered(
            String item,
            SessionJson.Outcome outcome,
            @Nullable Role role,
            @Nullable String reason,
            List<SessionJson.Fact> facts,
            SessionJson.Person by,
            Instant at) {

        PreCheckList.Answer answer() {
            return switch (outcome) {
                case PASS -> new PreCheckList.Answer.Pass(at);
                case FAIL -> new PreCheckList.Answer.Fail(at);
                case OVERRIDDEN ->
                    new PreCheckList.Answer.Overridden(
                            at, java.util.Objects.requireNonNull(role), java.util.Objects.requireNonNull(reason));
            };
        }
    }

    @Override
    public void contribute(Session session, Instant at, Evidence evidence) {
        evidence.openPreChecks(open(session, at));
    }

    private List<Blocked> open(Session session, Instant at) {
        var answers = new HashMap<String, PreCheckList.Answer>();
        latest(session.id()).forEach((item, answered) -> answers.put(item, answered.answer()));
        return list.open(session.setting(), answers, at);
    }

    /**
     * Keeps answers.
     *
     * @throws Problem PRECHECK_ITEM_UNKNOWN, REASON_REQUIRED, WAIVER_NOT_ALLOWED
     */
    void answer(Session session, List<SessionJson.PreCheckAnswer> answers, Instant at, Instant now) {
        for (int i = 0; i < answers.size(); i++) {
            var answer = answers.get(i);
            var role = answer.outcome() == SessionJson.Outcome.OVERRIDDEN ? overrider(session, answer, i) : null;
            mustBeAsked(session, answer.item(), i);
            jdbc.update(
                    "INSERT INTO pre_check_answer (clinic_id, id, session_id, item, outcome, role, reason, facts, person,"
                            + " name, answered_at, recorded_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    clinic.get(),
                    Ids.next(),
                    session.id(),
                    answer.item(),
                    answer.outcome(),
                    role,
                    answer.reason(),
                    StoredJson.write(answer.facts() == null ? List.of() : answer.facts()),
                    caller.get().id(),
                    caller.get().displayName(),
                    at,
                    now);
        }
    }

    private void mustBeAsked(Session session, String item, int index) {
        if (find(session, item) == null) {
            throw Problem.of(
                    SessionProblem.PRECHECK_ITEM_UNKNOWN,
                    new Violation(
                            "/items/" + index + "/item",
                            "UNKNOWN",
                            new Text("Not an item of this setting", "No es un punto de este entorno")));
        }
    }

    private PreCheckList.@Nullable Item find(Session session, String item) {
        return list.itemsIn(session.setting()).stream()
                .filter(i -> i.id().equals(item))
                .findFirst()
                .orElse(null);
    }

    private Role overrider(Session session, SessionJson.PreCheckAnswer answer, int index) {
        mustBeAsked(session, answer.item(), index);
        var item = java.util.Objects.requireNonNull(find(session, answer.item()));
        if (answer.reason() == null) {
            throw Problem.of(SessionProblem.REASON_REQUIRED);
        }
        var needed = item.overridableBy();
        if (needed == null || !StaffRoles.covers(caller.get(), needed)) {
            throw Problem.of(SessionProblem.WAIVER_NOT_ALLOWED)
                    .with("ruleId", item.id())
                    .with("source", item.source().text());
        }
        return StaffRoles.of(caller.get()).orElse(needed);
    }

    Map<String, Answered> latest(UUID sessionId) {
        var latest = new LinkedHashMap<String, Answered>();
        jdbc.list(
                        "SELECT * FROM pre_check_answer WHERE clinic_id = ? AND session_id = ? ORDER BY id",
                        row -> new Answered(
                                row.getString("item"),
                                SessionJson.Outcome.valueOf(row.getString("outcome")),
                                row.getString("role") == null ? null : Role.valueOf(row.getString("role")),
                                row.getString("reason"),
                                StoredJson.read(row.getString("facts"), new TypeReference<List<SessionJson.Fact>>() {}),
                                new SessionJson.Person(row.getObject("person", UUID.class), row.getString("name")),
                                Jdbc.instant(row, "answered_at")),
                        clinic.get(),
                        sessionId)
                .forEach(answered -> latest.put(answered.item(), answered));
        return latest;
    }

    List<SessionJson.ItemView> views(Session session, Instant now) {
        var answers = latest(session.id());
        var open = new HashMap<String, String>();
        open(session, now).forEach(b -> open.put(b.ruleId(), b.code()));
        return list.itemsIn(session.setting()).stream()
                .map(item -> view(item, answers.get(item.id()), open.get(item.id())))
                .toList();
    }

    private SessionJson.ItemView view(PreCheckList.Item item, @Nullable Answered answered, @Nullable String open) {
        return new SessionJson.ItemView(
                item.id(),
                language.of(item.label()),
                answered == null ? null : answered.outcome(),
                answered == null ? null : answered.reason(),
                answered == null ? null : answered.by(),
                answered == null ? null : answered.at(),
                item.overridableBy(),
                open);
    }
}
