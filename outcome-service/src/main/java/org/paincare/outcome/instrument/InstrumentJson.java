package org.paincare.outcome.instrument;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.scoring.Instrument;

/** Instruments as they travel over HTTP. Text is in the caller's language, and only where the licence lets it ship. */
final class InstrumentJson {

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
            @NotNull @Schema(implementation = Object.class, examples = "[2,1,1,1,1,1,1,1,1]") JsonNode items,
            @Nullable @Pattern(regexp = "[A-Z][A-Z0-9_]{0,63}") String policy) {}

    @Schema(name = "InstrumentLicence")
    record Licence(String holder, String terms, boolean mayShipText) {}

    @Schema(name = "InstrumentSummary")
    record Summary(String id, String version, String name, String recall, String direction, Licence licence) {}

    @Schema(name = "InstrumentCode")
    record Code(String system, String code, String of) {}

    @Schema(name = "InstrumentOption")
    record Option(BigDecimal value, String text) {}

    /**
     * One question.
     *
     * @param text       the words, or absent where {@code textStatus} says TEXT_NOT_LICENSED
     * @param from       lowest answer of a range
     * @param values     the only answers, where it is no range
     * @param codes      named answers and their values
     */
    @Schema(name = "InstrumentItem")
    record Item(
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
    record Policy(String name, boolean isDefault) {}

    @Schema(name = "InstrumentFull")
    record Full(
            String id,
            String version,
            String name,
            String recall,
            String recallPeriod,
            String direction,
            Licence licence,
            List<Code> codes,
            List<Item> items,
            List<String> order,
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

    static Full full(Instrument instrument, Locale language) {
        return new Full(
                instrument.id(),
                instrument.version(),
                in(instrument.name(), language),
                recall(instrument, language),
                instrument.recall().period(),
                instrument.direction().name(),
                licence(instrument),
                codes(instrument.codes()),
                instrument.items().stream()
                        .map(item -> item(instrument, item, language))
                        .toList(),
                instrument.positional(),
                instrument.groups(),
                instrument.policies().stream()
                        .map(policy -> new Policy(
                                policy.name(), policy == instrument.policies().getFirst()))
                        .toList(),
                instrument.bands().stream().map(Instrument.Band::band).toList(),
                instrument.flags().stream().map(Instrument.Flag::flag).toList(),
                instrument.sources());
    }

    private static Item item(Instrument instrument, Instrument.Item item, Locale language) {
        var range = item.range();
        var options = item.options() == null ? null : instrument.optionSets().get(item.options());
        return new Item(
                item.id(),
                item.text() == null ? null : in(item.text(), language),
                item.text() == null && !instrument.licence().mayShipText() ? NOT_LICENSED : null,
                range == null ? null : range.from(),
                range == null ? null : range.to(),
                item.values(),
                item.named(),
                options == null
                        ? null
                        : options.stream()
                                .map(option -> new Option(option.value(), in(option.text(), language)))
                                .toList(),
                item.codes() == null ? null : codes(item.codes()));
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
