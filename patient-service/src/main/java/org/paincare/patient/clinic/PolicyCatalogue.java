package org.paincare.patient.clinic;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.paincare.patient.DataFile;
import org.paincare.patient.eligibility.engine.Parameter;
import org.paincare.patient.eligibility.engine.RuleSet;
import org.paincare.patient.eligibility.engine.RuleSets;
import org.paincare.platform.Text;
import org.paincare.platform.problem.Violation;
import org.paincare.platform.web.Rfc3339;

/**
 * What a clinic may set for itself, with defaults and bounds: the settings of {@code clinic/policy-settings-*.json}, and the
 * numbers of the eligibility rules that their data marks as the clinic's to change.
 */
@Singleton
class PolicyCatalogue {

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,9}(\\.[0-9]{1,6})?");
    private static final Pattern NUMBERS = Pattern.compile("[0-9]{1,9}(,[0-9]{1,9}){0,3}");
    private static final Pattern HOURS = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]-([01][0-9]|2[0-3]):[0-5][0-9]");
    private static final Pattern PAPER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9./-]{0,39}");
    private static final Pattern PHONE = Pattern.compile("\\+?[0-9]{2,15}");

    /** What a value looks like. */
    enum Form {
        /** A decimal between min and max, in the unit. */
        NUMBER,
        /** One to four whole numbers between min and max, in the unit, each less than the one before, joined by commas. */
        NUMBERS,
        /** true or false. */
        FLAG,
        /** One or more of the choices, joined by commas. */
        CHOICES,
        /** HH:MM-HH:MM, the clinic's wall clock. */
        HOURS,
        PHONE,
        /** What an authority wrote on a licence: letters, digits and . / - between them. */
        NUMBER_OF_A_PAPER,
        /** YYYY-MM-DD. */
        DAY
    }

    record Setting(
            String code,
            Form form,
            @JsonProperty("default") @Nullable String usual,
            @Nullable List<String> choices,
            @Nullable String unit,
            @Nullable BigDecimal min,
            @Nullable BigDecimal max,
            @Nullable Integer decimals,
            @Nullable String moreThan,
            @Nullable Boolean bearsOnRules,
            Text label) {}

    record Settings(String version, String source, List<Setting> settings) {}

    /**
     * Something a clinic may set.
     *
     * @param usual what holds where the clinic says nothing; null for nothing
     * @param unit  UCUM, or {@code {count}}
     * @param decimals digits after the point at most; null for none
     * @param moreThan another one in the same unit that this one must be more than, as set or by default
     * @param source tag of the reference
     */
    @Schema(name = "PolicyValue")
    record Entry(
            String code,
            Form form,
            @JsonProperty("default") @Nullable String usual,
            @Nullable String unit,
            @Nullable BigDecimal min,
            @Nullable BigDecimal max,
            @Nullable Integer decimals,
            @Nullable List<String> choices,
            @Nullable String moreThan,
            String source,
            @Nullable Text label) {}

    @Schema(name = "PolicyCatalogue")
    record Catalogue(String version, List<Entry> items) {}

    private final RuleSet rules = RuleSets.current();
    private final Map<String, Entry> entries = new TreeMap<>();

    /** Settings that eligibility depends on besides the rules' own numbers and switches. */
    private final Set<String> bearing = new HashSet<>();

    private final String version;

    PolicyCatalogue() {
        this(DataFile.read("/clinic/policy-settings-2026.5.json", Settings.class));
    }

    PolicyCatalogue(Settings settings) {
        version = settings.version() + "-" + rules.version();
        for (var setting : settings.settings()) {
            if (Boolean.TRUE.equals(setting.bearsOnRules())) {
                bearing.add(setting.code());
            }
            add(new Entry(
                    setting.code(),
                    setting.form(),
                    setting.usual(),
                    setting.unit(),
                    setting.min(),
                    setting.max(),
                    setting.decimals(),
                    setting.choices(),
                    setting.moreThan(),
                    settings.source(),
                    setting.label()));
        }
        rules.parameters().values().stream()
                .filter(parameter -> parameter.overridable() && !parameter.fromAltitudeProfile())
                .sorted(Comparator.comparing(Parameter::name))
                .forEach(parameter -> add(new Entry(
                        parameter.name(),
                        Form.NUMBER,
                        parameter.value().toPlainString(),
                        parameter.unit(),
                        parameter.min(),
                        parameter.max(),
                        null,
                        null,
                        null,
                        parameter.source(),
                        null)));
        if (!check(usuals()).isEmpty()) {
            throw new IllegalStateException("defaults of the policy contradict each other " + check(usuals()));
        }
        if (!entries.keySet().containsAll(rules.policyFlags())) {
            throw new IllegalStateException("policy settings lack a flag of the rules " + rules.policyFlags());
        }
    }

    private void add(Entry entry) {
        if (entries.put(entry.code(), entry) != null || entry.usual() != null && fault(entry, entry.usual()) != null) {
            throw new IllegalStateException("policy setting twice, or its default is none: " + entry.code());
        }
    }

    Catalogue all() {
        return new Catalogue(version, List.copyOf(entries.values()));
    }

    /** Every fault of what a clinic wants to set, by its place; empty where it may be signed. */
    List<Violation> check(Map<String, String> wanted) {
        var wrong = new ArrayList<Violation>();
        new TreeMap<>(wanted).forEach((code, value) -> {
            var entry = entries.get(code);
            var fault =
                    entry == null ? new Text("No clinic sets this", "Ninguna clínica fija esto") : fault(entry, value);
            if (fault != null) {
                wrong.add(new Violation(
                        "/values/" + (entry == null ? "?" : code), entry == null ? "UNKNOWN" : "OUT_OF_BOUNDS", fault));
            }
        });
        if (wrong.isEmpty()) {
            wrong.addAll(contradictions(wanted));
        }
        return wrong;
    }

    /** Numbers that must lie above another and do not, each as set or by default. */
    private List<Violation> contradictions(Map<String, String> wanted) {
        var wrong = new ArrayList<Violation>();
        for (var entry : entries.values()) {
            var other = entry.moreThan();
            if (other == null || !wanted.containsKey(entry.code()) && !wanted.containsKey(other)) {
                continue;
            }
            if (number(wanted, entry.code()).compareTo(number(wanted, other)) <= 0) {
                wrong.add(new Violation(
                        "/values/" + (wanted.containsKey(entry.code()) ? entry.code() : other),
                        "CONTRADICTS",
                        new Text(
                                entry.code() + " must be more than " + other,
                                entry.code() + " debe ser mayor que " + other)));
            }
        }
        return wrong;
    }

    private BigDecimal number(Map<String, String> wanted, String code) {
        return new BigDecimal(wanted.getOrDefault(code, usual(code)));
    }

    private Map<String, String> usuals() {
        var usuals = new TreeMap<String, String>();
        entries.forEach((code, entry) -> {
            if (entry.usual() != null) {
                usuals.put(code, entry.usual());
            }
        });
        return usuals;
    }

    /** Whether the one decides eligibility otherwise than the other may. */
    boolean decideAlike(Map<String, String> one, Map<String, String> other) {
        return flags(one).equals(flags(other))
                && numbers(one).equals(numbers(other))
                && bearing.stream().allMatch(code -> Objects.equals(one.get(code), other.get(code)));
    }

    /** The switches of the rules that these values turn on. */
    Set<String> flags(Map<String, String> values) {
        var on = new HashSet<String>();
        rules.policyFlags().stream()
                .filter(flag -> "true".equals(values.get(flag)))
                .forEach(on::add);
        return on;
    }

    /** The numbers of the rules among these values. */
    Map<String, BigDecimal> numbers(Map<String, String> values) {
        var numbers = new TreeMap<String, BigDecimal>();
        values.forEach((code, value) -> {
            if (rules.parameters().containsKey(code)) {
                numbers.put(code, new BigDecimal(value));
            }
        });
        return numbers;
    }

    /** What holds where a clinic says nothing. */
    String usual(String code) {
        var usual = entries.get(code) == null ? null : entries.get(code).usual();
        if (usual == null) {
            throw new IllegalArgumentException("no policy setting with a default: " + code);
        }
        return usual;
    }

    /** A rule's number as the rule bounds it; any other lies between its own bounds, whole or with its decimals. */
    private boolean fits(Entry entry, BigDecimal value) {
        var parameter = rules.parameters().get(entry.code());
        if (parameter != null) {
            return parameter.accepts(value);
        }
        return entry.min() != null
                && entry.max() != null
                && value.scale() <= (entry.decimals() == null ? 0 : entry.decimals())
                && value.compareTo(entry.min()) >= 0
                && value.compareTo(entry.max()) <= 0;
    }

    private boolean areDescending(Entry entry, String value) {
        if (!NUMBERS.matcher(value).matches()) {
            return false;
        }
        BigDecimal before = null;
        for (var each : value.split(",")) {
            var number = new BigDecimal(each);
            if (!fits(entry, number) || before != null && number.compareTo(before) >= 0) {
                return false;
            }
            before = number;
        }
        return true;
    }

    private @Nullable Text fault(Entry entry, String value) {
        return switch (entry.form()) {
            case NUMBER -> {
                yield NUMBER.matcher(value).matches() && fits(entry, new BigDecimal(value))
                        ? null
                        : new Text(
                                "A decimal from " + entry.min() + " to " + entry.max() + " " + entry.unit(),
                                "Un decimal de " + entry.min() + " a " + entry.max() + " " + entry.unit());
            }
            case NUMBERS ->
                areDescending(entry, value)
                        ? null
                        : new Text(
                                "1 to 4 whole numbers from " + entry.max() + " down to " + entry.min() + " "
                                        + entry.unit() + ", each less than the one before, joined by commas",
                                "1 a 4 enteros de " + entry.max() + " a " + entry.min() + " " + entry.unit()
                                        + ", cada uno menor que el anterior, con comas");
            case FLAG ->
                value.equals("true") || value.equals("false") ? null : new Text("true or false", "true o false");
            case CHOICES -> {
                var chosen = Arrays.asList(value.split(",", -1));
                var choices = entry.choices() == null ? List.<String>of() : entry.choices();
                yield choices.containsAll(chosen) && Set.copyOf(chosen).size() == chosen.size()
                        ? null
                        : new Text("Some of " + choices + ", joined by commas", "De " + choices + ", con comas");
            }
            case HOURS ->
                HOURS.matcher(value).matches()
                                && LocalTime.parse(value.substring(0, 5)).isBefore(LocalTime.parse(value.substring(6)))
                        ? null
                        : new Text("HH:MM-HH:MM, the first earlier", "HH:MM-HH:MM, la primera antes");
            case NUMBER_OF_A_PAPER ->
                PAPER.matcher(value).matches()
                        ? null
                        : new Text("Letters, digits, . / and -, at most 40", "Letras, dígitos, . / y -, hasta 40");
            case DAY -> Rfc3339.parseDay(value).isPresent() ? null : new Text("YYYY-MM-DD", "AAAA-MM-DD");
            case PHONE -> PHONE.matcher(value).matches() ? null : new Text("2 to 15 digits", "de 2 a 15 dígitos");
        };
    }
}
