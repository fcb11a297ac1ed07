package org.paincare.session.document;

import static org.paincare.session.document.DocumentWords.Word.*;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.session.Language;
import org.paincare.session.SessionProblem;
import org.paincare.session.care.Lifecycle;
import org.paincare.session.care.Session;
import org.paincare.session.dose.HomeOrder;
import org.paincare.session.history.DoseHistories;
import org.paincare.session.order.HomeOrders;
import org.paincare.session.order.SignedOrders;
import org.paincare.session.paper.Paper;
import org.paincare.session.quantity.Decimals;
import org.paincare.session.quantity.Quantity;
import org.paincare.session.standing.ClinicProfiles;
import org.paincare.session.standing.KnownStaff;

/** Makes the papers of a session, in the caller's language and the clinic's time. */
@ApplicationScoped
class Documents {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final String NOTHING = "-";

    private final DocumentWords words = DocumentWords.builtIn();
    private final Jdbc jdbc;
    private final Lifecycle lifecycle;
    private final SignedOrders orders;
    private final HomeOrders homeOrders;
    private final DoseHistories histories;
    private final KnownStaff staff;
    private final ClinicProfiles clinics;
    private final Language language;
    private final Audit audit;
    private final CurrentClinic clinic;

    Documents(
            DataSource pool,
            Lifecycle lifecycle,
            SignedOrders orders,
            HomeOrders homeOrders,
            DoseHistories histories,
            KnownStaff staff,
            ClinicProfiles clinics,
            Language language,
            Audit audit,
            CurrentClinic clinic) {
        this.jdbc = new Jdbc(pool);
        this.lifecycle = lifecycle;
        this.orders = orders;
        this.homeOrders = homeOrders;
        this.histories = histories;
        this.staff = staff;
        this.clinics = clinics;
        this.language = language;
        this.audit = audit;
        this.clinic = clinic;
    }

    /** Who signed what, and when. */
    private record Signed(UUID by, String name, Instant at, String hash) {}

    /** A word that its prescriber has not signed yet. */
    private record Spoken(String recorded, String heard, Instant at, String hash) {}

    private record Made(
            String prepared, Instant preparedAt, @Nullable String checked, Instant beyondUseAt, String concentration) {}

    private record Addendum(String body, String name, Instant at) {}

    private record Note(
            String body,
            @Nullable UUID by,
            @Nullable String name,
            @Nullable Instant at,
            String hash) {}

    /**
     * The label of the bag or syringe. There is none of an order that neither a signature nor a word that
     * was heard covers as it stands.
     *
     * @throws Problem NOT_FOUND, ORDER_STATE
     */
    @Transactional
    Paper orderLabel(UUID sessionId) {
        var session = session(sessionId, "ORDER_LABEL_PRINTED");
        var order = orders.of(session).orElseThrow(() -> unsigned("NONE"));
        var signed = jdbc.first(
                "SELECT signed_by, signer_name, signed_at, signed_hash FROM dose_order WHERE clinic_id = ? AND id = ?"
                        + " AND state = 'SIGNED' AND signed_hash = content_hash",
                row -> new Signed(
                        row.getObject("signed_by", UUID.class),
                        row.getString("signer_name"),
                        Jdbc.instant(row, "signed_at"),
                        row.getString("signed_hash")),
                clinic.get(),
                order.orderId());
        var spoken = jdbc.first(
                "SELECT v.recorded_name, v.heard_name, v.ordered_at, v.content_hash FROM verbal_order v"
                        + " JOIN dose_order o ON o.clinic_id = v.clinic_id AND o.id = v.order_id"
                        + " WHERE v.clinic_id = ? AND v.order_id = ? AND o.state = 'VERBAL'"
                        + " AND o.verbal_hash = o.content_hash",
                row -> new Spoken(
                        row.getString("recorded_name"),
                        row.getString("heard_name"),
                        Jdbc.instant(row, "ordered_at"),
                        row.getString("content_hash")),
                clinic.get(),
                order.orderId());
        if (signed.isEmpty() && spoken.isEmpty()) {
            throw unsigned("DRAFT");
        }
        var content = order.order();
        var stated = content.stated();
        var made = made(sessionId, order.hash());
        var paper = new Paper(word(ORDER_LABEL), language.locale(), Paper.Sheet.LABEL)
                .fact(word(PATIENT), session.patientId().toString())
                .fact(word(SESSION), sessionId + ", " + time(session.startsAt()))
                .fact(
                        word(CONCENTRATION),
                        made.map(Made::concentration)
                                        .orElse(content.concentration().text()) + " mg/mL");
        homeOrders
                .ordered(order.orderId())
                .ifPresentOrElse(
                        home -> sprays(paper, home),
                        () -> paper.fact(word(DOSE), shown(stated.doseMg(), "mg"))
                                .fact(word(VOLUME), shown(stated.volumeMl(), "mL"))
                                .fact(word(RATE), shown(stated.pumpRateMlPerHour(), "mL/h")));
        paper.fact(word(WEIGHT), content.weight().kg().text() + " kg");
        made.ifPresentOrElse(
                m -> paper.fact(word(PREPARED), m.prepared() + ", " + time(m.preparedAt()))
                        .fact(word(CHECKED), m.checked() == null ? word(NOT_CHECKED) : m.checked())
                        .fact(word(BEYOND_USE), time(m.beyondUseAt())),
                () -> paper.fact(word(PREPARED), word(NOT_PREPARED)));
        paper.fact(word(VIALS), vials(sessionId));
        spoken.ifPresent(s -> paper.fact(word(BY_WORD), s.recorded() + ", " + time(s.at()))
                .fact(word(HEARD_BY), s.heard())
                .fact(word(SIGNED_HASH), s.hash()));
        signed.ifPresent(s -> signature(paper, s));
        return paper;
    }

