package org.paincare.outcome;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.paincare.platform.Text;

/** One command on a resource with a life, and what stands in its way for this caller now. */
@Schema(name = "AllowedCommand")
public record AllowedCommand(String command, boolean enabled, List<Blocked> blockedBy) {

    /** @param code STATE where another state is needed, ROLE where another role is */
    @Schema(name = "BlockedBy")
    public record Blocked(String code, Text message) {}

    private static final Blocked BY_STATE = new Blocked(
            "STATE", new Text("Not in the present state", "No en el estado actual"));
    private static final Blocked BY_ROLE =
            new Blocked("ROLE", new Text("Your role does not allow it", "Su rol no lo permite"));

    public static AllowedCommand of(String command, boolean stateAllows, boolean roleAllows) {
        var blocked = new java.util.ArrayList<Blocked>();
        if (!stateAllows) {
            blocked.add(BY_STATE);
        }
        if (!roleAllows) {
            blocked.add(BY_ROLE);
        }
        return new AllowedCommand(command, blocked.isEmpty(), List.copyOf(blocked));
    }
}
