package org.paincare.platform.identity;

import io.quarkus.runtime.BlockingOperationControl;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Method;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.tenancy.CurrentClinic;

/**
 * The door of every endpoint: verifies the token, asks the matrix, sets the clinic. Runs before the body is read, so an
 * uninvited caller learns nothing about it. What it cannot decide it denies.
 */
public class AccessFilter {

    /** Names the clinic on internal calls, where the token is bound to none. */
    public static final String CLINIC_HEADER = "X-Clinic-Id";

    private static final String INTERNAL = "/internal/";

    /** What an endpoint asks for; exactly one of the two is set on an endpoint that may run at all. */
    private record Demand(
            @Nullable Allowed allowed, @Nullable Open open) {}

    private final ConcurrentHashMap<Method, Demand> demands = new ConcurrentHashMap<>();
    private final CurrentIdentityAssociation identities;
    private final TokenReader tokens;
    private final VerifiedTokens verified;
    private final Permissions permissions;
    private final Instance<EmergencyAccess> emergencies;
    private final Instance<SharingConsent> sharing;
    private final Instance<Tickets> tickets;
    private final CurrentCaller currentCaller;
    private final CurrentClinic currentClinic;

    AccessFilter(
            CurrentIdentityAssociation identities,
            TokenReader tokens,
            VerifiedTokens verified,
            Permissions permissions,
            Instance<EmergencyAccess> emergencies,
            Instance<SharingConsent> sharing,
            Instance<Tickets> tickets,
            CurrentCaller currentCaller,
            CurrentClinic currentClinic) {
        this.identities = identities;
        this.tokens = tokens;
        this.verified = verified;
        this.permissions = permissions;
        this.emergencies = emergencies;
        this.sharing = sharing;
        this.tickets = tickets;
        this.currentCaller = currentCaller;
        this.currentClinic = currentClinic;
    }

    @ServerRequestFilter(priority = Priorities.AUTHENTICATION)
    public Uni<Response> admit(ContainerRequestContext request, ResourceInfo endpoint, UriInfo uri) {
        var open = endpoint.getResourceMethod().getAnnotation(Open.class);
        if (open != null && open.toAnyone() && !uri.getPath().startsWith(INTERNAL)) {
            return Uni.createFrom().nullItem();
        }
        var authorization = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        if (endpoint.getResourceMethod().isAnnotationPresent(ByTicket.class)
                && authorization == null
                && uri.getQueryParameters().containsKey(ByTicket.PARAMETER)) {
            var holder = holder(uri);
            decide(holder.caller(), request, endpoint.getResourceMethod(), uri);
            currentCaller.admittedUntil(holder.until());
            return Uni.createFrom().nullItem();
        }
        var known = verified.find(authorization);
        if (known.isPresent()) {
            decide(known.get().caller(), request, endpoint.getResourceMethod(), uri);
            currentCaller.admittedUntil(known.get().until());
            return Uni.createFrom().nullItem();
        }
        return identities
                .getDeferredIdentity()
                .onFailure(AuthenticationFailedException.class)
                .transform(refused -> unauthenticated())
                .map(identity -> {
                    var caller = tokens.read(identity).orElseThrow(AccessFilter::unauthenticated);
                    var until = tokens.until(identity);
                    verified.keep(authorization, caller, until);
                    decide(caller, request, endpoint.getResourceMethod(), uri);
                    currentCaller.admittedUntil(until);
                    return null;
                });
    }

    private Tickets.Holder holder(UriInfo uri) {
        if (!tickets.isResolvable() || !BlockingOperationControl.isBlockingAllowed()) {
            throw unauthenticated();
        }
        return tickets.get()
                .use(uri.getQueryParameters().getFirst(ByTicket.PARAMETER), uri.getPath())
                .orElseThrow(AccessFilter::unauthenticated);
    }

    private void decide(Caller caller, ContainerRequestContext request, Method method, UriInfo uri) {
        var clinic = clinicOf(caller, request, uri);
        var demand = demands.computeIfAbsent(
                method, m -> new Demand(m.getAnnotation(Allowed.class), m.getAnnotation(Open.class)));
        var ownOnly = false;
        if (demand.allowed() != null) {
            var allowed = demand.allowed();
            var reach = permissions.reach(caller.roles(), allowed.resource(), allowed.action());
            if (reach == null || reach == Permissions.Reach.CONSENTED) {
                currentClinic.set(clinic);
                if (!(reach == null ? inEmergency(caller, allowed, uri) : isShared(uri))) {
                    throw Problem.of(PlatformProblem.FORBIDDEN);
                }
            }
            ownOnly = reach == Permissions.Reach.OWN;
            if (ownOnly && !allowed.checksOwner()) {
                var patient = uri.getPathParameters().getFirst("patientId");
                if (patient == null
                        || caller.patientId() == null
                        || !patient.equals(caller.patientId().toString())) {
                    throw Problem.of(PlatformProblem.NOT_FOUND);
                }
            }
        } else if (demand.open() == null) {
            throw Problem.of(PlatformProblem.FORBIDDEN);
        }
        currentCaller.admit(caller, ownOnly);
        currentClinic.set(clinic);
    }

    /** Where the role alone does not allow it: what the caller opened, with a reason, for this patient. */
    private boolean inEmergency(Caller caller, Allowed allowed, UriInfo uri) {
        if (!permissions.inEmergency(caller.roles(), allowed.resource(), allowed.action())
                || !emergencies.isResolvable()
                || !BlockingOperationControl.isBlockingAllowed()) {
            return false;
        }
        var patient = patientOf(uri);
        return patient != null && emergencies.get().isOpen(caller.id(), patient);
    }

    /** A partner reads one patient's record, with that patient's consent; a list over patients is nobody's to share. */
    private boolean isShared(UriInfo uri) {
        if (!sharing.isResolvable() || !BlockingOperationControl.isBlockingAllowed()) {
            return false;
        }
        var patient = patientOf(uri);
        return patient != null && sharing.get().stands(patient);
    }

    /** Whose record the path is about; parts of it that are no ids, such as a day, say nothing. */
    private @Nullable UUID patientOf(UriInfo uri) {
        var parameters = uri.getPathParameters();
        if (parameters.containsKey("patientId")) {
            return id(parameters.getFirst("patientId"));
        }
        for (var parameter : parameters.entrySet()) {
            var id = id(parameter.getValue().getFirst());
            var patient = id == null || !emergencies.isResolvable()
                    ? null
                    : emergencies.get().patientOf(parameter.getKey(), id);
            if (patient != null) {
                return patient;
            }
        }
        return null;
    }

    private static @Nullable UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException notAnId) {
            return null;
        }
    }

    /** Internal paths take service tokens only, and service tokens open internal paths only. */
    private static UUID clinicOf(Caller caller, ContainerRequestContext request, UriInfo uri) {
        var internal = uri.getPath().startsWith(INTERNAL);
        if (internal != caller.is(Role.SERVICE)) {
            throw Problem.of(internal ? PlatformProblem.NOT_FOUND : PlatformProblem.FORBIDDEN);
        }
        if (!internal) {
            return caller.clinicId();
        }
        try {
            var named = request.getHeaderString(CLINIC_HEADER);
            return named == null ? CurrentClinic.NONE : UUID.fromString(named);
        } catch (IllegalArgumentException notAnId) {
            throw Problem.of(PlatformProblem.NOT_FOUND);
        }
    }

    private static Problem unauthenticated() {
        return Problem.of(PlatformProblem.UNAUTHENTICATED).header("WWW-Authenticate", "Bearer error=\"invalid_token\"");
    }
}
