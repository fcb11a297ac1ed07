package org.paincare.platform.db;

import java.sql.SQLException;

/** A failed statement. Its message holds the SQLSTATE only: the server's own text may quote values. */
public final class SqlFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SqlFailure(SQLException cause) {
        super("SQLSTATE " + cause.getSQLState(), cause);
    }

    /** Five characters of PostgreSQL's appendix A; empty where the connection itself failed. */
    public String sqlState() {
        var state = ((SQLException) getCause()).getSQLState();
        return state == null ? "" : state;
    }
}
