package org.paincare.session.report;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.sign.Signatures;
import org.paincare.session.Disclosure;
import org.paincare.session.Language;
import org.paincare.session.SessionProblem;
import org.paincare.session.paper.Paper;
import org.paincare.session.report.ReportRules.Attention;
import org.paincare.session.report.ReportRules.Column;
import org.paincare.session.report.ReportRules.Kind;
import org.paincare.session.standing.ClinicProfiles;

/** Makes the reports of the ledger that the clinic's jurisdiction has. */
@ApplicationScoped
class LedgerReports {

    private static final int LONGEST_DAYS = 400;
    private static final String NOT_RECORDED = "-";

    private final ReportRules rules = ReportRules.builtIn();
    private final ReportRows rows;
    private final ClinicProfiles clinics;
    private final Language language;
    private final Audit audit;
    private final CurrentCaller caller;
    private final InstantSource clock;

    LedgerReports(
            ReportRows rows,
            ClinicProfiles clinics,
            Language language,
            Audit audit,
            CurrentCaller caller,
            InstantSource clock) {
        this.rows = rows;
        this.clinics = clinics;
        this.language = language;
        this.audit = audit;
        this.caller = caller;
        this.clock = clock;
    }

    @Schema(name = "LedgerReportColumn")
    record ColumnView(String id, String label) {}

    /**
     * @param rows        each as long as the columns; masses in mg, times with the clinic's offset
     * @param attention   what of it somebody has to look at, in the caller's language
     * @param contentHash SHA-256 over kind, period, licence, columns and rows
     */
    @Schema(name = "LedgerReport")
    record Report(
            String kind,
            String title,
            String jurisdiction,
            String version,
            UUID clinicId,
            LocalDate from,
            LocalDate to,
            String licenceNumber,
            String licenceExpiresOn,
            Instant madeAt,
            String madeBy,
            List<ColumnView> columns,
            List<List<String>> rows,
            List<String> attention,
            String contentHash,
            Disclosure disclosure) {}

    /**
     * Makes a report of the days from {@code from} to {@code to}, both with.
     *
     * @throws Problem MALFORMED_PARAMETER for no kind or days, REPORT_NOT_IN_JURISDICTION, REPORT_TOO_LARGE
     */
    @Transactional
    Report make(String kindName, @Nullable String fromDay, @Nullable String toDay) {
        var kind = kind(kindName);
        var from = day(fromDay == null ? "" : fromDay);
        var to = toDay == null ? lastDay(kind, from) : day(toDay);
        if (to.isBefore(from) || ChronoUnit.DAYS.between(from, to) > LONGEST_DAYS) {
            throw Problem.of(PlatformProblem.MALFORMED_PARAMETER);
        }
        var profile = clinics.current();
        var jurisdiction = rules.jurisdictions().get(profile.jurisdiction());
        var layout = jurisdiction == null ? null : jurisdiction.layout(kind).orElse(null);
        if (layout == null) {
            throw Problem.of(SessionProblem.REPORT_NOT_IN_JURISDICTION);
        }
        var period = new ReportRows.Period(
                from.atStartOfDay(profile.zone()).toInstant(),
                to.plusDays(1).atStartOfDay(profile.zone()).toInstant(),
                profile.zone());
        var found = kind.isByEntry() ? rows.movements(kind, period) : rows.lots(period);
        if (found.size() > ReportRows.MOST) {
            throw Problem.of(SessionProblem.REPORT_TOO_LARGE).with("most", ReportRows.MOST);
        }
        var table = found.stream()
                .map(row -> layout.columns().stream()
                        .map(column -> value(row, column, jurisdiction))
                        .toList())
                .toList();
        var number = profile.settings().getOrDefault(jurisdiction.licence().number(), "");
        var expires = profile.settings().getOrDefault(jurisdiction.licence().expiresOn(), "");
        audit.read(new AuditEntry("LEDGER_REPORT_READ", "ledger-report", null, null, kind.name()));
        var columns = layout.columns().stream()
                .map(c -> new ColumnView(c.name(), language.of(rules.columns().get(c))))
                .toList();
        return new Report(
                kind.name(),
                language.of(layout.title()),
                profile.jurisdiction(),
                rules.version().id(),
                profile.clinicId(),
                from,
                to,
                number.isBlank() ? NOT_RECORDED : number,
                expires.isBlank() ? NOT_RECORDED : expires,
                clock.instant(),
                caller.get().displayName(),
                columns,
                table,
                attention(kind, period, to, number, expires, jurisdiction),
                hash(kind, profile.jurisdiction(), from, to, number, expires, layout.columns(), table),
                Disclosure.byDuty(language.of(jurisdiction.basis())));
    }