    /** Who reads the label at home counts sprays. */
    private void sprays(Paper paper, HomeOrder home) {
        paper.fact(word(EACH_SPRAY), home.sprays().perSpray().text() + " mg");
        if (home.perUse() != null) {
            paper.fact(word(AT_ONE_USE), home.perUse().toString());
        }
        if (home.minimumInterval() != null) {
            paper.fact(word(BETWEEN_USES), home.minimumInterval().toMinutes() + " min");
        }
        paper.fact(word(SPRAYS_IN_A_DAY), "" + home.sprays().perDay())
                .fact(word(SPRAYS_IN_A_WEEK), "" + home.sprays().perWeek());
    }

    /** What the patient takes home; signed by who discharged, once that is done. */
    @Transactional
    Paper instructions(UUID sessionId) {
        var session = session(sessionId, "DISCHARGE_INSTRUCTIONS_PRINTED");
        var profile = clinics.current();
        var emergency = profile.settings()
                .getOrDefault(
                        words.emergencySetting(),
                        words.emergencyNumbers().getOrDefault(profile.jurisdiction(), NOTHING));
        var escort = jdbc.first(
                        "SELECT coalesce(content::jsonb->>'escortName', '-') AS escort FROM discharge_assessment"
                                + " WHERE clinic_id = ? AND session_id = ? ORDER BY id DESC LIMIT 1",
                        row -> row.getString("escort"),
                        clinic.get(),
                        sessionId)
                .orElse(NOTHING);
        var paper = new Paper(word(INSTRUCTIONS), language.locale(), Paper.Sheet.A4)
                .fact(word(PATIENT), session.patientId().toString())
                .fact(word(SESSION), time(session.startsAt()))
                .fact(word(ESCORT), escort);
        words.instructions().forEach(one -> paper.paragraph(language.of(one)));
        paper.fact(word(EMERGENCY), emergency);
        var signed = jdbc.first(
                "SELECT d.signed_by, d.signer_name, d.discharged_at, a.content_hash FROM discharge d"
                        + " JOIN discharge_assessment a ON a.clinic_id = d.clinic_id AND a.id = d.assessment_id"
                        + " WHERE d.clinic_id = ? AND d.session_id = ?",
                row -> new Signed(
                        row.getObject("signed_by", UUID.class),
                        row.getString("signer_name"),
                        Jdbc.instant(row, "discharged_at"),
                        row.getString("content_hash")),
                clinic.get(),
                sessionId);
        return signed.map(s -> signature(paper, s)).orElseGet(() -> paper.paragraph(word(DRAFT)));
    }

