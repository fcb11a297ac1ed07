package org.paincare.gateway.proxy;

import io.netty.channel.ConnectTimeoutException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import org.paincare.gateway.problem.ProblemCode;

/** What a failed call to a service means for the caller. */
public final class Failure {

    private Failure() {}

    public static ProblemCode of(Throwable failure) {
        return switch (failure) {
            case Refused refused -> refused.code();
            case ConnectTimeoutException e -> ProblemCode.UPSTREAM_TIMEOUT;
            case ConnectionPoolTooBusyException e -> ProblemCode.UPSTREAM_BUSY;
            // No connection became free in time.
            case TimeoutException e -> ProblemCode.UPSTREAM_BUSY;
            case ConnectException e -> ProblemCode.UPSTREAM_UNAVAILABLE;
            case UnknownHostException e -> ProblemCode.UPSTREAM_UNAVAILABLE;
            case NoRouteToHostException e -> ProblemCode.UPSTREAM_UNAVAILABLE;
            default -> ProblemCode.UPSTREAM_FAILED;
        };
    }

    /** The gateway itself gave the exchange up, for this reason. */
    static final class Refused extends RuntimeException {
        private final ProblemCode code;

        Refused(ProblemCode code) {
            super(code.name(), null, false, false);
            this.code = code;
        }

        ProblemCode code() {
            return code;
        }
    }
}
