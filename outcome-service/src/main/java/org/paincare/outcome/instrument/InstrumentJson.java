package org.paincare.outcome.instrument;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.scoring.Instrument;

/** Instruments as they travel over HTTP. Text is in the caller's language, and only where the licence lets it ship. */
public final class InstrumentJson {

    private static final String NOT_LICENSED = "TEXT_NOT_LICENSED";

    private InstrumentJson() {}

    /**
     * Answers to score.
     *
     * @param items  a list in the instrument's order (null for blank) or an object by item id or group
     * @param policy the missing-item rule; the instrument's default where absent
     */
    @Schema(name = "InstrumentScoreRequest")
    record ScoreRequest(
            @NotNull @Schema(implementation = Object.class, examples = "[2,1,1,1,1,1,1,1,1]")
            JsonNode items,

            @Nullable @Pattern(regexp = "[A-Z][A-Z0-9_]{0,63}")
            String policy) {}

    @Schema(name = "InstrumentLicence")
    public record Licence(String holder, String terms, boolean mayShipText) {}

    @Schema(name = "InstrumentSummary")
    record Summary(String id, String version, String name, String recall, String direction, Licence licence) {}

    @Schema(name = "InstrumentCode")
    public record Code(String system, String code, String of) {}

    @Schema(name = "InstrumentOption")
    public record Option(
            @NotNull BigDecimal value,
            @NotNull @Size(min = 1, max = 500) String text) {}

    /**
     * The words of one instrument in one language.
     *
     * @param instruction what stands above the questions
     * @param items       every item's words by its id
     * @param options     the answers' words by item, where the item has such
     */
    @Schema(name = "InstrumentWords")
    public record Words(
            @Nullable @Size(min = 1, max = 2000) String instruction,
            @NotNull @Size(min = 1, max = 100) Map<String, @NotNull @Size(min = 1, max = 2000) String> items,

            @Nullable @Size(max = 100)
            Map<String, @NotNull @Size(min = 1, max = 100) List<@NotNull @Valid Option>> options) {

        Map<String, List<Option>> optionsOrNone() {
            return options == null ? Map.of() : options;
        }
    }

    /**
     * Words to be loaded.
     *
     * @param licence the licence under which the clinic may show them: its number, holder or agreement
     */
    @Schema(name = "InstrumentTextPut")
    record Load(
            @NotNull @Size(min = 1, max = 300) String licence,
            @NotNull @Valid Words words) {}

    @Schema(name = "InstrumentText")
    record Text(
            String instrument,
            String instrumentVersion,
            String language,
            int revision,
            String licence,
            Words words,
            String etag) {}

    /**
     * One question.
     *
     * @param text       the words, or absent where {@code textStatus} says TEXT_NOT_LICENSED
     * @param from       lowest answer of a range
     * @param values     the only answers, where it is no range
     * @param codes      named answers and their values
     */
    @Schema(name = "InstrumentItem")
    public record Item(
            String id,
            @Nullable String text,
            @Nullable String textStatus,
            @Nullable BigDecimal from,
            @Nullable BigDecimal to,
            @Nullable List<BigDecimal> values,
            @Nullable Map<String, BigDecimal> named,
            @Nullable List<Option> options,
            @Nullable List<Code> codes) {}

    @Schema(name = "InstrumentPolicy")
    public record Policy(String name, boolean isDefault) {}

    /**
     * @param instruction  what stands above the questions, where a clinic loaded it
     * @param textRevision which revision of the clinic's own words these are; absent for words that ship
     * @param order        the items in the order of an answer list; empty where answers are only given by id
     * @param skips        items that are not asked where an earlier answer makes them pointless
     */
    @Schema(name = "InstrumentFull")
    public record Full(
            String id,
            String version,
            String name,
            String recall,
            String recallPeriod,
            String direction,
            Licence licence,
            List<Code> codes,
            @Nullable String instruction,
            @Nullable Integer textRevision,
            List<Item> items,
            List<String> order,
            List<Skip> skips,
            Map<String, List<String>> groups,
            List<Policy> policies,
            List<String> bands,
            List<String> flags,
            List<String> sources) {}

    static Summary summary(Instrument instrument, Locale language) {
        return new Summary(
                instrument.id(),
                instrument.version(),
                in(instrument.name(), language),
                recall(instrument, language),
                instrument.direction().name(),
                licence(instrument));
    }

    /** An item that is skipped where the other item's answer is within the limits. */
    @Schema(name = "InstrumentSkip")
    public record Skip(
            String item,
            String whereItem,
            @Nullable BigDecimal atLeast,
            @Nullable BigDecimal atMost) {}

    static Full full(Instrument instrument, InstrumentTexts.@Nullable Loaded own, Locale language) {
        return new Full(
                instrument.id(),
                instrument.version(),
                in(instrument.name(), language),
                recall(instrument, language),
                instrument.recall().period(),
                instrument.direction().name(),
                licence(instrument),
                codes(instrument.codes()),
                own == null ? null : own.words().instruction(),
                own == null ? null : own.revision(),
                instrument.items().stream()
                        .map(item -> item(instrument, item, own == null ? null : own.words(), language))
                        .toList(),
                instrument.positional(),
                instrument.skips().stream()
                        .map(skip -> new Skip(skip.item(), skip.whereItem(), skip.atLeast(), skip.atMost()))
                        .toList(),
                instrument.groups(),
                instrument.policies().stream()
                        .map(policy -> new Policy(
                                policy.name(), policy == instrument.policies().getFirst()))
                        .toList(),
                instrument.bands().stream().map(Instrument.Band::band).toList(),
                instrument.flags().stream().map(Instrument.Flag::flag).toList(),
                instrument.sources());
    }

    private static Item item(Instrument instrument, Instrument.Item item, @Nullable Words own, Locale language) {
        var range = item.range();
        var text = own != null ? own.items().get(item.id()) : item.text() == null ? null : in(item.text(), language);
        return new Item(
                item.id(),
                text,
                text == null && !instrument.licence().mayShipText() ? NOT_LICENSED : null,
                range == null ? null : range.from(),
                range == null ? null : range.to(),
                item.values(),
                item.named(),
                own != null ? own.optionsOrNone().get(item.id()) : options(instrument, item, language),
                item.codes() == null ? null : codes(item.codes()));
    }

    private static @Nullable List<Option> options(Instrument instrument, Instrument.Item item, Locale language) {
        var options = item.options() == null ? null : instrument.optionSets().get(item.options());
        return options == null
                ? null
                : options.stream()
                        .map(option -> new Option(option.value(), in(option.text(), language)))
                        .toList();
    }

    private static List<Code> codes(List<Instrument.Code> codes) {
        return codes.stream()
                .map(code -> new Code(code.system(), code.code(), code.of()))
                .toList();
    }

    private static Licence licence(Instrument instrument) {
        var licence = instrument.licence();
        return new Licence(licence.holder(), licence.terms(), licence.mayShipText());
    }

    private static String recall(Instrument instrument, Locale language) {
        var recall = instrument.recall();
        return in(new Instrument.Words(recall.en(), recall.es()), language);
    }

    private static String in(Instrument.Words words, Locale language) {
        return "es".equals(language.getLanguage()) ? words.es() : words.en();
    }
}
