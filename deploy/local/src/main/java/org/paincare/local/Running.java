package org.paincare.local;

import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A start that may be broken off at any moment by the signal that ends the launcher. */
final class Running {

    private final SystemSettings settings;
    private final Consumer<String> say;
    private volatile @Nullable PaincareSystem system;

    Running(SystemSettings settings, Consumer<String> say) {
        this.settings = settings;
        this.say = say;
    }

    PaincareSystem start() throws IOException {
        PaincareSystem prepared = PaincareSystem.prepare(settings, say);
        system = prepared;
        prepared.startAll();
        return prepared;
    }

    /** Called once, when the process is asked to end or cannot start. */
    void stop() {
        PaincareSystem started = system;
        if (started != null) {
            say.accept("Stopping.");
            started.stop();
            say.accept("Stopped.");
        }
    }
}