    /** @throws Problem NOT_FOUND without a note */
    @Transactional
    Paper note(UUID sessionId) {
        var session = session(sessionId, "NOTE_PRINTED");
        var note = jdbc.first(
                        "SELECT body, signed_by, signer_name, signed_at, content_hash FROM session_note"
                                + " WHERE clinic_id = ? AND session_id = ?",
                        row -> new Note(
                                row.getString("body"),
                                row.getObject("signed_by", UUID.class),
                                row.getString("signer_name"),
                                instant(row, "signed_at"),
                                row.getString("content_hash")),
                        clinic.get(),
                        sessionId)
                .orElseThrow(() -> Problem.of(PlatformProblem.NOT_FOUND));
        var paper = new Paper(word(NOTE), language.locale(), Paper.Sheet.A4)
                .fact(word(PATIENT), session.patientId().toString())
                .fact(word(SESSION), sessionId + ", " + time(session.startsAt()))
                .fact(word(STATE), session.state().name())
                .fact(word(STARTED), session.startedAt() == null ? NOTHING : time(session.startedAt()))
                .fact(word(STOPPED), session.stoppedAt() == null ? NOTHING : time(session.stoppedAt()))
                .fact(word(GIVEN), histories.given(sessionId).text() + " mg")
                .fact(word(ADVERSE_EVENTS), adverseEvents(sessionId))
                .heading(word(NOTE))
                .paragraph(note.body());
        if (note.by() == null || note.name() == null || note.at() == null) {
            paper.paragraph(word(DRAFT));
        } else {
            signature(paper, new Signed(note.by(), note.name(), note.at(), note.hash()));
        }
        jdbc.list(
                        "SELECT a.body, a.name, a.written_at FROM note_addendum a JOIN session_note n"
                                + " ON n.clinic_id = a.clinic_id AND n.id = a.note_id"
                                + " WHERE a.clinic_id = ? AND n.session_id = ? ORDER BY a.id",
                        row -> new Addendum(
                                row.getString("body"), row.getString("name"), Jdbc.instant(row, "written_at")),
                        clinic.get(),
                        sessionId)
                .forEach(a -> paper.heading(word(ADDENDUM) + ", " + a.name() + ", " + time(a.at()))
                        .paragraph(a.body()));
        return paper;
    }

    private Session session(UUID id, String action) {
        var session = lifecycle.find(id);
        audit.read(AuditEntry.of(action, "session", id, session.patientId()));
        return session;
    }

    private Optional<Made> made(UUID sessionId, String orderHash) {
        return jdbc.first(
                "SELECT prepared_name, prepared_at, checked_name, beyond_use_at, labelled FROM preparation"
                        + " WHERE clinic_id = ? AND session_id = ? AND order_hash = ? ORDER BY id DESC LIMIT 1",
                row -> new Made(
                        row.getString("prepared_name"),
                        Jdbc.instant(row, "prepared_at"),
                        row.getString("checked_name"),
                        Jdbc.instant(row, "beyond_use_at"),
                        Decimals.format(row.getBigDecimal("labelled"))),
                clinic.get(),
                sessionId,
                orderHash);
    }

    private String vials(UUID sessionId) {
        var vials = jdbc
                .list(
                        "SELECT DISTINCT l.lot_number, l.expires_on FROM ledger_entry e JOIN lot l"
                                + " ON l.clinic_id = e.clinic_id AND l.id = e.lot_id"
                                + " WHERE e.clinic_id = ? AND e.session_id = ? ORDER BY l.lot_number",
                        row -> row.getString("lot_number") + " (" + row.getString("expires_on") + ")",
                        clinic.get(),
                        sessionId)
                .stream()
                .collect(Collectors.joining(", "));
        return vials.isEmpty() ? NOTHING : vials;
    }

    private String adverseEvents(UUID sessionId) {
        var events = jdbc
                .list(
                        "SELECT a.code, a.grade FROM adverse_event a WHERE a.clinic_id = ? AND a.session_id = ?"
                                + " AND NOT EXISTS (SELECT 1 FROM adverse_event later WHERE later.clinic_id = a.clinic_id"
                                + " AND later.supersedes = a.id) ORDER BY a.onset_at, a.id",
                        row -> row.getString("code") + " " + row.getInt("grade"),
                        clinic.get(),
                        sessionId)
                .stream()
                .collect(Collectors.joining(", "));
        return events.isEmpty() ? word(NONE) : events;
    }

    private Paper signature(Paper paper, Signed signed) {
        var registration = staff.registrationOf(signed.by())
                .map(number -> word(REGISTRATION) + " " + number)
                .orElse(word(NO_REGISTRATION));
        return paper.fact(word(SIGNED_BY), signed.name() + ", " + registration + ", " + time(signed.at()))
                .fact(word(SIGNED_HASH), signed.hash());
    }

    private static Problem unsigned(String state) {
        return Problem.of(SessionProblem.ORDER_STATE).with("currentState", state);
    }

    private static String shown(@Nullable Quantity<?> quantity, String unit) {
        return quantity == null ? NOTHING : Decimals.format(quantity.decimal()) + " " + unit;
    }

    private String time(Instant at) {
        return TIME.format(at.atZone(clinics.current().zone()));
    }

    private String word(DocumentWords.Word word) {
        return language.of(words.words().get(word));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
