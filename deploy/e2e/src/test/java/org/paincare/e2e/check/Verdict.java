package org.paincare.e2e.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.paincare.e2e.history.History;
import org.paincare.e2e.whole.Await;
import org.paincare.e2e.whole.Evidence;
import org.paincare.e2e.whole.Whole;

/** Everything that must hold after a fault, once the system has come to rest. */
public final class Verdict {

    private Verdict() {}

    /**
     * Waits for rest, then holds the system to the history.
     *
     * @param drain how long events may take to reach everybody
     */
    public static void mustHold(Whole whole, History history, Duration drain) {
        whole.awaitReady();
        Await.none("event delivery", drain, () -> eventFindings(whole));
        Evidence.of(history.test(), history.summary());
        Await.none("the system", Duration.ZERO, () -> findings(whole, history));
    }

    private static List<String> eventFindings(Whole whole) {
        try (Databases databases = new Databases(whole)) {
            return Streams.findings(databases);
        } catch (IllegalStateException unreachable) {
            return List.of(String.valueOf(unreachable.getMessage()));
        }
    }

    static List<String> findings(Whole whole, History history) {
        try (Databases databases = new Databases(whole)) {
            List<String> findings = new ArrayList<>(AcknowledgedWrites.findings(history, databases));
            findings.addAll(ReadModels.findings(databases));
            findings.addAll(Readable.findings(whole, history));
            findings.addAll(AuditChain.findings(whole.people()));
            return findings;
        }
    }
}
