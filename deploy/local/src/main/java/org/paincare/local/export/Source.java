package org.paincare.local.export;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * One database of the installation.
 *
 * @param name     {@code patient}, {@code session}, {@code outcome} or {@code gateway}
 * @param url      its JDBC address
 * @param password of its owner, who is under row security as everybody is and may read every table of it
 */
public record Source(String name, String url, String password) {

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url, name + "_owner", password);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return name;
    }
}
