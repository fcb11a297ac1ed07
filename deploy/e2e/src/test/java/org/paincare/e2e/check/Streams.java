package org.paincare.e2e.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.paincare.e2e.whole.Whole;
import org.paincare.local.Component;

/**
 * Events: nothing waits in an outbox; each stream's log counts 1, 2, 3 to its counter, in that order, without gap or
 * repeat; every consumer has taken every stream of its sources to the end; nothing is parked.
 */
public final class Streams {

    private Streams() {}

    public static List<String> findings(Databases databases) {
        List<String> findings = new ArrayList<>();
        for (Component service : Whole.SERVICES) {
            String label = service.label();
            String stream = " || clinic_id || ' ' || stream_id";
            add(findings, databases, service, label + " waits to publish ", "SELECT event_id FROM outbox LIMIT 5");
            add(
                    findings,
                    databases,
                    service,
                    label + " parked ",
                    "SELECT type || ' ' || reason FROM parked_event LIMIT 5");
            add(
                    findings,
                    databases,
                    service,
                    label + " logged twice ",
                    "SELECT event_id FROM event_log GROUP BY event_id HAVING count(*) > 1 LIMIT 5");
            add(
                    findings,
                    databases,
                    service,
                    label + " has a gap or a repeat in stream ",
                    "SELECT ''" + stream + " FROM event_log GROUP BY clinic_id, stream_id"
                            + " HAVING min(sequence) <> 1 OR max(sequence) <> count(*)"
                            + " OR count(DISTINCT sequence) <> count(*) LIMIT 5");
            add(
                    findings,
                    databases,
                    service,
                    label + " published out of order in stream ",
                    "SELECT DISTINCT ''" + stream + " FROM (SELECT clinic_id, stream_id, sequence,"
                            + " lag(sequence) OVER (PARTITION BY clinic_id, stream_id ORDER BY id) AS before"
                            + " FROM event_log) AS pairs WHERE before >= sequence LIMIT 5");
            add(
                    findings,
                    databases,
                    service,
                    label + " counts otherwise than it logged in stream ",
                    "SELECT ''" + stream + " FROM stream_counter FULL JOIN (SELECT clinic_id, stream_id,"
                            + " max(sequence) AS logged FROM event_log GROUP BY 1, 2) AS log"
                            + " USING (clinic_id, stream_id) WHERE logged IS DISTINCT FROM last_sequence LIMIT 5");
        }
        for (Component consumer : Whole.SERVICES) {
            for (Component source : Whole.SERVICES) {
                if (source != consumer) {
                    findings.addAll(notTaken(databases, consumer, source));
                }
            }
        }
        return findings;
    }

    private static void add(
            List<String> findings, Databases databases, Component service, String before, String query) {
        databases.rows(service, query).forEach(row -> findings.add(before + row));
    }

    private static List<String> notTaken(Databases databases, Component consumer, Component source) {
        Set<String> sent = new TreeSet<>(databases.rows(
                source, "SELECT clinic_id || ' ' || stream_id || ' ' || last_sequence FROM stream_counter"));
        Set<String> taken = new TreeSet<>(databases.rows(
                consumer,
                "SELECT clinic_id || ' ' || stream_id || ' ' || last_sequence FROM inbox WHERE source LIKE '%"
                        + source.label() + "'"));
        List<String> findings = new ArrayList<>();
        for (String stream : sent) {
            if (!taken.contains(stream)) {
                findings.add(consumer.label() + " has not taken to its end " + source.label() + "'s stream " + stream);
            }
        }
        for (String stream : taken) {
            if (!sent.contains(stream)) {
                findings.add(consumer.label() + " took what " + source.label() + " did not send: " + stream);
            }
        }
        return findings.size() > 5 ? findings.subList(0, 5) : findings;
    }
}
