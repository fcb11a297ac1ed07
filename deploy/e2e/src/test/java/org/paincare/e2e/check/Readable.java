package org.paincare.e2e.check;

import java.util.List;
import java.util.Set;
import org.paincare.e2e.history.Ending;
import org.paincare.e2e.history.History;
import org.paincare.e2e.history.Kind;
import org.paincare.e2e.whole.Whole;
import org.paincare.testing.http.Answer;
import org.paincare.testing.http.Api;

/** Every acknowledged write can be read where its answer said, through the gateway, with its mark in it. */
final class Readable {

    private static final Set<Kind> SHOW_THEIR_MARK = Set.of(Kind.PATIENT, Kind.STAFF, Kind.CHAIR);

    private Readable() {}

    static List<String> findings(Whole whole, History history) {
        Api reader = whole.people().of("prescriber");
        return history.entries().stream()
                .filter(entry -> entry.ending() == Ending.ACKNOWLEDGED)
                .map(History.Entry::write)
                .filter(write -> write.path().startsWith("/v1/"))
                .flatMap(write -> {
                    Answer answer = reader.get(write.path());
                    boolean shown = answer.status() == 200
                            && (!SHOW_THEIR_MARK.contains(write.kind())
                                    || answer.response().body().contains(write.mark()));
                    return shown
                            ? java.util.stream.Stream.<String>empty()
                            : java.util.stream.Stream.of(
                                    write.kind() + " " + write.mark() + " is not readable: " + answer.status());
                })
                .limit(5)
                .toList();
    }
}
