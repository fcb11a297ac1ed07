package org.paincare.session.treatment;

import static org.paincare.session.reference.DataFiles.require;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.paincare.session.reference.Blocked;
import org.paincare.session.reference.DataFiles;
import org.paincare.session.reference.Role;
import org.paincare.session.reference.Setting;
import org.paincare.session.reference.Source;
import org.paincare.session.reference.Text;
import org.paincare.session.reference.Version;

/** The pre-check items of one version of {@code sessions/precheck.yaml}, and what is still open of them. */
public record PreCheckList(Version version, List<Item> items) {

    /**
     * @param overridableBy who may override a failed item with a reason; nobody if absent
     * @param settings where it is asked; everywhere if absent
     * @param rules eligibility rules it answers
     * @param feeds facts it sends to patient-service
     * @param maxAgeMinutes how old the answer may be when the drug starts
     */
    public record Item(
            String id,
            Text label,
            @Nullable Role overridableBy,
            @Nullable Set<Setting> settings,
            List<String> rules,
            List<String> feeds,
            @Nullable Integer maxAgeMinutes,
            Source source) {

        public Item {
            settings = settings == null ? EnumSet.allOf(Setting.class) : Set.copyOf(settings);
            rules = List.copyOf(rules);
            feeds = List.copyOf(feeds);
            require(id.matches("[A-Z][A-Z_]{1,40}"), "an item id looks like ESCORT_CONFIRMED, not " + id);
            require(rules.stream().allMatch(rule -> rule.matches("E[0-9]{2}[ab]?")), id + ": not a rule id");
            require(maxAgeMinutes == null || maxAgeMinutes > 0, id + ": an age above 0");
        }

        boolean isAskedIn(Setting setting) {
            return settings == null || settings.contains(setting);
        }
    }

    /** What a person answered; answers are replaced by later ones, never edited. */
    public sealed interface Answer {
        Instant at();

        record Pass(Instant at) implements Answer {}

        record Fail(Instant at) implements Answer {}

        /** A failed item set aside with a reason. */
        record Overridden(Instant at, Role by, String reason) implements Answer {
            public Overridden {
                if (reason.isBlank()) {
                    throw new IllegalArgumentException("an override needs a reason");
                }
            }
        }
    }

    public PreCheckList {
        items = List.copyOf(items);
        require(!items.isEmpty(), "no item");
        DataFiles.requireUnique(items, Item::id);
    }

    public static PreCheckList builtIn() {
        return DataFiles.builtIn("sessions/precheck.yaml", PreCheckList.class);
    }

    public List<Item> itemsIn(Setting setting) {
        return items.stream().filter(item -> item.isAskedIn(setting)).toList();
    }

    /** What is not passed, not validly overridden, or too old; in the order of the list. */
    public List<Blocked> open(Setting setting, Map<String, Answer> answers, Instant now) {
        var open = new ArrayList<Blocked>();
        for (Item item : itemsIn(setting)) {
            String problem = problem(item, answers.get(item.id()), now);
            if (problem != null) {
                open.add(new Blocked(problem, item.id(), item.label(), item.overridableBy(), item.source()));
            }
        }
        return List.copyOf(open);
    }

    private static @Nullable String problem(Item item, @Nullable Answer answer, Instant now) {
        return switch (answer) {
            case null -> "PRECHECK_NOT_DONE";
            case Answer.Fail fail -> "PRECHECK_FAILED";
            case Answer.Overridden override ->
                item.overridableBy() == null || !covers(override.by(), item.overridableBy())
                        ? "PRECHECK_OVERRIDE_NOT_ALLOWED"
                        : null;
            case Answer.Pass pass ->
                item.maxAgeMinutes() != null
                                && pass.at()
                                        .plus(Duration.ofMinutes(item.maxAgeMinutes()))
                                        .isBefore(now)
                        ? "PRECHECK_TOO_OLD"
                        : null;
        };
    }

    private static boolean covers(Role by, Role needed) {
        return by == needed || needed == Role.NURSE;
    }
}
