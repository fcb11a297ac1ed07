package org.paincare.session.live;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.paincare.platform.call.NoAnswer;
import org.paincare.platform.call.ServiceClient;
import org.paincare.platform.tenancy.CurrentClinic;

/** One other replica: what it is to be told, alarms first, sent by a thread of its own. */
final class Peer {

    private static final Logger LOG = Logger.getLogger(Peer.class);
    private static final Duration DEADLINE = Duration.ofMillis(300);
    private static final int BATCH = 200;

    /** More than this is not kept for a replica that does not take it: the oldest is dropped, and found elsewhere. */
    private static final int MOST = 5000;

    private record Place(LiveEvent.Kind kind, UUID id) {}

    private final String base;
    private final ServiceClient client;
    private final Map<UUID, Told> alarms = new LinkedHashMap<>();
    private final Map<Place, Told> others = new LinkedHashMap<>();
    private boolean running = true;

    private Peer(String base, ServiceClient client) {
        this.base = base;
        this.client = client;
    }

    static Peer start(String base, ServiceClient client) {
        var peer = new Peer(base, client);
        Thread.ofPlatform().name("live-peer").daemon().start(peer::send);
        return peer;
    }

    synchronized void stop() {
        running = false;
        notifyAll();
    }

    /** Of an alarm every word counts; of anything else the newest per session. */
    synchronized void offer(Told told) {
        var event = told.event();
        if (event.kind() == LiveEvent.Kind.ALARM) {
            put(alarms, told.key(), told);
        } else {
            put(others, new Place(event.kind(), event.sessionId()), told);
        }
        notifyAll();
    }

    private static <K> void put(Map<K, Told> waiting, K place, Told told) {
        waiting.put(place, told);
        if (waiting.size() > MOST) {
            var oldest = waiting.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    private synchronized List<Told> next() throws InterruptedException {
        while (running && alarms.isEmpty() && others.isEmpty()) {
            wait();
        }
        var batch = new ArrayList<Told>();
        move(alarms, batch);
        move(others, batch);
        return batch;
    }

    private static void move(Map<?, Told> waiting, List<Told> batch) {
        var all = waiting.values().iterator();
        while (batch.size() < BATCH && all.hasNext()) {
            batch.add(all.next());
            all.remove();
        }
    }

    private void send() {
        try {
            for (var batch = next(); !batch.isEmpty(); batch = next()) {
                tell(batch);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(List<Told> batch) {
        var body = new LiveJson.Batch(batch.stream().map(LiveJson.Wire::of).toList());
        try {
            var answer = client.call(base, LivePeerResource.PATH, CurrentClinic.NONE, body, DEADLINE);
            if (answer.status() / 100 != 2) {
                LOG.warnf("another replica refused %d live events with %d", batch.size(), answer.status());
            }
        } catch (NoAnswer none) {
            LOG.debugf("another replica was not told of %d live events: %s", batch.size(), none.why());
        } catch (RuntimeException failure) {
            LOG.warnf("live events could not be sent: %s", failure.getClass().getName());
        }
    }
}
