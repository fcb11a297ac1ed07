package org.paincare.local;

import java.io.IOException;

/** Knows how to start one component and how to see that it is ready; does not remember it. */
interface Starter {

    /** Starts the process; it need not be ready on return. */
    ProcessHandle start() throws IOException;

    boolean isReady();
}
