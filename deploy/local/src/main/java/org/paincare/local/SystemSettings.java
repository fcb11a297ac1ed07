package org.paincare.local;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a system is started; tests change what they need.
 *
 * @param home where it keeps everything
 * @param sources the root of the source tree with the built jars
 * @param gatewayPort that must be used, null for 8080 or the next free one
 * @param javaOptions of our four programs
 * @param environment added to that of our four programs
 * @param readyPath that answers 200 when one of our programs is ready
 * @param jars to run instead of the built ones
 */
public record SystemSettings(
        Path home,
        Path sources,
        @Nullable Integer gatewayPort,
        List<String> javaOptions,
        Map<String, String> environment,
        String readyPath,
        Map<Component, Path> jars) {

    public static SystemSettings of(Path home, Path sources) {
        return new SystemSettings(home, sources, null, List.of(), Map.of(), "/q/health/ready", Map.of());
    }

    public SystemSettings withGatewayPort(@Nullable Integer port) {
        return new SystemSettings(home, sources, port, javaOptions, environment, readyPath, jars);
    }

    public SystemSettings withJavaOptions(String... options) {
        return new SystemSettings(home, sources, gatewayPort, List.of(options), environment, readyPath, jars);
    }

    public SystemSettings withEnvironment(Map<String, String> values) {
        return new SystemSettings(home, sources, gatewayPort, javaOptions, values, readyPath, jars);
    }

    SystemSettings withJars(Map<Component, Path> others) {
        return new SystemSettings(home, sources, gatewayPort, javaOptions, environment, readyPath, others);
    }
}
