package org.paincare.gateway.access;

import io.vertx.core.http.HttpMethod;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.paincare.gateway.access.Scope.Deed;
import org.paincare.gateway.problem.ProblemCode;
import org.paincare.gateway.route.ResourceKinds;

/**
 * What a token may be used for by its scopes. It can only take away: what a scope allows and a role does not, the service
 * refuses.
 */
@Singleton
public class Access {

    private static final String PATIENTS = "/v1/patients/";
    private static final String CLINICS = "/v1/clinics/";

    /** What a path ends with where it names one thing: an id, a day, a number. */
    private static final Pattern ONE = Pattern.compile(
            "[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}|\\d{4}-\\d{2}-\\d{2}|\\d+");

    private final ResourceKinds kinds;

    Access(ResourceKinds kinds) {
        this.kinds = kinds;
    }

    /** Empty where the scopes allow it, or where the token has none that is about resources. */
    public Optional<ProblemCode> refusal(Holder holder, HttpMethod method, String path) {
        return refusal(holder, holder.scopes(), method, path);
    }

    /** The same for scopes that somebody else than the issuer has set: both must allow it. */
    public Optional<ProblemCode> refusal(Holder holder, Scopes scopes, HttpMethod method, String path) {
        if (!scopes.narrowed()) {
            return Optional.empty();
        }
        if (holder.machine() && !ofOwnClinic(holder, path)) {
            return Optional.of(ProblemCode.NOT_FOUND);
        }
        String kind = kinds.of(path);
        Deed deed = deed(method, path);
        boolean allowed = kind != null
                && scopes.all().stream()
                        .anyMatch(scope -> scope.covers(kind, deed) && reaches(scope.whose(), holder, path));
        return allowed ? Optional.empty() : Optional.of(ProblemCode.INSUFFICIENT_SCOPE);
    }

    private static boolean ofOwnClinic(Holder holder, String path) {
        String named = segmentAfter(CLINICS, path);
        return named == null || named.equals(holder.clinic());
    }

    private static boolean reaches(Scope.Whose whose, Holder holder, String path) {
        return switch (whose) {
            case SYSTEM -> holder.machine();
            case USER -> !holder.machine();
            case PATIENT -> {
                String named = segmentAfter(PATIENTS, path);
                yield named != null
                        && (holder.patient() == null || holder.patient().equals(named));
            }
        };
    }

    private static @Nullable String segmentAfter(String prefix, String path) {
        if (!path.startsWith(prefix)) {
            return null;
        }
        int slash = path.indexOf('/', prefix.length());
        return path.substring(prefix.length(), slash < 0 ? path.length() : slash)
                .toLowerCase(Locale.ROOT);
    }

    /** Commands are posts to a noun and so create something; a path that ends with an id is read, another searched. */
    static Deed deed(HttpMethod method, String path) {
        if (method == HttpMethod.POST) {
            return Deed.CREATE;
        }
        if (method == HttpMethod.PUT || method == HttpMethod.PATCH) {
            return Deed.UPDATE;
        }
        if (method == HttpMethod.DELETE) {
            return Deed.DELETE;
        }
        return ONE.matcher(path.substring(path.lastIndexOf('/') + 1)).matches() ? Deed.READ : Deed.SEARCH;
    }
}
