package org.paincare.gateway.client;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.paincare.gateway.access.Access;
import org.paincare.gateway.access.Holder;
import org.paincare.gateway.edge.Cors;
import org.paincare.gateway.edge.RequestIds;
import org.paincare.gateway.limit.Limits;
import org.paincare.gateway.limit.RateClass;
import org.paincare.gateway.problem.Problem;
import org.paincare.gateway.problem.ProblemCode;
import org.paincare.gateway.route.Route;
import org.paincare.gateway.settings.GatewaySettings;

/** What a request meets of the registry: whether its client may call, how much, from which page, and for what. */
@Singleton
public class ClientGate {

    private final Registry registry;
    private final Usage usage;
    private final Limits limits;
    private final Access access;
    private final Cors cors;
    private final ClientDesk desk;
    private final Vertx vertx;
    private final String ownOrigin;

    ClientGate(
            Registry registry,
            Usage usage,
            Limits limits,
            Access access,
            Cors cors,
            ClientDesk desk,
            Vertx vertx,
            GatewaySettings settings) {
        this.registry = registry;
        this.usage = usage;
        this.limits = limits;
        this.access = access;
        this.cors = cors;
        this.desk = desk;
        this.vertx = vertx;
        this.ownOrigin =
                settings.publicUrl().getScheme() + "://" + settings.publicUrl().getAuthority();
    }

    /**
     * Whether a caller is let in.
     *
     * @param decision what the answer says of the limits
     * @param refusal  why not, where the limits let it in
     * @param counted  to be told the status of the answer
     */
    public record Admission(Limits.Decision decision, Optional<ProblemCode> refusal, Counted counted) {}

    /** Counts the answer of a registered client; nothing for others. */
    public interface Counted {
        void answered(int status);
    }

    public Admission admit(HttpServerRequest request, Holder holder, Route route) {
        Registry.Verdict verdict = registry.verdict(holder, route);
        ApiClient client = verdict.client();
        Limits.Decision decision = limits.admit(
                holder,
                route,
                client == null ? RateClass.STANDARD : client.terms().rateClass());
        if (client == null) {
            return new Admission(decision, verdict.refusal().or(() -> outOfScope(request, holder, verdict)), s -> {});
        }
        Limits.Month month = usage.month(client);
        if (month != null) {
            decision = decision.and(month, Registry.neverWaits(route));
        }
        Optional<ProblemCode> refusal =
                verdict.refusal().or(() -> foreignPage(request, client)).or(() -> outOfScope(request, holder, verdict));
        return new Admission(decision, refusal, status -> usage.count(client, route.lane(), status));
    }

    private Optional<ProblemCode> outOfScope(HttpServerRequest request, Holder holder, Registry.Verdict verdict) {
        return access.refusal(holder, request.method(), request.path())
                .or(() -> access.refusal(holder, verdict.scopes(), request.method(), request.path()));
    }

    /** A token in a page that is not of the client it was given to was taken from there. */
    private Optional<ProblemCode> foreignPage(HttpServerRequest request, ApiClient client) {
        String origin = request.getHeader("Origin");
        boolean own = origin == null
                || origin.equals(ownOrigin)
                || cors.byOperator(origin)
                || client.terms().origins().contains(origin);
        if (!own) {
            cors.disallow(request.response().headers());
        }
        return own ? Optional.empty() : Optional.of(ProblemCode.ORIGIN_NOT_ALLOWED);
    }

    /** Answers what is asked about the registry itself. */
    public Future<Void> answer(
            HttpServerRequest request, Route route, Buffer body, @Nullable Holder holder, RequestIds ids) {
        if (holder == null) {
            throw new IllegalStateException("the registry is no open route");
        }
        Ask ask = Ask.of(request, route, body, holder, ids);
        return vertx.executeBlocking(() -> desk.answer(ask), false).transform(answered -> {
            if (answered.succeeded()) {
                answered.result().send(request.response());
            } else if (answered.cause() instanceof Refused refused) {
                if (refused.etag() != null) {
                    request.response().putHeader("ETag", refused.etag());
                }
                Problem.of(refused.code(), request, ids.traceId())
                        .at(refused.violations())
                        .send(request.response());
            } else {
                return Future.failedFuture(answered.cause());
            }
            return Future.succeededFuture();
        });
    }
}
