package org.paincare.outcome.instrument;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.paincare.outcome.OutcomeProblem;
import org.paincare.platform.Text;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.problem.Violation;
import org.paincare.platform.scoring.Instrument;
import org.paincare.platform.tenancy.CurrentClinic;

/**
 * Words of instruments whose licence does not let them ship: each clinic loads its own, for one version and language, and
 * answers for its licence. They change no score.
 */
@ApplicationScoped
public class InstrumentTexts {

    private static final String LATEST = "SELECT * FROM instrument_text WHERE clinic_id = ? AND instrument = ?"
            + " AND instrument_version = ? AND language = ? ORDER BY revision DESC LIMIT 1";

    private final Jdbc jdbc;
    private final ObjectMapper json;
    private final Audit audit;
    private final CurrentClinic clinic;
    private final CurrentCaller caller;
    private final InstantSource clock;

    InstrumentTexts(
            DataSource pool,
            ObjectMapper json,
            Audit audit,
            CurrentClinic clinic,
            CurrentCaller caller,
            InstantSource clock) {
        this.jdbc = new Jdbc(pool);
        this.json = json;
        this.audit = audit;
        this.clinic = clinic;
        this.caller = caller;
        this.clock = clock;
    }

    /** What a clinic loaded, as it stands. */
    record Loaded(int revision, String licence, InstrumentJson.Words words) {}

    /** Instruments this clinic has words for, in whatever language: those it holds a licence for. */
    @Transactional
    public Set<String> licensed() {
        return Set.copyOf(jdbc.list(
                "SELECT DISTINCT instrument FROM instrument_text WHERE clinic_id = ?",
                row -> row.getString(1),
                clinic.get()));
    }

    @Transactional
    Optional<Loaded> of(Instrument instrument, String language) {
        return jdbc.first(
                LATEST,
                row -> new Loaded(row.getInt("revision"), row.getString("licence"), read(row.getString("content"))),
                clinic.get(),
                instrument.id(),
                instrument.version(),
                language);
    }

    /**
     * Loads words, or replaces what stands; what stood is kept.
     *
     * @param ifMatch null for the first loading; the same words again need none either
     * @throws Problem TEXT_SHIPPED, INSTRUMENT_TEXT_INVALID with every fault, PRECONDITION_REQUIRED, STALE, LOST_RACE
     */
    @Transactional
    Loaded load(Instrument instrument, String language, @Nullable String ifMatch, InstrumentJson.Load wanted) {
        if (instrument.licence().mayShipText()) {
            throw Problem.of(OutcomeProblem.TEXT_SHIPPED);
        }
        var faults = faults(instrument, wanted.words());
        if (!faults.isEmpty()) {
            throw Problem.of(OutcomeProblem.INSTRUMENT_TEXT_INVALID, faults);
        }
        var standing = of(instrument, language);
        if (standing.isPresent() && ifMatch == null && isSame(standing.get(), wanted)) {
            return standing.get();
        }
        standing.ifPresent(one -> mustMatch(ifMatch, one.revision()));
        var revision = standing.map(Loaded::revision).orElse(0) + 1;
        var first = jdbc.update(
                        "INSERT INTO instrument_text (clinic_id, instrument, instrument_version, language, revision,"
                                + " licence, content, loaded_by, loaded_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
                                + " ON CONFLICT DO NOTHING",
                        clinic.get(),
                        instrument.id(),
                        instrument.version(),
                        language,
                        revision,
                        wanted.licence(),
                        text(wanted.words()),
                        caller.get().id(),
                        clock.instant())
                == 1;
        if (!first) {
            throw Problem.of(PlatformProblem.LOST_RACE);
        }
        audit.wrote(new AuditEntry("INSTRUMENT_TEXT_LOADED", "instrument", null, null, instrument.id()));
        return new Loaded(revision, wanted.licence(), wanted.words());
    }

    private boolean isSame(Loaded standing, InstrumentJson.Load wanted) {
        return standing.licence().equals(wanted.licence())
                && text(standing.words()).equals(text(wanted.words()));
    }

    private static void mustMatch(@Nullable String ifMatch, int revision) {
        var tag = tag(revision);
        if (ifMatch == null || ifMatch.isBlank()) {
            throw Problem.of(PlatformProblem.PRECONDITION_REQUIRED);
        }
        if (!ifMatch.strip().equals(tag)) {
            throw Problem.of(PlatformProblem.STALE).header("ETag", tag);
        }
    }

    static String tag(int revision) {
        return "\"v" + revision + "\"";
    }

    private static List<Violation> faults(Instrument instrument, InstrumentJson.Words words) {
        var faults = new ArrayList<Violation>();
        for (var item : instrument.items()) {
            if (!words.items().containsKey(item.id())) {
                faults.add(fault(
                        "/words/items/" + item.id(),
                        "REQUIRED",
                        "The words of this item are missing.",
                        "Faltan las palabras de este ítem."));
            }
        }
        words.items().keySet().stream()
                .filter(id -> instrument.item(id).isEmpty())
                .forEach(id -> faults.add(unknown("/words/items/" + pointer(id))));
        words.optionsOrNone()
                .forEach((id, options) -> instrument
                        .item(id)
                        .ifPresentOrElse(
                                item -> options.stream()
                                        .filter(option -> !allows(item, option.value()))
                                        .forEach(option -> faults.add(fault(
                                                "/words/options/" + id,
                                                "OUT_OF_RANGE",
                                                "No answer of this item: "
                                                        + option.value().toPlainString(),
                                                "No es respuesta de este ítem: "
                                                        + option.value().toPlainString()))),
                                () -> faults.add(unknown("/words/options/" + pointer(id)))));
        return faults;
    }

    private static boolean allows(Instrument.Item item, java.math.BigDecimal value) {
        if (item.range() != null) {
            return value.compareTo(item.range().from()) >= 0
                    && value.compareTo(item.range().to()) <= 0;
        }
        var values = item.values() != null
                ? item.values()
                : item.named() == null
                        ? List.<java.math.BigDecimal>of()
                        : List.copyOf(item.named().values());
        return values.stream().anyMatch(one -> one.compareTo(value) == 0);
    }

    private static Violation unknown(String pointer) {
        return fault(pointer, "ITEM_UNKNOWN", "The instrument has no such item.", "El instrumento no tiene ese ítem.");
    }

    /** RFC 6901: what a caller named is escaped, and cut where it is longer than any item's name. */
    private static String pointer(String name) {
        var cut = name.length() > 40 ? name.substring(0, 40) : name;
        return cut.replace("~", "~0").replace("/", "~1");
    }

    private static Violation fault(String pointer, String code, String en, String es) {
        return new Violation(pointer, code, new Text(en, es));
    }

    private String text(InstrumentJson.Words words) {
        try {
            return json.writer(com.fasterxml.jackson.databind.SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                    .writeValueAsString(words);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private InstrumentJson.Words read(String text) {
        try {
            return json.readValue(text, InstrumentJson.Words.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
