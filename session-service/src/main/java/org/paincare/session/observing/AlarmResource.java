package org.paincare.session.observing;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.identity.Allowed;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.web.Answers;
import org.paincare.platform.web.Cursors;
import org.paincare.platform.web.Page;

@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Alarms")
class AlarmResource {

    private final Alarms alarms;
    private final AlarmDesk desk;
    private final Cursors cursors;
    private final CurrentCaller caller;

    AlarmResource(Alarms alarms, AlarmDesk desk, Cursors cursors, CurrentCaller caller) {
        this.alarms = alarms;
        this.desk = desk;
        this.cursors = cursors;
        this.caller = caller;
    }

    @GET
    @Path("/sessions/{sessionId}/alarms")
    @RunOnVirtualThread
    @Allowed(resource = "alarm", action = "read")
    @Operation(summary = "The alarms of a session, by time")
    public Page<ObservationJson.AlarmView> ofSession(@PathParam("sessionId") UUID sessionId) {
        return new Page<>(alarms.of(sessionId), null);
    }

    @GET
    @Path("/clinics/{clinicId}/alarms")
    @RunOnVirtualThread
    @Allowed(resource = "alarm", action = "read")
    @Operation(
            summary = "The alarms of the clinic that are not closed: critical ones first, of these the newest first",
            description = "`state` is OPEN (raised and acknowledged ones, the default), RAISED or ACKNOWLEDGED.")
    public Page<ObservationJson.AlarmView> ofClinic(
            @PathParam("clinicId") UUID clinicId,
            @QueryParam("state") Alarms.@Nullable Standing state,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        var size = Cursors.limit(limit);
        var standing = state == null ? Alarms.Standing.OPEN : state;
        var list = "alarms/" + clinicId + "/" + standing;
        var keys = cursors.keys(cursor, caller.get(), list);
        var after = keys.isEmpty()
                ? null
                : new Alarms.After(keys.getFirst(), Instant.parse(keys.get(1)), UUID.fromString(keys.get(2)));
        return cursors.page(
                alarms.open(clinicId, standing, after, size + 1),
                size,
                caller.get(),
                list,
                alarm -> List.of(
                        alarm.level(), alarm.raisedAt().toString(), alarm.id().toString()));
    }

    @APIResponseSchema(value = ObservationJson.AlarmView.class, responseCode = "200")
    @POST
    @Path("/alarms/{alarmId}/acknowledgement")
    @Consumes(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    @Allowed(resource = "alarm", action = "acknowledge")
    @Operation(
            summary = "Acknowledge an alarm; never refused for paperwork",
            description =
                    "It stops sounding and escalating. One of a reading closes after three on-time normal readings in a row;"
                            + " where its condition still holds some minutes later it sounds again and asks for another"
                            + " acknowledgement. One that no reading raised closes when what it is about is over.")
    public Response acknowledge(
            @PathParam("alarmId") UUID alarmId, @Valid ObservationJson.@Nullable Acknowledge asked) {
        return Answers.ok(
                desk.acknowledge(alarmId, asked == null ? new ObservationJson.Acknowledge(null, null) : asked));
    }
}
