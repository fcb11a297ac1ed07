package org.paincare.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private final List<String> went = new ArrayList<>();

    private Turns.Turn ask(Turns turns, String clinic, String name) {
        return turns.ask(clinic, () -> went.add(name));
    }

    @Test
    void whoComesToABusyServiceGoesNextHoweverManyOfOneClinicWaitBefore() {
        var turns = new Turns(4);
        var first = List.of(ask(turns, "busy", "b1"), ask(turns, "busy", "b2"), ask(turns, "busy", "b3"));
        var fourth = ask(turns, "other", "o1");
        for (int i = 4; i < 50; i++) {
            ask(turns, "busy", "b" + i);
        }
        ask(turns, "other", "o2");
        ask(turns, "third", "t1");

        first.getFirst().leave();
        fourth.leave();
        first.get(1).leave();

        assertThat(went).containsExactly("b1", "b2", "b3", "o1", "b4", "o2", "t1");
    }

    @Test
    void aPlaceIsKeptForTheOthersHoweverLongOneClinicsRequestsTake() {
        var turns = new Turns(4);
        for (int i = 1; i <= 10; i++) {
            ask(turns, "busy", "b" + i);
        }

        ask(turns, "other", "o1");

        assertThat(went).containsExactly("b1", "b2", "b3", "o1");
        assertThat(turns.waiting()).isEqualTo(7);
    }

    @Test
    void whoNoLongerWaitsIsForgotten() {
        var turns = new Turns(1);
        var first = ask(turns, "a", "a1");
        var second = ask(turns, "b", "b1");
        ask(turns, "c", "c1");

        assertThat(second.giveUp()).isTrue();
        second.leave();
        assertThat(first.giveUp()).as("it has its place").isFalse();
        first.leave();
        first.leave();

        assertThat(went).containsExactly("a1", "c1");
    }

    /** Whatever comes and goes: never too many, nobody forgotten, each clinic's own in the order they came. */
    @Property(tries = 300)
    void everyOneThatStaysGetsItsPlace(
            @ForAll @IntRange(min = 1, max = 9) int places,
            @ForAll @Size(max = 80) List<@IntRange(min = 0, max = 5) Integer> steps) {
        var turns = new Turns(places);
        var inside = new ArrayList<Turns.Turn>();
        var asked = new HashMap<String, List<Integer>>();
        var gone = new HashMap<String, List<Integer>>();
        var byNumber = new HashMap<Integer, Turns.Turn>();
        var waitingToEnter = new ArrayList<Integer>();
        var clinicOf = new HashMap<Integer, String>();
        int number = 0;
        for (int step : steps) {
            if (step < 4) {
                int mine = number++;
                String clinic = "clinic " + step % 3;
                clinicOf.put(mine, clinic);
                asked.computeIfAbsent(clinic, id -> new ArrayList<>()).add(mine);
                byNumber.put(mine, turns.ask(clinic, () -> waitingToEnter.add(mine)));
            } else if (!inside.isEmpty()) {
                inside.remove(step == 4 ? 0 : inside.size() - 1).leave();
            }
            enter(waitingToEnter, inside, byNumber, clinicOf, gone);
            assertThat(inside.size()).isLessThanOrEqualTo(places);
        }
        while (!inside.isEmpty()) {
            inside.removeFirst().leave();
            enter(waitingToEnter, inside, byNumber, clinicOf, gone);
        }

        assertThat(gone).isEqualTo(asked);
        assertThat(turns.waiting()).isZero();
    }

    private static void enter(
            List<Integer> entering,
            List<Turns.Turn> inside,
            Map<Integer, Turns.Turn> byNumber,
            Map<Integer, String> clinicOf,
            Map<String, List<Integer>> gone) {
        for (int each : entering) {
            inside.add(byNumber.get(each));
            gone.computeIfAbsent(clinicOf.get(each), id -> new ArrayList<>()).add(each);
        }
        entering.clear();
    }
}
