package org.paincare.platform.due;

import java.sql.SQLException;

/**
 * Work that follows what was committed and stands in a table of its own. It is done by itself within moments; whoever
 * drains due work, because time is about to be moved, has it done first.
 */
public interface Unfinished {

    /** Does what waits now; how much was done. */
    int finish() throws SQLException;
}