    private List<String> attention(
            Kind kind,
            ReportRows.Period period,
            LocalDate to,
            String number,
            String expires,
            ReportRules.Jurisdiction jurisdiction) {
        var notes = new ArrayList<ReportRows.Note>();
        if (number.isBlank()) {
            notes.add(new ReportRows.Note(Attention.LICENCE_MISSING, Map.of()));
        }
        if (isOver(expires, to)) {
            notes.add(new ReportRows.Note(Attention.LICENCE_EXPIRED, Map.of("day", expires)));
        }
        if (!kind.isByEntry()) {
            notes.addAll(rows.notes(period, kind == Kind.DAILY));
        }
        if (kind == Kind.INVENTORY) {
            var due = to.plusYears(jurisdiction.inventoryYears());
            notes.add(new ReportRows.Note(Attention.INVENTORY_DUE, Map.of("day", due.toString())));
        }
        return notes.stream()
                .map(note -> language.of(rules.attention().get(note.kind()).with(note.values())))
                .toList();
    }

    private static boolean isOver(String expires, LocalDate day) {
        try {
            return !expires.isBlank() && LocalDate.parse(expires).isBefore(day);
        } catch (DateTimeParseException noDay) {
            // A setting that is no day is shown as it is; nothing can be said of it.
            return false;
        }
    }

    private static String value(ReportRows.Row row, Column column, ReportRules.Jurisdiction jurisdiction) {
        var substance = jurisdiction.substances().get(row.substance());
        return switch (column) {
            case SCHEDULE -> substance == null ? "" : substance.schedule();
            case CODE -> substance == null ? "" : substance.code();
            default -> row.values().getOrDefault(column, "");
        };
    }

    private static Kind kind(String name) {
        for (var kind : Kind.values()) {
            if (kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-').equals(name)) {
                return kind;
            }
        }
        throw Problem.of(PlatformProblem.NOT_FOUND);
    }

    private static LocalDate day(String text) {
        try {
            var day = LocalDate.parse(text);
            if (day.getYear() < 1900 || day.getYear() > 2200) {
                throw Problem.of(PlatformProblem.MALFORMED_PARAMETER);
            }
            return day;
        } catch (DateTimeParseException noDay) {
            throw Problem.of(PlatformProblem.MALFORMED_PARAMETER);
        }
    }

    private static LocalDate lastDay(Kind kind, LocalDate from) {
        return kind == Kind.MONTHLY ? from.withDayOfMonth(from.lengthOfMonth()) : from;
    }

    private static String hash(
            Kind kind,
            String jurisdiction,
            LocalDate from,
            LocalDate to,
            String number,
            String expires,
            List<Column> columns,
            List<List<String>> table) {
        return Signatures.hash(String.join(
                "\n",
                "paincare-ledger-report/1",
                "kind=" + kind,
                "jurisdiction=" + jurisdiction,
                "from=" + from,
                "to=" + to,
                "licence=" + number + " " + expires,
                "columns=" + columns,
                table.stream().map(List::toString).collect(Collectors.joining("\n"))));
    }

    /** As CSV (RFC 4180), the first line its heads; text that a spreadsheet would run is disarmed. */
    String csv(Report report) {
        var lines = new StringBuilder();
        line(lines, report.columns().stream().map(ColumnView::label).toList());
        report.rows().forEach(row -> line(lines, row));
        return lines.toString();
    }

    private static void line(StringBuilder lines, List<String> values) {
        lines.append(values.stream().map(LedgerReports::cell).collect(Collectors.joining(",")))
                .append("\r\n");
    }

    private static String cell(String value) {
        var armed = !value.isEmpty() && "=+-@\t\r".indexOf(value.charAt(0)) >= 0 && !value.matches("-?[0-9.]+");
        var safe = armed ? "'" + value : value;
        return safe.matches("[^,\"\r\n]*") ? safe : '"' + safe.replace("\"", "\"\"") + '"';
    }

    Paper paper(Report report) {
        var es = language.locale().getLanguage().equals("es");
        var paper = new Paper(report.title(), language.locale(), Paper.Sheet.A4_WIDE)
                .fact(es ? "Clínica" : "Clinic", report.clinicId().toString())
                .fact(
                        es ? "Licencia o registro" : "Licence or registration",
                        report.licenceNumber() + " (" + report.licenceExpiresOn() + ")")
                .fact(es ? "Periodo" : "Period", report.from() + " / " + report.to())
                .fact(es ? "Elaborado" : "Made", report.madeAt() + ", " + report.madeBy())
                .fact(es ? "Reglas" : "Rules", report.jurisdiction() + ", " + report.version())
                .fact(es ? "Huella del contenido" : "Hash of the content", report.contentHash());
        paper.table(report.columns().stream().map(ColumnView::label).toList(), report.rows());
        report.attention().forEach(paper::paragraph);
        return paper.paragraph(
                es
                        ? "Firma y registro profesional: ____________________"
                        : "Signature and registration: ____________________");
    }
}
