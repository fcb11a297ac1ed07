package org.paincare.session.device;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.idempotency.Idempotency;
import org.paincare.platform.identity.Allowed;
import org.paincare.platform.web.Answers;
import org.paincare.platform.web.Page;

@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Devices")
class DeviceResource {

    private final Devices devices;
    private final DeviceBindings bindings;
    private final Idempotency idempotency;

    DeviceResource(Devices devices, DeviceBindings bindings, Idempotency idempotency) {
        this.devices = devices;
        this.bindings = bindings;
        this.idempotency = idempotency;
    }

    @APIResponseSchema(value = DeviceJson.View.class, responseCode = "201")
    @POST
    @Path("/clinics/{clinicId}/devices")
    @Allowed(resource = "device", action = "write")
    @Operation(
            summary = "Register a monitor, tablet or edge gateway",
            description =
                    "code is what its readings carry as device.id. subject is the sub of the device's own client at the"
                            + " identity provider: a token of role device counts only while its subject is bound to an"
                            + " active device. Refused with DEVICE_CODE_TAKEN or DEVICE_SUBJECT_TAKEN (409).")
    public Response register(@PathParam("clinicId") UUID clinicId, @Valid @NotNull DeviceJson.Register asked) {
        return idempotency.once(asked, () -> {
            var device = devices.register(clinicId, asked);
            return Answers.created(
                    URI.create("/v1/clinics/" + clinicId + "/devices/" + device.id()), device, device.view());
        });
    }

    @GET
    @Path("/clinics/{clinicId}/devices")
    @Allowed(resource = "device", action = "read")
    @Operation(summary = "The clinic's devices, by code; revoked ones too")
    public Page<DeviceJson.View> list(@PathParam("clinicId") UUID clinicId) {
        return new Page<>(devices.all(clinicId).stream().map(Device::view).toList(), null);
    }

    @APIResponseSchema(DeviceJson.View.class)
    @GET
    @Path("/clinics/{clinicId}/devices/{deviceId}")
    @Allowed(resource = "device", action = "read")
    @Operation(summary = "A device")
    public Response read(
            @Context Request request, @PathParam("clinicId") UUID clinicId, @PathParam("deviceId") UUID deviceId) {
        var device = devices.read(clinicId, deviceId);
        return Answers.read(request, device, device.view());
    }

    @APIResponseSchema(value = DeviceJson.View.class, responseCode = "200")
    @PUT
    @Path("/clinics/{clinicId}/devices/{deviceId}")
    @Allowed(resource = "device", action = "write")
    @Operation(
            summary = "Describe a device anew: name, model, serial, and the subject its own token has",
            description = "Code and kind never change. Refused with DEVICE_STATE (409) for one that is revoked.")
    public Response describe(
            @PathParam("clinicId") UUID clinicId,
            @PathParam("deviceId") UUID deviceId,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Valid @NotNull DeviceJson.Describe asked) {
        var device = devices.describe(clinicId, deviceId, ifMatch, asked);
        return Answers.ok(device, device.view());
    }

    @APIResponseSchema(value = DeviceJson.View.class, responseCode = "200")
    @POST
    @Path("/clinics/{clinicId}/devices/{deviceId}/revocation")
    @Allowed(resource = "device", action = "write")
    @Operation(
            summary = "Revoke a device: its token counts no more, within two seconds everywhere",
            description =
                    "For ever; a device that comes back is registered anew under another code. What it watches stays"
                            + " bound, so that the alarm about its silence calls somebody to the patient.")
    public Response revoke(
            @PathParam("clinicId") UUID clinicId,
            @PathParam("deviceId") UUID deviceId,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Valid @NotNull DeviceJson.Revoke asked) {
        return idempotency.once(asked, () -> {
            var device = devices.revoke(clinicId, deviceId, ifMatch, asked);
            return Answers.ok(device, device.view());
        });
    }

    @APIResponse(
            responseCode = "201",
            content = @Content(schema = @Schema(implementation = DeviceJson.BindingView.class)))
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = DeviceJson.BindingView.class)))
    @POST
    @Path("/sessions/{sessionId}/device-bindings")
    @Allowed(resource = "session", action = "amend")
    @Operation(
            summary = "Bind a monitor to a session: 201, or 200 where it is bound to it already",
            description =
                    "From then on its readings for another session are refused (DEVICE_BOUND_ELSEWHERE), and while drug"
                            + " runs or the patient recovers its silence raises the alarm READINGS_STOPPED. A monitor that"
                            + " watches nobody is bound by its own first reading.")
    public Response bind(@PathParam("sessionId") UUID sessionId, @Valid @NotNull DeviceJson.Bind asked) {
        return idempotency.once(asked, () -> {
            var bound = bindings.bind(sessionId, asked.deviceId());
            return bound.now() ? Answers.created(bound.view()) : Answers.ok(bound.view());
        });
    }

    @GET
    @Path("/sessions/{sessionId}/device-bindings")
    @Allowed(resource = "session", action = "read")
    @Operation(summary = "The monitors that watch or watched a session, by time")
    public Page<DeviceJson.BindingView> bindings(@PathParam("sessionId") UUID sessionId) {
        return new Page<>(bindings.of(sessionId), null);
    }

    @APIResponseSchema(value = DeviceJson.BindingView.class, responseCode = "200")
    @POST
    @Path("/sessions/{sessionId}/device-bindings/{bindingId}/end")
    @Allowed(resource = "session", action = "amend")
    @Operation(summary = "A monitor watches the session no more; repeated, it changes nothing")
    public Response end(
            @PathParam("sessionId") UUID sessionId,
            @PathParam("bindingId") UUID bindingId,
            @Valid DeviceJson.@Nullable End asked) {
        return Answers.ok(bindings.end(sessionId, bindingId, asked == null ? null : asked.reason()));
    }
}
