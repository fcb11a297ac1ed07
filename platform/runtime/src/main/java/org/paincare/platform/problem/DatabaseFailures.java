package org.paincare.platform.problem;

import jakarta.persistence.OptimisticLockException;
import java.sql.SQLException;
import org.hibernate.StaleStateException;
import org.jspecify.annotations.Nullable;

/**
 * What a failure of the database means to the caller. Read from PostgreSQL's SQLSTATE (appendix A of its manual), never
 * from message texts, which quote values.
 */
public final class DatabaseFailures {

    private DatabaseFailures() {}

    /** The problem behind this failure, or null where the failure is not the database's. */
    public static @Nullable Problem problemFor(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case Problem problem -> {
                    return problem;
                }
                case OptimisticLockException e -> {
                    return Problem.of(PlatformProblem.STALE);
                }
                case StaleStateException e -> {
                    return Problem.of(PlatformProblem.STALE);
                }
                case SQLException sql -> {
                    return fromSqlState(sql);
                }
                default -> {
                    // keep looking
                }
            }
        }
        return null;
    }

    /** The name of the violated constraint, empty where the failure is another. */
    public static String constraintOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof org.postgresql.util.PSQLException sql && sql.getServerErrorMessage() != null) {
                var name = sql.getServerErrorMessage().getConstraint();
                return name == null ? "" : name;
            }
        }
        return "";
    }

    private static @Nullable Problem fromSqlState(SQLException sql) {
        var state = sql.getSQLState();
        if (state == null) {
            // Agroal reports an exhausted pool and a refused connection without a state.
            return Problem.of(PlatformProblem.UNAVAILABLE);
        }
        return switch (state) {
            case "23505", "23P01", "23503" -> Problem.of(PlatformProblem.CONFLICT);
            case "40001", "40P01", "55P03" -> Problem.of(PlatformProblem.LOST_RACE);
            case "23514", "23502" -> Problem.of(PlatformProblem.VALIDATION_FAILED);
            case "57014" -> Problem.of(PlatformProblem.TIMED_OUT);
            case "53300", "57P01", "57P02", "57P03", "25P03" -> Problem.of(PlatformProblem.UNAVAILABLE);
            case String s
            when s.startsWith("08") || s.startsWith("53") || s.startsWith("58") ->
                Problem.of(PlatformProblem.UNAVAILABLE);
            case String s when s.startsWith("22") -> Problem.of(PlatformProblem.VALIDATION_FAILED);
            default -> null;
        };
    }
}
