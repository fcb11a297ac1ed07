package org.paincare.gateway.replica;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.paincare.gateway.replica.Replica.State;
import org.paincare.gateway.settings.GatewaySettings;
import org.paincare.gateway.tls.Certificates;

/**
 * Asks every replica again and again whether it lives, so that one that hangs is out within two seconds. Whether it is
 * ready is not asked: a database that is down takes all replicas' readiness, and the bedside goes on without it.
 */
@Singleton
class Probes {

    private static final String LIVE = "/q/health/live";

    private final Vertx vertx;
    private final Replicas replicas;
    private final GatewaySettings.Probing settings;
    /** A connection per question: whether it takes new ones is part of the question. */
    private final HttpClient client;

    private volatile boolean ended;

    Probes(Vertx vertx, Replicas replicas, GatewaySettings settings, Certificates certificates) {
        this.vertx = vertx;
        this.replicas = replicas;
        this.settings = settings.probing();
        this.client = vertx.createHttpClient(
                certificates.secure(new HttpClientOptions()).setKeepAlive(false).setConnectTimeout((int)
                        this.settings.timeout().toMillis()));
    }

    void start(@Observes StartupEvent started) {
        replicas.everyOne().forEach(replica -> in(settings.every().toMillis(), replica, 0));
    }

    void end(@Observes ShutdownEvent stopped) {
        ended = true;
    }

    private void in(long millis, Replica replica, int failures) {
        vertx.setTimer(Math.max(1, millis), id -> {
            if (!ended) {
                probe(replica, failures);
            }
        });
    }

    private void probe(Replica replica, int failures) {
        long asked = System.nanoTime();
        var question = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setHost(replica.host())
                .setPort(replica.port())
                .setSsl(replica.tls())
                .setURI(LIVE)
                .setTimeout(settings.timeout().toMillis());
        client.request(question)
                .compose(HttpClientRequest::send)
                .compose(answer -> answer.end().map(answer))
                .map(answer -> isStuck(replica) ? State.STUCK : State.IN)
                .otherwise(failure -> stateAfter(failure, replica, asked))
                .onSuccess(state -> found(replica, state, failures));
    }

    private void found(Replica replica, State state, int failures) {
        if (state == State.IN) {
            replicas.in(replica);
            in(settings.every().toMillis(), replica, 0);
        } else {
            replicas.out(replica, state);
            long pause = settings.every().toMillis() << Math.min(failures, 10);
            in(Math.min(pause, settings.longestPause().toMillis()), replica, failures + 1);
        }
    }

    /**
     * A question lost among many others is no silence while these are answered; and where this process itself stood still
     * meanwhile, nothing is known of the other.
     */
    private State stateAfter(@Nullable Throwable failure, Replica replica, long asked) {
        if (!(failure instanceof TimeoutException)) {
            return State.REFUSING;
        }
        if (replica.answeredSince(asked)) {
            return State.IN;
        }
        long timeout = settings.timeout().toNanos();
        boolean stoodStill = System.nanoTime() - asked > timeout + timeout / 4;
        return stoodStill ? replica.state() : State.SILENT;
    }

    /** It lives, but several readings wait and none was answered for a while, and elsewhere they are. */
    private boolean isStuck(Replica replica) {
        long before = System.nanoTime() - settings.stuckAfter().toNanos();
        List<Long> waiting = replica.bedsideWaitingSince(before);
        return !replica.answeredSince(before)
                && waiting.size() >= settings.stuckWaiting()
                && replicas.of(replica.service()).stream()
                        .anyMatch(other -> other != replica && other.isIn() && other.answeredSince(waiting.getFirst()));
    }
}
