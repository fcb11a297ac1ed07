package org.paincare.gateway.proxy;

import io.netty.channel.ConnectTimeoutException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paincare.gateway.problem.ProblemCode;
import org.paincare.gateway.replica.Replica;
import org.paincare.gateway.replica.Replica.State;
import org.paincare.gateway.replica.Replicas;
import org.paincare.gateway.route.Lane;
import org.paincare.gateway.route.Upstream;

/**
 * One request's way to the replicas of its service: where it has been and where it is. Until it has a connection nothing was
 * sent, so that whatever it is, it may go on to the next replica. Lives on one event loop.
 */
public final class Passage {

    private final UpstreamClients clients;
    private final Replicas replicas;
    private final Context loop;
    private final Upstream service;
    private final Lane lane;
    private final HttpMethod method;
    private final String uri;
    private final List<Replica> tried = new ArrayList<>(2);
    private Runnable putOut = () -> {};
    private @Nullable Replica at;
    private Replica.@Nullable Stay stay;
    private @Nullable Promise<HttpClientRequest> opening;
    private @Nullable Throwable last;

    Passage(
            UpstreamClients clients,
            Replicas replicas,
            Context loop,
            Upstream service,
            Lane lane,
            HttpMethod method,
            String uri) {
        this.clients = clients;
        this.replicas = replicas;
        this.loop = loop;
        this.service = service;
        this.lane = lane;
        this.method = method;
        this.uri = uri;
    }

    /** Told when the replica that has the request is put out while another takes its place. */
    public Passage whenPutOut(Runnable action) {
        putOut = action;
        return this;
    }

    /** A connection to a replica that was not tried before; fails with what {@link Failure#of} knows. */
    public Future<HttpClientRequest> open() {
        leave();
        Replica chosen = replicas.next(service, lane, tried);
        if (chosen == null) {
            return Future.failedFuture(last != null ? last : new ConnectException("no replica left"));
        }
        tried.add(chosen);
        at = chosen;
        Promise<HttpClientRequest> opened = Promise.promise();
        opening = opened;
        stay = chosen.enter(loop, lane, () -> {
            if (!opened.tryFail(new Failure.Refused(ProblemCode.UPSTREAM_UNAVAILABLE))) {
                putOut.run();
            }
        });
        clients.request(chosen, lane, method, uri).onComplete(done -> {
            if (done.failed()) {
                opened.tryFail(done.cause());
            } else if (!opened.tryComplete(done.result())) {
                done.result().reset();
            }
        });
        return opened.future().recover(failure -> next(chosen, failure));
    }

    private Future<HttpClientRequest> next(Replica chosen, Throwable failure) {
        boolean unreachable = unreachable(failure);
        if (unreachable) {
            replicas.out(chosen, State.REFUSING);
        }
        if (opening == null || !(unreachable || failure instanceof Failure.Refused)) {
            return Future.failedFuture(failure);
        }
        last = failure;
        return open();
    }

    private static boolean unreachable(Throwable failure) {
        return failure instanceof ConnectException
                || failure instanceof ConnectTimeoutException
                || failure instanceof UnknownHostException
                || failure instanceof NoRouteToHostException;
    }

    /** Ends the wait for a connection. */
    void giveUp(ProblemCode why) {
        Promise<HttpClientRequest> waited = opening;
        opening = null;
        if (waited != null) {
            waited.tryFail(new Failure.Refused(why));
        }
    }

    /** Whether a replica that is in was not tried yet. */
    public boolean hasAnother() {
        return replicas.anotherIn(service, tried);
    }

    /** The request is about to be sent once more, to another replica. */
    public void repeating() {
        if (at != null) {
            replicas.repeated(at);
        }
    }

    /** The first of the answer came. */
    public void answered() {
        if (stay != null && at != null && stay.answered()) {
            replicas.in(at);
        }
    }

    public void leave() {
        if (stay != null) {
            stay.leave();
            stay = null;
        }
    }
}
